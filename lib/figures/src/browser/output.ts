/** In place of `output/output.ts`: the kernel in the browser hands over its writer by a symbol. */
import type { Display, Emit, Output } from '../output/output.js';

export type * from '../output/output.js';

type WriteDisplayData = (message: Output & { transient: object }, update: boolean) => void;

const WRITER = Symbol.for('notebook.writeDisplayData');

export function currentEmit(): Emit {
  const write = currentWriter();
  return output => write({ ...output, transient: {} }, false);
}

let displays = 0;

export function currentDisplay(): Display {
  const write = currentWriter();
  const transient = { display_id: `${performance.timeOrigin}-${++displays}` };
  let shown = false;
  return {
    live: true,
    show(output) {
      write({ ...output, transient }, shown);
      shown = true;
    },
  };
}

function currentWriter(): WriteDisplayData {
  return (globalThis as unknown as Record<symbol, WriteDisplayData>)[WRITER]!;
}
