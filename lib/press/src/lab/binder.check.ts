/**
 * Part of `npm run check:lab`: what `.binder/` says for a hosted Jupyter, as far as it can be
 * tried on one machine: its environment is readable and of the same versions, and its commands
 * run.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { JUPYTER, jupyterProgram, jupyterVariables } from '../machines/jupyter-environment.js';
import { ROOT } from '../common/paths.js';
import { run } from 'programs';

const BINDER = path.join(ROOT, '.binder');
const HOST = path.join(ROOT, '.cache', 'binder');

describe('.binder', { timeout: 300_000, skip: process.platform === 'win32' }, () => {
  let python: string;
  before(async () => {
    python = await jupyterProgram('python');
  });

  it('asks for a Node that is new enough, and for the JupyterLab of npm run lab', async () => {
    const script = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))';
    const { dependencies } = JSON.parse(await run(python, ['-c', script, path.join(BINDER, 'environment.yml')]));
    const node = /^nodejs=(\d+)$/.exec(dependencies.find((name: unknown) => /^nodejs=/.test(String(name))))?.[1];
    assert(Number(node) >= 20);
    const { pip } = dependencies.find((entry: unknown) => typeof entry === 'object');
    const wanted = readFileSync(path.join(ROOT, 'lib/press/jupyter/requirements.txt'), 'utf8')
      .split('\n')
      .map(line => line.split(';')[0]);
    for (const pinned of pip) assert(wanted.includes(pinned), `${pinned} is not in requirements.txt`);
  });

  it('builds the project and installs the kernel into the environment', async () => {
    // An environment of its own, which borrows Jupyter.
    rmSync(HOST, { recursive: true, force: true });
    mkdirSync(HOST, { recursive: true });
    await run(python, ['-m', 'venv', '--without-pip', HOST]);
    const packages = (await run(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'])).trim();
    const own = (
      await run(path.join(HOST, 'bin/python'), ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'])
    ).trim();
    writeFileSync(path.join(own, 'jupyter.pth'), `${packages}\n`);
    const jupyter = readFileSync(path.join(JUPYTER, 'bin/jupyter-kernelspec'), 'utf8').replace(
      /^#!.*/,
      `#!${HOST}/bin/python`,
    );
    writeFileSync(path.join(HOST, 'bin/jupyter-kernelspec'), jupyter, { mode: 0o755 });
    writeFileSync(path.join(HOST, 'bin/jupyter'), '#!/bin/sh\nexec "$(dirname "$0")/jupyter-$1" "$2" "$3" "$4"\n', {
      mode: 0o755,
    });
    const { PATH, ...variables } = jupyterVariables();
    const environment = { ...variables, PATH: `${HOST}/bin:${PATH}` };
    await run('bash', ['-c', '.binder/postBuild'], { folder: ROOT, environment });
    assert(existsSync(path.join(HOST, 'share/jupyter/kernels/tslab/kernel.json')));
  });
});
