import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { findPython, jupyterVariables } from './jupyter-environment.js';
import { ROOT } from '../common/paths.js';
import { temporaryFolder } from '../fixtures/testing.js';
import { ToolError } from 'programs';

describe('findPython', { skip: process.platform === 'win32' }, () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  /** With these programs on the PATH and no others. */
  function found(programs: Record<string, string>): string {
    const before = process.env['PATH'];
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    process.env['PATH'] = folder;
    try {
      return findPython();
    } finally {
      process.env['PATH'] = before;
    }
  }

  const says = (message: RegExp) => (error: unknown) => error instanceof ToolError && message.test(error.message);

  it('says what to do where there is none', () => {
    assert.throws(
      () => found({}),
      says(/^JupyterLab needs Python 3\.9 or newer, and there is none on the PATH\. Install it/),
    );
  });

  it('names one that is too old, and takes another', () => {
    assert.throws(() => found({ python3: 'echo 3 8' }), says(/, and python3 is 3\.8\. Install it/));
    assert.equal(found({ python3: 'echo 3 8', python: 'echo 3 9' }), 'python');
  });

  it('says what is missing where it cannot make environments', () => {
    const withoutVenv = 'case "$2" in *ensurepip*) exit 1;; esac; echo 3 12';
    assert.throws(
      () => found({ python3: withoutVenv, python: 'exit 1' }),
      says(/^python3 cannot make environments.*python3-venv/),
    );
  });
});

describe('jupyterVariables', () => {
  it('keep all that Jupyter writes in the project', () => {
    const folders = Object.entries(jupyterVariables()).filter(
      ([name, value]) =>
        /^(JUPYTER|IPYTHON|XDG_(CACHE|CONFIG|DATA)|npm_config_cache)/.test(name) && path.isAbsolute(value!),
    );
    assert(folders.length >= 9);
    for (const [name, folder] of folders) assert(folder!.startsWith(ROOT + path.sep), name);
  });
});
