import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeCells, readNotebook } from '../notebook/notebook.js';
import { code, markdown, runMain, saveNotebook, startMain, stdout, temporaryFolder } from '../fixtures/testing.js';

const bytesOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(path.join(folder, name), 'utf8')]));

describe('npm start', { timeout: 180_000 }, () => {
  const { folder, remove } = temporaryFolder();
  let original: Record<string, string>;
  let compared: Awaited<ReturnType<typeof runMain>>;
  let written: Awaited<ReturnType<typeof runMain>>;

  before(async () => {
    saveNotebook(folder, '01-same', [
      markdown('# Same'),
      code("import { newDisplay } from 'tslab'\nconst plan: number = 1\nplan", { outputs: [stdout('1\n')] }),
      code('console.log(Date.now(), Math.random())', {
        metadata: { tags: ['measurement'] },
        outputs: [stdout('1 0.5\n')],
      }),
      code("const shown = newDisplay()\nshown.text('0 %')\nconsole.log('working')", {
        outputs: [{ output_type: 'display_data', data: { 'text/plain': '100 %' }, metadata: {} }, stdout('working\n')],
      }),
      // An update reaches the output of the earlier cell.
      code("shown.text('50 %')\nshown.text('100 %')"),
    ]);
    saveNotebook(folder, '02-changed', [
      code("console.log('twelve states\\nthirteen')", {
        outputs: [stdout('twelve states\nfourteen\n')],
        metadata: { execution: { 'iopub.status.busy': 'noon' } },
      }),
      code('1', { outputs: [stdout('2\n')] }),
    ]);
    saveNotebook(folder, '03-fails', [
      code('const fine = 1'),
      code("throw new Error('no plan')"),
      code("console.log('unreached')"),
      code('2'),
    ]);
    writeFileSync(path.join(folder, '04-cut.ipynb'), '{"cells": [');
    writeFileSync(path.join(folder, '05-other.ipynb'), '{"a": 1}');
    original = bytesOf(folder);
    compared = await runMain('--folder', folder);
    written = await runMain('--folder', folder, '--write', '0');
  });
  after(remove);

  it('tells what is reproduced, changed and failed, and exits with 1', () => {
    assert.equal(compared.code, 1);
    assert.match(compared.out, /^01-same +4 +[\d.]+ s  reproduced, 1 measurement not compared$/m);
    assert.match(compared.out, /^02-changed +2 +[\d.]+ s  changed$/m);
    assert.match(compared.out, /^03-fails +4 +[\d.]+ s  failed$/m);
    assert.match(compared.out, /^5 notebooks in [\d.]+ s: 1 reproduced, 1 changed, 3 failed$/m);
  });

  it('shows the first difference and how to save it', () => {
    assert.ok(
      compared.out.includes(
        [
          '(',
          "): console.log('twelve states\\nthirteen')\n",
          '  output 1, stdout, line 2:\n    saved: fourteen\n    now:   thirteen\n',
          'and 1 more cell differs\n',
          'to save the new outputs: npm start -- --write 02-changed\n',
        ]
          .slice(1)
          .join(''),
      ),
      compared.out,
    );
  });

  it('names the failing cell and says what was not run', () => {
    assert.match(compared.out, /^03-fails failed: cell 2 \(c\d+\): throw new Error\('no plan'\)$/m);
    assert.match(compared.out, /^ {2}Error: no plan$/m);
    assert.match(compared.out, /^2 later cells were not run$/m);
    assert.doesNotMatch(compared.out, /evalmachine|node:internal|[/\\]press[/\\]/);
  });

  it('says what is no notebook, and how to get it back', () => {
    assert.match(
      compared.out,
      /^04-cut failed: 04-cut\.ipynb is not JSON \(.+\)\. It was left as it is; .*git checkout -- .*04-cut\.ipynb$/m,
    );
    assert.match(compared.out, /^05-other failed: 05-other\.ipynb is JSON but no notebook/m);
  });

  it('saves with --write, but nothing of a notebook that failed', async () => {
    assert.equal(written.code, 1);
    const now = bytesOf(folder);
    for (const name of ['03-fails.ipynb', '04-cut.ipynb', '05-other.ipynb']) {
      assert.equal(now[name], original[name], name);
    }
    assert.match(written.out, /^02-changed +2 +[\d.]+ s  saved$/m);
    assert.match(written.out, /^2 later cells were not run; the file was left as it is$/m);
    const [first] = codeCells(readNotebook(path.join(folder, '02-changed.ipynb')));
    assert.deepEqual(first!.outputs, [
      { output_type: 'stream', name: 'stdout', text: ['twelve states\n', 'thirteen\n'] },
    ]);
    assert.deepEqual(first!.metadata, {});
    const same = readNotebook(path.join(folder, '01-same.ipynb'));
    assert.deepEqual(
      codeCells(same).map(cell => cell.execution_count),
      [1, 2, 3, 4],
    );
    assert.deepEqual(codeCells(same)[1]!.outputs, [stdout('1 0.5\n')], 'a measurement is kept');
    assert.deepEqual(
      codeCells(same)[2]!.outputs[0],
      {
        output_type: 'display_data',
        data: { 'text/plain': ['100 %'] },
        metadata: {},
      },
      'an update in a later cell is saved with the display',
    );
    assert.deepEqual(codeCells(same)[3]!.outputs, []);
  });

  it('writes the same bytes again', async () => {
    const once = bytesOf(folder);
    const { code, out } = await runMain('--folder', folder, '--write', '01', '02');
    assert.equal(code, 0, out);
    assert.match(out, /^2 notebooks in [\d.]+ s: 2 reproduced$/m);
    assert.deepEqual(bytesOf(folder), once);
  });
});

