/**
 * The child process behind one notebook: tslab's own handler, without ZeroMQ.
 *
 * It is what `tslab kernel` runs, minus sockets: so no Python, no ports, and
 * none of the messages that ZeroMQ drops after some 512 of them. Its working
 * folder is the notebook's, as under Jupyter. CommonJS, as tslab is: Node loads
 * a compiler of 10 MB 0.3 s faster that way.
 */
import './node-types.cjs';
import { createConverter, type Converter } from 'tslab/dist/converter.js';
import { createExecutor } from 'tslab/dist/executor.js';
import { JupyterHandlerImpl } from 'tslab/dist/jupyter.js';
import { getCodeMetadata } from 'tslab/dist/metadata.js';
import type { FromKernel, ToKernel } from './kernel.js' with { 'resolution-mode': 'import' };
import type { DisplayContent } from '../notebook/outputs.js' with { 'resolution-mode': 'import' };

// Taken before a cell runs: a cell may well replace them.
const send: (message: FromKernel) => void = process.send!.bind(process);
const exit = process.exit.bind(process);

const node: Converter = createConverter({ isJS: false, isBrowser: false });
const converters = {
  node,
  get browser(): Converter {
    throw new Error('browser cells are not run');
  },
  close: () => node.close(),
};
const executor = createExecutor(process.cwd(), converters, {
  log: console.log,
  error: console.error,
});
const handler = new JupyterHandlerImpl(executor, false);

process.on('SIGINT', () => executor.interrupt());
process.on('uncaughtException', error => console.error('UncaughtException:', error));
process.on('unhandledRejection', reason => console.error('UnhandledPromiseRejection:', reason));
// The runner is gone (killed, crashed): nobody waits for this process any more.
process.on('disconnect', () => exit(1));

process.on('message', async ({ cell, code }: ToKernel) => {
  // tslab skips cells marked for the browser without a word.
  const status = getCodeMetadata(code).mode === 'browser' ? 'browser' : await run(cell, code);
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
