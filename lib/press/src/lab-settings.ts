/** How JupyterLab is started for these notebooks. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jupyterVariables } from './jupyter-environment.js';
import { ROOT } from './paths.js';

/** All of `root` can be seen, and the first page is the folder of the notebooks in it. */
export function labArguments(root = ROOT): string[] {
  return [
    `--ServerApp.root_dir=${root}`,
    '--LabApp.default_url=/lab/tree/notebooks',
    '--MultiKernelManager.default_kernel_name=tslab',
    // It refuses to run as root otherwise, as in a container.
    ...process.getuid?.() === 0 ? ['--allow-root'] : [],
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
