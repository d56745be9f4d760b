import { createRequire } from 'node:module';
import type { Output } from './output.js';

/** Runs `show` as if in a tslab cell, and returns what it wrote below the cell. */
export async function outputsOf(show: () => unknown): Promise<Output[]> {
  const outputs: Output[] = [];
  const jupyter = createRequire(import.meta.url)('tslab/dist/jupyter.js') as { lastWriteDisplayData: unknown };
  jupyter.lastWriteDisplayData = (output: Output) => outputs.push(output);
  try {
    await show();
  } finally {
    jupyter.lastWriteDisplayData = null;
  }
  return outputs;
}
