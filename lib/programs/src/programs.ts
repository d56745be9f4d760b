/** Programs of this machine that the project calls, and what is said when one cannot be had. */
import { execFile, spawnSync, type ChildProcess } from 'node:child_process';

/** Something outside of the project is missing, or fails. The message says what, and the remedy. */
export class ToolError extends Error {
  override name = 'ToolError';

  constructor(problem: string, remedy = '') {
    super(remedy ? `${problem}\n${remedy}` : problem);
  }
}

/** Whether a program can be started here. */
export function isInstalled(program: string, versionFlag = '--version'): boolean {
  return spawnSync(program, [versionFlag], { stdio: 'ignore' }).error === undefined;
}

/**
 * Installs Debian packages where that can be done without asking: as root, with apt-get.
 * Says so, and whether it did.
 */
export function install(...packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) return false;
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}

export interface RunOptions {
  /** Where it runs: here, unless given. */
  readonly folder?: string;
  /** More variables for its environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Exit codes other than 0 that are no failure. */
  readonly fine?: readonly number[];
}

/**
 * Runs a program to its end and gives back what it printed. It ends when this one does.
 * @throws ToolError with the last of what it said, when it fails
 */
export function run(
  program: string,
  args: readonly string[],
  { folder, environment, fine = [] }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 2 ** 28, env: { ...process.env, ...environment } };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (!error || fine.includes(error.code as number)) return resolve(stdout);
      const said = (stderr || stdout || error.message).trim().split('\n').slice(-8).join('\n  ');
      reject(new ToolError(`${[program, ...args.slice(0, 3)].join(' ')} … failed (${error.code}):\n  ${said}`));
    });
    endWithThis(child);
  });
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
/** What ends with this program: its process, or the group of processes that it leads. */
const running = new Map<ChildProcess, number>();

/**
 * Sees to it that a program ends when this one does, also by a signal.
 * @param leads whether it was started `detached`, and whatever it has started is to end with it
 */
export function endWithThis(child: ChildProcess, leads = false): void {
  if (child.pid === undefined) return;
  if (running.size === 0) listen('on');
  running.set(child, leads ? -child.pid : child.pid);
  child.once('close', () => {
    running.delete(child);
    if (running.size === 0) listen('off');
  });
}

function listen(how: 'on' | 'off'): void {
  process[how]('exit', endAll);
  for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process[how](signal, endBy);
}

function endAll(): void {
  for (const id of running.values()) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {} // it has ended by itself
  }
}

/** Whoever listens to the signal, too, such as a notebook's kernel, decides whether this program goes on. */
function endBy(signal: keyof typeof SIGNALS): void {
  if (process.listenerCount(signal) === 1) process.exit(128 + SIGNALS[signal]);
}
