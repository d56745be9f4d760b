/** The kernel as an extension of JupyterLite: the container that its loader expects (module federation), by hand. */
import type * as Lite from '@jupyterlite/services';
import type { ISignal } from '@lumino/signaling';
import type * as Lumino from '@lumino/widgets';
import { letFiguresHaveKeys } from '../figures/keys.js';
import { plotlyExtension } from '../figures/plotly.js';
import { kernelClass, SPEC } from './kernel.js';

/** Modules that JupyterLab shares with its extensions, by name and version. */
type Shared = Record<string, Record<string, { get(): Promise<() => unknown> }>>;

/** JupyterLab's application, as far as a plugin here needs it. */
interface Application {
  shell: {
    leftCollapsed: boolean;
    collapseLeft(): void;
    layoutModified: ISignal<unknown, unknown>;
    currentChanged: ISignal<unknown, unknown>;
    currentWidget: { context?: { path: string } } | null;
  };
}

/** What is built in place of this name is the folder with the workers, from this script. */
declare const WORKERS: string;
const folder = new URL(WORKERS, (document.currentScript as HTMLScriptElement).src);

function plugin<Services extends unknown[]>(
  name: string,
  activate: (app: Application, ...services: Services) => void,
  ...requires: unknown[]
) {
  return { id: `kernel-web:${name}`, autoStart: true, requires, activate };
}

function plugins(lite: typeof Lite) {
  const TypeScriptKernel = kernelClass(lite, folder);
  return [
    plugin(
      'kernel',
      (_, specs: Lite.IKernelSpecs) =>
        specs.register({
          spec: { ...SPEC, argv: [], resources: {} },
          create: async (options: Lite.IKernel.IOptions) => new TypeScriptKernel(options),
        }),
      lite.IKernelSpecs,
    ),
    plugin(
      'interrupt',
      (_, client: Lite.LiteKernelClient) => {
        // JupyterLite itself only drops the cells that wait for their turn.
        const drop = client.interrupt.bind(client);
        client.interrupt = async id => {
          await drop(id);
          const kernel = (await client.getModel(id)) as InstanceType<typeof TypeScriptKernel> | undefined;
          await kernel?.session.interrupt();
        };
      },
      lite.IKernelClient,
    ),
    plugin('address', ({ shell }) => {
      // JupyterLab drops what its address said to open: a reload, or a bookmark, would open nothing.
      shell.currentChanged.connect(() => {
        const path = shell.currentWidget?.context?.path;
        if (path) history.replaceState(null, '', `${location.pathname}?path=${encodeURI(path)}`);
      });
    }),
    plugin('room', ({ shell }) => {
      // Beside the list of files a phone has no room: the list stays closed until the reader touches the page.
      const close = () => innerWidth < 700 && !shell.leftCollapsed && shell.collapseLeft();
      shell.layoutModified.connect(close);
      addEventListener('pointerdown', () => shell.layoutModified.disconnect(close), { once: true, capture: true });
    }),
    plugin('keys', () => letFiguresHaveKeys(document)),
  ];
}

let shared: Shared;

async function ofJupyterLab<T>(name: string): Promise<T> {
  const [offered] = Object.values(shared[name]!);
  return (await offered!.get())() as T;
}

const page = globalThis as { _JUPYTERLAB?: Record<string, unknown> };
(page._JUPYTERLAB ??= {})['kernel-web'] = {
  init(scope: Shared) {
    shared = scope;
  },
  async get(name: './extension' | './mimeExtension') {
    const made =
      name === './extension'
        ? plugins(await ofJupyterLab<typeof Lite>('@jupyterlite/services'))
        : plotlyExtension(await ofJupyterLab<typeof Lumino>('@lumino/widgets'), folder);
    return () => ({ __esModule: true, default: made });
  },
};
