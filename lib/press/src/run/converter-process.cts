/**
 * The child process that converts cells: tslab's own converter. CommonJS, as tslab
 * is: Node loads a compiler of 10 MB 0.3 s faster that way.
 */
import './node-types.cjs';
import { createConverter } from 'tslab/dist/converter.js';
import { getCodeMetadata } from 'tslab/dist/metadata.js';
import type { Converted, FromConverter, ToConverter } from './converter.js' with { 'resolution-mode': 'import' };

const converter = createConverter({ isJS: false, isBrowser: false });

// The runner is gone (killed, crashed): nobody waits for this process any more.
process.on('disconnect', () => process.exit(1));

process.on('message', (cell: ToConverter) => {
  process.send!({ converted: convert(cell) } satisfies FromConverter);
});

function convert({ declared, code }: ToConverter): Converted {
  const metadata = getCodeMetadata(code);
  if (metadata.mode === 'browser') return { metadata };
  try {
    if (metadata.module) return { metadata, diagnostics: converter.addModule(metadata.module, code, metadata) };
    return { metadata, result: converter.convert(declared, code) };
  } catch (error) {
    return { metadata, error: String((error as Error).stack ?? error) };
  }
}

process.send!({} satisfies FromConverter);
