export { typecheck } from './lint/typecheck.js';
export { lint } from './lint/lint.js';
export { loadNotebook } from './notebook/load.js';
export { formatFindings, type Finding } from './notebook/finding.js';
export { notebooksIn } from './notebook/choose.js';
