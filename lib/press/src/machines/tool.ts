/** Programs that the checks call, and what is said when one cannot be had. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Something outside of the project is missing. Its message says what, and the remedy. */
export class ToolError extends Error {
  override name = 'ToolError';
}

/**
 * Runs a program to its end, in this folder or the one given, and hands back its stdout.
 * @throws ToolError with the last lines of what it said, when it fails
 */
export async function run(
  program: string,
  args: readonly string[],
  env = process.env,
  cwd = process.cwd(),
): Promise<string> {
  try {
    return (await execute(program, args, { env, cwd, maxBuffer: 1e8 })).stdout;
  } catch (error) {
    const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string };
    const said = (stderr || stdout || message).trim().split('\n').slice(-8).join('\n  ');
    throw new ToolError(`${[program, ...args.slice(0, 3)].join(' ')} … failed:\n  ${said}`);
  }
}

/**
 * Installs Debian packages where that can be done without asking: as root, with apt-get.
 * Says so, and whether it did.
 */
export function installed(...packages: string[]): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) return false;
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}