describe('npm start, asked for the impossible', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  it('says that there are no notebooks', async () => {
    const { code, err } = await runMain('--folder', folder);
    assert.equal(code, 2);
    assert.match(err, /^There are no notebooks \(\*\.ipynb\) in .+\.\n$/);
  });

  it('lists the notebooks when a name fits none', async () => {
    saveNotebook(folder, '01-one', []);
    saveNotebook(folder, '02-two', []);
    const { code, err } = await runMain('--folder', folder, '01', '07');
    assert.equal(code, 2);
    assert.equal(err, 'No notebook matches "07". There are:\n  01-one\n  02-two\n');
  });

  it('refuses a time limit that is no number', async () => {
    const { code, err } = await runMain('--folder', folder, '--timeout', 'soon');
    assert.equal(code, 2);
    assert.equal(err, '--timeout takes a number of seconds, not "soon".\n');
  });
});

describe('Ctrl-C', { timeout: 180_000 }, () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  it('leaves the file as it was, ends the kernel and exits with 130', async () => {
    const running = path.join(folder, 'running');
    saveNotebook(folder, '01-long', [
      code("import { writeFileSync } from 'node:fs'\nconsole.log('new')"),
      code("writeFileSync('running', String(process.pid))\nawait new Promise(() => {})"),
    ]);
    const before = bytesOf(folder);
    const child = startMain('--folder', folder, '--write');
    let said = '';
    child.stderr.setEncoding('utf8').on('data', text => {
      said += text;
    });
    const exited = once(child, 'exit');
    while (!readdirSync(folder).includes('running')) await sleep(20);
    await sleep(50);
    const kernel = Number(readFileSync(running, 'utf8'));
    child.kill('SIGINT');
    const [exitCode] = await exited;
    assert.equal(exitCode, 130);
    assert.equal(said, 'Stopped. Notebooks that had not ended were left as they are.\n');
    const { running: _, ...now } = bytesOf(folder);
    assert.deepEqual(now, before);
    assert.throws(() => process.kill(kernel, 0), { code: 'ESRCH' });
  });
});
