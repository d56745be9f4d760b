/** The machine's own Chromium (or Chrome), for checks that look at what readers see. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { ROOT } from '../common/paths.js';
import { install, ToolError } from 'programs';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Starts the Chromium (or Chrome) of this machine without a window. As root on Debian it is
 * installed first where it is missing.
 * @throws ToolError where there is none
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = find() ?? (install('chromium') ? find() : undefined);
  if (!executablePath) {
    throw new ToolError(
      'There is no Chromium or Chrome on this machine, and this check looks at pages with it. ' +
        'Install one; on Debian and Ubuntu: apt-get install chromium.',
    );
  }
  // What it would keep in the user's folder goes here.
  const home = path.join(ROOT, '.cache', 'chromium');
  mkdirSync(home, { recursive: true });
  return chromium.launch({
    executablePath,
    args: ['--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...(process.env as Record<string, string>), HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
}

function find(): string | undefined {
  const onPath = PROGRAMS.flatMap(program =>
    (process.env['PATH'] ?? '').split(path.delimiter).map(folder => path.join(folder, program)),
  );
  return [...onPath, ...ELSEWHERE].find(file => existsSync(file) && spawnSync(file, ['--version']).status === 0);
}
