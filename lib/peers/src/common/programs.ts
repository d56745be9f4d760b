import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { PeerError } from './peer-error.js';

const run = promisify(execFile);

/** Whether a program can be started here. */
export function isInstalled(program: string, versionFlag = '--version'): boolean {
  return spawnSync(program, [versionFlag], { stdio: 'ignore' }).error === undefined;
}

/** Debian's packages of the programs that are used here. */
const PACKAGES = {
  spin: ['spin', '-V'],
  gcc: ['gcc', '--version'],
  java: ['default-jre-headless', '-version'],
} as const;

/**
 * Makes sure that programs are installed. Root on Debian installs missing ones, and
 * says so; anybody else is told how to.
 * @throws PeerError when one is missing in the end
 */
export function provide(...programs: (keyof typeof PACKAGES)[]): void {
  const missing = () => programs.filter(program => !isInstalled(program, PACKAGES[program][1]));
  const packages = missing().map(program => PACKAGES[program][0]);
  if (packages.length === 0) return;
  if (process.getuid?.() === 0 && isInstalled('apt-get')) {
    for (const args of [
      ['update', '-q'],
      ['install', '-y', '-q', '--no-install-recommends', ...packages],
    ]) {
      console.log(`missing: ${missing().join(', ')}; running: apt-get ${args.join(' ')}`);
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }
  if (missing().length > 0) {
    throw new PeerError(
      `Not installed: ${missing().join(', ')}.`,
      `On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`,
    );
  }
}

export interface RunOptions {
  /** More variables for its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Exit codes other than 0 that are no failure. */
  readonly fine?: readonly number[];
}

/**
 * Runs a program to its end and gives back what it printed.
 * @throws PeerError when it fails, with the last of what it said
 */
export async function output(
  program: string,
  args: readonly string[],
  folder: string,
  { environment = {}, fine = [] }: RunOptions = {},
): Promise<string> {
  try {
    return (await run(program, args, { cwd: folder, maxBuffer: 2 ** 28, env: { ...process.env, ...environment } }))
      .stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (fine.includes(code as number)) return stdout!;
    const said = `${stdout ?? ''}${stderr ?? String(error)}`.trim().split('\n').slice(-8).join('\n');
    throw new PeerError(`${program} failed (${String(code)}) in ${folder}:`, said);
  }
}
