import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../common/paths.js';

const CACHE = path.join(ROOT, '.cache');

const run = promisify(execFile);

export interface Binary {
  file: string;
  version: string;
}

/** The newest Node of a major version, installed on first use; undefined if that fails. */
export async function installed(major: string): Promise<Binary | undefined> {
  const folder = path.join(CACHE, `node-${major}`);
  const file = path.join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    // npm 11 runs the script that fetches the binary only when it is allowed.
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ private: true, allowScripts: { node: true } }, null, 2) + '\n',
    );
    console.log(`node ${major}: installing into ${path.relative(ROOT, folder)}`);
    const install = ['install', '--no-fund', '--no-audit', '--loglevel=error', `node@${major}`];
    try {
      await run('npm', install, { cwd: folder, shell: process.platform === 'win32' });
    } catch (error) {
      console.log(`node ${major}: not checked, npm could not install it\n  ${lastLine(error)}`);
      return undefined;
    }
  }
  const { stdout } = await run(file, ['--version']);
  return { file, version: stdout.trim() };
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n').at(-1)!;
}
