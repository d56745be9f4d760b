/** A kernel as the runner sees it: a child process that runs one cell at a time. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OutputMessage } from '../notebook/outputs.js';

export interface ToKernel {
  cell: number;
  code: string;
}

export type FromKernel = { type: 'ready' } | OutputMessage | { type: 'done'; cell: number; status: string };

/** How a cell ended. `ended` means that the process is gone. */
export type Ending =
  | { how: 'ok' | 'error' | 'skipped' | 'too long' }
  | { how: 'ended'; code: number | null; signal: NodeJS.Signals | null; stderr: string };

/** After SIGINT a cell has this long to stop by itself. */
const GRACE_MS = 2_000;
const LAST_WORDS_MS = 50;

const SCRIPT = fileURLToPath(new URL('kernel-process.cjs', import.meta.url));

export class Kernel {
  private readonly child: ChildProcess;
  private settle: ((ending: Ending) => void) | undefined;
  /** The cell that is running. */
  private cell: number | undefined;
  private gone: Ending | undefined;
  /** Last words on the real stderr, for example V8's when memory runs out. */
  private stderr = '';

  /**
   * Starts a kernel whose working folder is `folder`. Output of a cell that has
   * already ended is `late`.
   */
  constructor(folder: string, onOutput: (message: OutputMessage, late: boolean) => void) {
    const env = { ...process.env };
    // A terminal's colors would change what console.log writes.
    delete env['FORCE_COLOR'];
    delete env['NODE_TEST_CONTEXT'];
    this.child = fork(SCRIPT, {
      cwd: folder,
      env,
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-4_000);
    });
    this.child.on('message', (message: FromKernel) => {
      if (message.type === 'ready') {
        this.settle?.({ how: 'ok' });
      } else if (message.type === 'done') {
        this.cell = undefined;
        this.settle?.({ how: howItEnded(message.status) });
      } else {
        onOutput(message, message.cell !== this.cell);
      }
    });
    this.child.on('error', error => {
      this.stderr += error.message;
    });
    this.child.on('exit', async (code, signal) => {
      // `exit` may come before the last of stderr, `close` never if a cell has
      // started a process that outlives it.
      await sleep(LAST_WORDS_MS);
      this.gone = { how: 'ended', code, signal, stderr: this.stderr };
      this.settle?.(this.gone);
    });
  }

  /** Waits until the kernel takes cells. */
  ready(limitMs: number): Promise<Ending> {
    return this.wait(limitMs);
  }

  /** Runs one cell; every output has arrived by the time this returns. */
  run(cell: number, code: string, limitMs: number): Promise<Ending> {
    const ending = this.wait(limitMs);
    this.cell = cell;
    // A process that has just died makes this fail; `close` tells the story.
    this.child.send({ cell, code } satisfies ToKernel, () => {});
    return ending;
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  private async wait(limitMs: number): Promise<Ending> {
    if (this.gone) return this.gone;
    const ending = new Promise<Ending>(resolve => {
      this.settle = resolve;
    });
    let tooLong = false;
    let kill: NodeJS.Timeout | undefined;
    const limit = setTimeout(() => {
      tooLong = true;
      this.child.kill('SIGINT');
      kill = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
    }, limitMs);
    const found = await ending;
    clearTimeout(limit);
    clearTimeout(kill);
    this.settle = undefined;
    return tooLong ? { how: 'too long' } : found;
  }
}

function howItEnded(status: string): 'ok' | 'error' | 'skipped' {
  return status === 'ok' || status === 'error' ? status : 'skipped';
}
