/** A kernel as the runner sees it: a child process that runs one cell at a time. */
import type { OutputMessage } from '../notebook/outputs.js';
import { Child, type Ending } from './child.js';
import type { Converted } from './converter.js';

export interface ToKernel {
  cell: number;
  code: string;
  converted: Converted;
}

export type FromKernel = { type: 'ready' } | OutputMessage | { type: 'done'; cell: number; status: string };

export class Kernel {
  private readonly child: Child<'ok' | 'error' | 'skipped'>;
  /** The cell that is running, counted from 0. */
  private cell: number | undefined;

  /**
   * Starts a kernel whose working folder is `folder`. Output of a cell that has
   * already ended is `late`.
   */
  constructor(folder: string, onOutput: (message: OutputMessage, late: boolean) => void) {
    this.child = new Child('kernel-process.cjs', folder, (received, answer) => {
      const message = received as FromKernel;
      if (message.type === 'ready') {
        answer('ok');
      } else if (message.type === 'done') {
        this.cell = undefined;
        answer(message.status === 'ok' || message.status === 'error' ? message.status : 'skipped');
      } else {
        onOutput(message, message.cell !== this.cell);
      }
    });
  }

  /** Waits until the kernel takes cells. */
  ready(limitMs: number): Promise<Ending<'ok' | 'error' | 'skipped'>> {
    return this.child.ask(limitMs);
  }

  /** Runs one cell; every output has arrived by the time the promise is kept. */
  run(cell: number, code: string, converted: Converted, limitMs: number): Promise<Ending<'ok' | 'error' | 'skipped'>> {
    this.cell = cell;
    return this.child.ask(limitMs, { cell, code, converted } satisfies ToKernel);
  }

  /** Ends the process and waits until it is gone. */
  stop(): Promise<void> {
    return this.child.stop();
  }
}
