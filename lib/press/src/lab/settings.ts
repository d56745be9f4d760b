/** How JupyterLab is started for these notebooks. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jupyterVariables } from '../machines/jupyter-environment.js';

/** The first page is the folder of the notebooks; all of the folder where it is started can be seen. */
export function labArguments(): string[] {
  return [
    '--LabApp.default_url=/lab/tree/notebooks',
    '--MultiKernelManager.default_kernel_name=tslab',
    // It refuses to run as root otherwise, as in a container.
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
  ];
}

/** Its environment; its first question, about news from the network, is answered. */
export function labVariables(): NodeJS.ProcessEnv {
  const variables = jupyterVariables();
  const folder = path.join(variables['JUPYTERLAB_SETTINGS_DIR']!, '@jupyterlab', 'apputils-extension');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'notification.jupyterlab-settings');
  writeFileSync(file, JSON.stringify({ fetchNews: 'false', checkForUpdates: false }));
  return variables;
}
