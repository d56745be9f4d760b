/**
 * tslab's converter from a cell's TypeScript to JavaScript, in a process of its own.
 * Half of a notebook's time goes into TypeScript; a converter that serves one
 * notebook after the other reads its libraries once.
 */
import type { ConvertResult, Diagnostic } from 'tslab/dist/converter.js';
import type { CodeMetadata } from 'tslab/dist/metadata.js';
import { Child, type Ending } from './child.js';

/** All that tslab's executor asks TypeScript about a cell. */
export interface Converted {
  metadata: CodeMetadata;
  /** Absent for a cell marked `@module`, or `@browser`. */
  result?: ConvertResult;
  /** Of a cell marked `@module`. */
  diagnostics?: Diagnostic[];
  /** What the converter threw, if it did. */
  error?: string;
}

export interface ToConverter {
  /** What earlier cells of the notebook declare, as tslab writes it. */
  declared: string;
  code: string;
}

export interface FromConverter {
  /** Absent in the first message, which says that the process is ready. */
  converted?: Converted;
}

/** Converts the cells of the notebooks of one folder, all in one process. */
export class Converter {
  private readonly children: Child<Converted | undefined>[] = [];
  /** The process that new notebooks share. */
  private shared: { child: Child<Converted | undefined>; ready: Promise<Ending<unknown>> } | undefined;

  constructor(private readonly folder: string) {}

  /** Waits until there is a process for a notebook, and hands back what converts its cells, in order. */
  async open(limitMs: number): Promise<Ending<(code: string, limitMs: number) => Promise<Ending<Converted>>>> {
    if (!this.shared || this.shared.child.isGone) this.shared = this.start(limitMs);
    const { child, ready } = this.shared;
    const start = await ready;
    if (start.how !== 'answered') return start;

    let declared = '';
    const convert = async (code: string, limitMs: number) => {
      const ending = (await child.ask(limitMs, { declared, code } satisfies ToConverter)) as Ending<Converted>;
      if (ending.how !== 'answered') return ending;
      const { metadata, result } = ending.answer;
      if (result?.diagnostics.length === 0) declared = result.declOutput ?? '';
      // The process now knows a module that no other notebook's kernel does.
      if ((metadata.module || result?.sideOutputs) && this.shared?.child === child) this.shared = undefined;
      return ending;
    };
    return { how: 'answered', answer: convert };
  }

  /** Ends all processes and waits until they are gone. */
  async stop(): Promise<void> {
    await Promise.all(this.children.map(child => child.stop()));
  }

  private start(limitMs: number) {
    const child = new Child<Converted | undefined>('converter-process.cjs', this.folder, (received, answer) =>
      answer((received as FromConverter).converted),
    );
    this.children.push(child);
    return { child, ready: child.ask(limitMs) };
  }
}
