import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

/** One notebook output in several forms: the reader's program picks the one that it draws best. */
export interface Output {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** Writes an output below the running cell. */
export type Emit = (output: Output) => void;

type WriteDisplayData = (message: Output & { transient: object }, update: boolean) => void;

/**
 * The way to write below the cell that runs now. Ask for it before the first `await`: afterwards
 * another cell may be running.
 *
 * Outside a notebook kernel the output's plain text goes to the console.
 */
export function currentEmit(): Emit {
  const write = kernelWriter();
  if (write) return output => write({ ...output, transient: {} }, false);
  return output => console.log(output.data['text/plain']);
}

/** One output below a cell, whose content may change. */
export interface Display {
  /** Whether there is somebody to see the changes. */
  readonly live: boolean;
  /** Shows an output in place of the one before. */
  show: Emit;
}

/** An output below the cell that runs now, to be changed in place. Ask for it before the first `await`. */
export function currentDisplay(): Display {
  const write = kernelWriter();
  if (!write) return { live: false, show: currentEmit() };
  const transient = { display_id: randomUUID() };
  let shown = false;
  return {
    live: true,
    show(output) {
      write({ ...output, transient }, shown);
      shown = true;
    },
  };
}

/**
 * tslab's writer for the running cell. tslab is looked for among the modules that are loaded
 * already, because only those can be the kernel we run in: it may be another copy than ours.
 */
function kernelWriter(): WriteDisplayData | undefined {
  const loaded = createRequire(import.meta.url).cache;
  for (const [file, module] of Object.entries(loaded)) {
    if (/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file)) {
      const writer = (module?.exports as { lastWriteDisplayData?: WriteDisplayData | null } | undefined)
        ?.lastWriteDisplayData;
      if (writer) return writer;
    }
  }
  return undefined;
}
