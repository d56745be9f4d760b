/** A child process that answers one message after the other. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endWithThis } from 'programs';

/** Why no answer came. `ended`: the process is gone. */
export type NoAnswer =
  | { how: 'too long' }
  | { how: 'ended'; code: number | null; signal: NodeJS.Signals | null; stderr: string };
export type Ending<Answer> = { how: 'answered'; answer: Answer } | NoAnswer;

/** After SIGINT the process has this long to answer. */
const GRACE_MS = 2_000;
const LAST_WORDS_MS = 50;

export class Child<Answer> {
  private readonly child: ChildProcess;
  private settle: ((ending: Ending<Answer>) => void) | undefined;
  private gone: NoAnswer | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  /** Last words on the real stderr, for example V8's when memory runs out. */
  private stderr = '';

  /**
   * Starts a script of this room.
   * @param folder its working folder
   */
  constructor(script: string, folder: string, onMessage: (message: unknown, answer: (answer: Answer) => void) => void) {
    const env = { ...process.env };
    // A terminal's colors would change what console.log writes.
    delete env['FORCE_COLOR'];
    delete env['NODE_TEST_CONTEXT'];
    this.child = fork(fileURLToPath(new URL(script, import.meta.url)), {
      cwd: folder,
      env,
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    endWithThis(this.child);
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-4_000);
    });
    this.child.on('message', message => onMessage(message, answer => this.settle?.({ how: 'answered', answer })));
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

  /**
   * Sends a message, if there is one, once the one before is answered, and waits for
   * the answer. If that takes longer than `limitMs`, the process is interrupted.
   */
  ask(limitMs: number, message?: object): Promise<Ending<Answer>> {
    const answer = this.turn.then(() => this.send(limitMs, message));
    this.turn = answer;
    return answer;
  }

  get isGone(): boolean {
    return this.gone !== undefined;
  }

  private async send(limitMs: number, message?: object): Promise<Ending<Answer>> {
    if (this.gone) return this.gone;
    const ending = new Promise<Ending<Answer>>(resolve => {
      this.settle = resolve;
    });
    // A process that has just died makes this fail; its exit tells the story.
    if (message) this.child.send(message, () => {});
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

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
