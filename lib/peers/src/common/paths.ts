import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
/** The models for other checkers. */
export const TWINS = path.join(ROOT, 'data/twins');
/** Files that other checkers write, and programs installed for the comparison. */
export const CACHE = path.join(ROOT, '.cache');
