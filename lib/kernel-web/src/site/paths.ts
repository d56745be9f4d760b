import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from 'press';

/** The folder of this package. */
export const PACKAGE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the site is built. */
export const SITE = path.join(ROOT, 'site');

/** The page that lets one walk through the outage. */
export const EXPLORER = 'explore.html';

/** For what is made on the way. */
export const CACHE = path.join(ROOT, '.cache', 'site');

/** The kernel's name as an extension of JupyterLite. */
export const EXTENSION = 'kernel-web';

export { ROOT };
