/** The worker that runs cells. */
import { expose } from 'comlink';
import { modules } from './modules.js';
import { failure, Runner } from './runner.js';

const runner = new Runner(modules);
const port = self as unknown as Worker;
// A cell may declare the names that comlink would look for.
expose(runner, {
  postMessage: port.postMessage.bind(port),
  addEventListener: port.addEventListener.bind(port),
  removeEventListener: port.removeEventListener.bind(port),
});
addEventListener('error', event => {
  event.preventDefault();
  runner.fail(event.error);
});
addEventListener('unhandledrejection', ({ reason }) => console.error(failure(reason).traceback.join('\n')));
