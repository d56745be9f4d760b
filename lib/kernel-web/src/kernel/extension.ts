/**
 * The kernel as an extension of JupyterLite: the container that JupyterLab's loader expects
 * (module federation), written by hand.
 */
import type * as Lite from '@jupyterlite/services';
import type * as Lumino from '@lumino/widgets';
import { kernelClass } from './kernel.js';
import { letFiguresHaveKeys } from '../figures/keys.js';
import { plotlyExtension } from '../figures/plotly.js';

/** Modules that JupyterLab shares with its extensions, by name and version. */
type Shared = Record<string, Record<string, { get(): Promise<() => unknown> }>>;

interface Signal {
  connect(listener: () => void): void;
  disconnect(listener: () => void): void;
}

/** JupyterLab's application, as far as a plugin here needs it. */
interface Application {
  shell: {
    leftCollapsed: boolean;
    collapseLeft(): void;
    layoutModified: Signal;
    currentChanged: Signal;
    currentWidget: { context?: { path: string } } | null;
  };
}

/** What is built in place of this name is the folder with the workers, from this script. */
declare const WORKERS: string;
const folder = new URL(WORKERS, (document.currentScript as HTMLScriptElement).src);

function plugins(lite: typeof Lite) {
  const TypeScriptKernel = kernelClass(lite, folder);
  const kernel = {
    id: 'kernel-web:kernel',
    autoStart: true,
    requires: [lite.IKernelSpecs],
    activate(_: unknown, specs: Lite.IKernelSpecs) {
      specs.register({
        // The notebooks name their kernel so: they open without a question.
        spec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript', argv: [], resources: {} },
        create: async (options: Lite.IKernel.IOptions) => new TypeScriptKernel(options),
      });
    },
  };
  const interrupt = {
    id: 'kernel-web:interrupt',
    autoStart: true,
    requires: [lite.IKernelClient],
    activate(_: unknown, client: Lite.IKernelClient & { interrupt(id: string): Promise<void> }) {
      // JupyterLite itself only drops the cells that wait for their turn.
      const drop = client.interrupt.bind(client);
      client.interrupt = async id => {
        await drop(id);
        await TypeScriptKernel.running.get(id)?.interrupt();
      };
    },
  };
  const address = {
    id: 'kernel-web:address',
    autoStart: true,
    activate({ shell }: Application) {
      // JupyterLab drops what its address said to open: a reload, or a bookmark, would open nothing.
      shell.currentChanged.connect(() => {
        const path = shell.currentWidget?.context?.path;
        if (path) history.replaceState(null, '', `${location.pathname}?path=${encodeURI(path)}`);
      });
    },
  };
  const room = {
    id: 'kernel-web:room',
    autoStart: true,
    activate({ shell }: Application) {
      // Beside the list of files a phone has no room: the list stays closed until the reader touches the page.
      const close = () => innerWidth < 700 && !shell.leftCollapsed && shell.collapseLeft();
      shell.layoutModified.connect(close);
      addEventListener('pointerdown', () => shell.layoutModified.disconnect(close), { once: true, capture: true });
    },
  };
  const keys = { id: 'kernel-web:keys', autoStart: true, activate: () => letFiguresHaveKeys(document) };
  return [kernel, interrupt, address, room, keys];
}

let shared: Shared;

async function ofJupyterLab<T>(name: string): Promise<T> {
  const [offered] = Object.values(shared[name]!);
  return (await offered!.get())() as T;
}

const modules: Record<string, () => Promise<unknown>> = {
  './extension': async () => plugins(await ofJupyterLab<typeof Lite>('@jupyterlite/services')),
  './mimeExtension': async () => plotlyExtension(await ofJupyterLab<typeof Lumino>('@lumino/widgets'), folder),
};
const container = {
  init(scope: Shared) {
    shared = scope;
  },
  async get(name: string) {
    const module = { __esModule: true, default: await modules[name]!() };
    return () => module;
  },
};
const page = globalThis as { _JUPYTERLAB?: Record<string, unknown> };
(page._JUPYTERLAB ??= {})['kernel-web'] = container;
