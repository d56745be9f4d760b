export { typecheck } from './typecheck.js';
export { lint } from './lint.js';
export { loadNotebook } from './load.js';
export { formatFindings, type Finding } from './finding.js';
export { notebooksIn } from './choose.js';
