import path from 'node:path';
import { ROOT } from 'tlaplus/dist/machine/folders.js';

export { CACHE, ROOT } from 'tlaplus/dist/machine/folders.js';
/** The models for other checkers. */
export const TWINS = path.join(ROOT, 'data/twins');
