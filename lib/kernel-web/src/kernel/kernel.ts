import type { KernelMessage } from '@jupyterlab/services';
import type * as Lite from '@jupyterlite/services';
import { wrap } from 'comlink';
import type { Language } from '../language/language.js';
import type { Runner } from '../runner/runner.js';
import { Session } from './session.js';

/** The notebooks name their kernel so: they open without a question. */
export const SPEC = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' };

export const INFO = {
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
    codemirror_mode: { name: 'javascript', typescript: true } as never,
  },
};

/** @param folder where the workers' bundles lie */
export function kernelClass({ BaseKernel }: typeof Lite, folder: URL) {
  const start = () => {
    const open = <T>(name: string) => {
      const worker = new Worker(new URL(name, folder), { type: 'module', name });
      worker.onerror = () => session.breakDown();
      return { remote: wrap<T>(worker), end: () => worker.terminate() };
    };
    const session: Session = new Session(open<Language>('language.js'), () => open<Runner>('runner.js'));
    return session;
  };
  // The first kernel's workers load while JupyterLab does.
  let waiting: Session | undefined = start();

  /** The TypeScript kernel of a notebook, as JupyterLite drives it. */
  return class TypeScriptKernel extends BaseKernel {
    readonly session: Session;

    constructor(options: Lite.IKernel.IOptions) {
      super(options);
      this.session = waiting ?? start();
      waiting = undefined;
    }

    /** The kernel is shown as idle when this is answered. */
    async kernelInfoRequest() {
      await this.session.ready();
      return INFO;
    }

    async executeRequest({ code, stop_on_error }: KernelMessage.IExecuteRequestMsg['content']) {
      const parent = this.parentHeader;
      const count = this.executionCount;
      const outcome = await this.session.run(code, count, output => {
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

    async completeRequest({ code, cursor_pos }: KernelMessage.ICompleteRequestMsg['content']) {
      const { names, from } = await this.session.language.remote.complete(code, cursor_pos);
      return { status: 'ok' as const, matches: names, cursor_start: from, cursor_end: cursor_pos, metadata: {} };
    }

    async inspectRequest({ code, cursor_pos }: KernelMessage.IInspectRequestMsg['content']) {
      const text = await this.session.language.remote.explain(code, cursor_pos);
      return { status: 'ok' as const, found: text !== undefined, data: { 'text/plain': text ?? '' }, metadata: {} };
    }

    override dispose() {
      this.session.dispose();
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
