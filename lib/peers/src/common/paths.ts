import path from 'node:path';
import { ROOT } from 'programs';

export { CACHE, ROOT } from 'programs';
/** The models for other checkers. */
export const TWINS = path.join(ROOT, 'data/twins');
