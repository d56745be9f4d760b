/** JupyterLite's part of the site. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentProgram, run } from 'press';
import { copyContents } from './contents.js';
import { buildExtension, hashOf } from './extension.js';
import { CACHE, PACKAGE, SITE } from './paths.js';

/** Builds JupyterLab, the kernel and the notebooks into the site's folder. */
export async function buildLite(): Promise<void> {
  const requirements = path.join(PACKAGE, 'requirements.txt');
  const jupyter = await environmentProgram('jupyter', path.join(CACHE, 'python'), requirements, 120);
  const extension = await buildExtension(path.join(CACHE, 'extension'));
  const contents = path.join(CACHE, 'contents');
  copyContents(contents);

  const lite = path.join(CACHE, 'lite');
  rmSync(lite, { recursive: true, force: true });
  rmSync(SITE, { recursive: true, force: true });
  mkdirSync(lite, { recursive: true });
  const write = (name: string, value: object) => writeFileSync(path.join(lite, name), JSON.stringify(value, null, 2));
  write('jupyter_lite_config.json', {
    LiteBuildConfig: {
      apps: ['lab'],
      contents: [contents],
      // All of them: it would pass over a folder named lib, too.
      ignore_contents: [],
      output_dir: SITE,
      federated_extensions: [extension],
      ignore_sys_prefix: true,
      // It would pass over all folders with a dot in front, as .cache is.
      ignore_lite_config: [],
      no_sourcemaps: true,
      no_unused_shared_packages: true,
    },
  });
  write('jupyter-lite.json', {
    'jupyter-lite-schema-version': 0,
    'jupyter-config-data': {
      appName: 'Zero Answers',
      defaultKernelName: 'tslab',
      // For the checks, which read a notebook's outputs from it.
      exposeAppInBrowser: true,
      // What a reader saves must not hide what a later release changes.
      contentsStorageName: `zero-answers ${hashOf(contents)}`,
      // Each page opens what its address says, not what was open before.
      workspacesStorageDrivers: ['memoryStorageDriver'],
      enableMemoryStorage: true,
      // It would keep files of an earlier release, and the kernel has no use for it.
      disabledExtensions: ['@jupyterlite/application-extension:service-worker-manager'],
    },
  });
  write('overrides.json', {
    '@jupyterlab/docmanager-extension:plugin': { defaultViewers: { markdown: 'Markdown Preview' } },
    // Light or dark, as the reader's machine is set.
    '@jupyterlab/apputils-extension:themes': { 'adaptive-theme': true },
    '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
  });
  // It leaves a note of what is built in the folder where it runs.
  const said = await run(jupyter, ['lite', 'build'], { folder: lite, environment: { PYTHONNOUSERSITE: '1' } });
  writeFileSync(path.join(CACHE, 'build.log'), said);
}
