import type * as Lite from '@jupyterlite/services';
import { wrap } from 'comlink';
import type { RemoteLanguage, RunnerPort } from './session.js';
import { Session } from './session.js';

type Kernel = InstanceType<typeof Lite.BaseKernel>;
type Content<Handler extends keyof Kernel> = Kernel[Handler] extends (content: infer C) => unknown ? C : never;
type Answer<Handler extends keyof Kernel> = Kernel[Handler] extends (...args: never[]) => infer A ? A : never;

const INFO = {
  status: 'ok' as const,
  implementation: 'kernel-web',
  implementation_version: '0.1.0',
  protocol_version: '5.3',
  banner: 'TypeScript in the browser',
  help_links: [],
  language_info: {
    name: 'typescript',
    version: '5.9',
    mimetype: 'text/typescript',
    file_extension: '.ts',
    // As tslab says it: a saved notebook stays the same.
    codemirror_mode: { name: 'javascript', typescript: true } as never,
  },
};

/** @param folder where the workers' bundles lie */
export function kernelClass({ BaseKernel }: typeof Lite, folder: URL) {
  const worker = (name: string) => new Worker(new URL(name, folder), { type: 'module', name });
  const start = () => {
    const language = worker('language.js');
    const runner = () => worker('runner.js') as unknown as RunnerPort;
    const session = new Session(wrap(language) as unknown as RemoteLanguage, runner);
    language.onerror = () => session.breakDown();
    return { language, session };
  };
  // The first kernel's workers load while JupyterLab does.
  let waiting: ReturnType<typeof start> | undefined = start();

  /** The TypeScript kernel of a notebook, as JupyterLite drives it. */
  return class TypeScriptKernel extends BaseKernel {
    static readonly running = new Map<string, TypeScriptKernel>();
    readonly #session: Session;
    readonly #language: Worker;

    constructor(options: Lite.IKernel.IOptions) {
      super(options);
      const { session, language } = waiting ?? start();
      waiting = undefined;
      this.#session = session;
      this.#language = language;
      TypeScriptKernel.running.set(this.id, this);
    }

    /** The kernel is shown as idle when this is answered. */
    async kernelInfoRequest() {
      await this.#session.ready();
      return INFO;
    }

    async executeRequest({ code, stop_on_error }: Content<'executeRequest'>) {
      const parent = this.parentHeader;
      const count = this.executionCount;
      const outcome = await this.#session.run(code, count, output => {
        if (output.type === 'stream') this.stream(output, parent);
        else if (output.update) this.updateDisplayData(output as never, parent);
        else this.displayData(output as never, parent);
      });
      const fine = { status: 'ok' as const, execution_count: count, user_expressions: {} };
      if (outcome.status === 'ok') return fine;
      const { name: ename, message: evalue, traceback } = outcome;
      this.publishExecuteError({ ename, evalue, traceback }, parent);
      // For an error that a cell's tag allows, JupyterLite would drop the cells that wait.
      if (stop_on_error === false) return fine;
      return { status: 'error' as const, execution_count: count, ename, evalue, traceback };
    }

    /** JupyterLite passes no interrupt on: the extension calls this. */
    interrupt() {
      return this.#session.interrupt();
    }

    async completeRequest({ code, cursor_pos }: Content<'completeRequest'>): Answer<'completeRequest'> {
      const { names, from, to } = await this.#session.complete(code, cursor_pos);
      return { status: 'ok', matches: names, cursor_start: from, cursor_end: to, metadata: {} };
    }

    async inspectRequest({ code, cursor_pos }: Content<'inspectRequest'>): Answer<'inspectRequest'> {
      const text = await this.#session.explain(code, cursor_pos);
      const data: Record<string, string> = text ? { 'text/plain': text } : {};
      return { status: 'ok', found: text !== undefined, data, metadata: {} };
    }

    override dispose() {
      if (this.isDisposed) return;
      TypeScriptKernel.running.delete(this.id);
      this.#session.dispose();
      this.#language.terminate();
      super.dispose();
    }

    async isCompleteRequest() {
      return { status: 'unknown' as const };
    }
    async commInfoRequest() {
      return { status: 'ok' as const, comms: {} };
    }
    inputReply() {}
    async commOpen() {}
    async commMsg() {}
    async commClose() {}
  };
}
