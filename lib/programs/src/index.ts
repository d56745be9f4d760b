export { CACHE, ROOT } from './folders.js';
export { endWithThis, install, isInstalled, run, type RunOptions, ToolError } from './programs.js';
