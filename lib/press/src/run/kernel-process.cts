/**
 * The child process behind one notebook: tslab's own handler and executor, without
 * ZeroMQ, and with the converter in another process.
 *
 * It is what `tslab kernel` runs, minus sockets: so no Python, no ports, and
 * none of the messages that ZeroMQ drops after some 512 of them. Its working
 * folder is the notebook's, as under Jupyter.
 */
import './no-typescript.cjs';
import type { Converter } from 'tslab/dist/converter.js';
import { createExecutor } from 'tslab/dist/executor.js';
import { JupyterHandlerImpl } from 'tslab/dist/jupyter.js';
import tslabMetadata = require('tslab/dist/metadata.js');
import type { Converted } from './converter.js' with { 'resolution-mode': 'import' };
import type { FromKernel, ToKernel } from './kernel.js' with { 'resolution-mode': 'import' };
import type { DisplayContent } from '../notebook/outputs.js' with { 'resolution-mode': 'import' };

// Taken before a cell runs: a cell may well replace them.
const send: (message: FromKernel) => void = process.send!.bind(process);
const exit = process.exit.bind(process);

/** The cell that runs, converted. */
let current: Converted;
const orThrow = <T,>(found: T | undefined): T => {
  if (found === undefined) throw new Error(current.error);
  return found;
};
Object.assign(tslabMetadata, { getCodeMetadata: () => current.metadata });
const node = {
  convert: () => orThrow(current.result),
  addModule: () => orThrow(current.diagnostics),
} as Partial<Converter>;
const executor = createExecutor(
  process.cwd(),
  { node: node as Converter, browser: node as Converter, close() {} },
  {
    log: console.log,
    error: console.error,
  },
);
const handler = new JupyterHandlerImpl(executor, false);

process.on('SIGINT', () => executor.interrupt());
process.on('uncaughtException', error => console.error('UncaughtException:', error));
process.on('unhandledRejection', reason => console.error('UnhandledPromiseRejection:', reason));
// The runner is gone (killed, crashed): nobody waits for this process any more.
process.on('disconnect', () => exit(1));

process.on('message', async ({ cell, code, converted }: ToKernel) => {
  current = converted;
  // tslab skips cells marked for the browser without a word.
  const status = converted.metadata.mode === 'browser' ? 'browser' : await run(cell, code);
  send({ type: 'done', cell, status });
});

async function run(cell: number, code: string): Promise<string> {
  // Both return nothing, as in tslab: a cell may end with such a call, and the
  // value of its last expression is printed.
  const reply = await handler.handleExecute(
    { code } as Parameters<typeof handler.handleExecute>[0],
    (name, text) => {
      send({ type: 'stream', cell, name: name as 'stdout' | 'stderr', text });
    },
    (content, update) => {
      send({ type: 'display', cell, content: content as DisplayContent, update: Boolean(update) });
    },
  );
  return reply.status;
}

send({ type: 'ready' });
