/** As much of Node's `process` as the libraries ask for. */
type Listener = () => void;

const listeners = new Map<string, Listener[]>();
const of = (event: string) => listeners.get(event) ?? [];

const process = {
  // TypeScript and others look here for where they are.
  browser: true,
  env: {},
  argv: [],
  platform: 'browser',
  version: '',
  versions: {},
  nextTick: (then: (...args: unknown[]) => void, ...args: unknown[]) => queueMicrotask(() => then(...args)),
  emitWarning: (warning: unknown) => console.warn(warning),
  memoryUsage: {
    rss: () => (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
  },
  rawListeners: (event: string) => [...of(event)],
  removeAllListeners: (event: string) => listeners.delete(event),
  on: (event: string, listener: Listener) => listeners.set(event, [...of(event), listener]),
  off(event: string, listener: Listener) {
    listeners.set(
      event,
      of(event).filter(each => each !== listener),
    );
  },
  emit(event: string) {
    const called = of(event);
    for (const listener of called) listener();
    return called.length > 0;
  },
};

Object.assign(globalThis, { process });
