/** How large the site is, on its host. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { SITE } from './paths.js';

export function siteSize(): { files: number; megabytes: number } {
  const files = readdirSync(SITE, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
  return { files: files.length, megabytes: bytes / 1e6 };
}
