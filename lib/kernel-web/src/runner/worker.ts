/** The worker that runs cells. */
import { modules } from './modules.js';
import type { Reply, Request } from './protocol.js';
import { failure, Runner } from './runner.js';

// Kept, for a cell may declare these names.
const send: (reply: Reply) => void = self.postMessage.bind(self);
const runner = new Runner(modules);
const show = (output: Extract<Reply, { type: 'output' }>['output']) => send({ type: 'output', output });

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  if (data.type === 'run') send({ type: 'done', outcome: await runner.run(data.script, data.count, show) });
  // everystate listens while it searches, and keeps what it found.
  else send({ type: 'interrupted', handled: !dispatchEvent(new Event('interrupt', { cancelable: true })) });
});
self.addEventListener('unhandledrejection', ({ reason }) => {
  const outcome = failure(reason);
  if (outcome.status === 'error') show({ type: 'stream', name: 'stderr', text: `${outcome.traceback.join('\n')}\n` });
});
send({ type: 'ready' });
