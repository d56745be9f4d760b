import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { loadNotebook } from './load.js';
import { code, saveNotebook, temporaryFolder } from '../fixtures/testing.js';

const { folder, remove } = temporaryFolder();
after(remove);

describe('loadNotebook', () => {
  it('hands back what the cells declare', async () => {
    const file = saveNotebook(folder, '01-x', [
      code(
        "import { basename } from 'node:path'\nimport * as everystate from 'everystate'\ntype Plan = number\ninterface Unused {}",
      ),
      code('const plan: Plan = 1\nlet { a, b: [c, ...d] } = { a: 1, b: [2, 3, 4] }'),
      code('function twice(x: number) { return 2 * x }\nclass Enactor {}\nenum Kind { A }'),
      code('const here = basename(process.cwd())\nconst later = await Promise.resolve(twice(plan))\nvoid everystate'),
      code("console.log('not to be seen')"),
    ]);
    const loaded = await loadNotebook(file);
    assert.deepEqual(Object.keys(loaded).sort(), ['Enactor', 'Kind', 'a', 'c', 'd', 'here', 'later', 'plan', 'twice']);
    assert.deepEqual([loaded['plan'], loaded['a'], loaded['c'], loaded['d'], loaded['later']], [1, 1, 2, [3, 4], 2]);
    assert.ok(folder.endsWith(String(loaded['here'])), "the working folder is the notebook's");
  });

  it('is silent meanwhile, and puts everything back, also after an error', async () => {
    const file = saveNotebook(folder, '02-x', [
      code("const silenced = console.log.toString()\nconsole.log('not to be seen')"),
      code("throw new Error('no plan')"),
    ]);
    const [log, cwd] = [console.log, process.cwd()];
    await assert.rejects(loadNotebook(file), { message: 'no plan' });
    assert.equal(console.log, log);
    assert.equal(process.cwd(), cwd);
  });

  it('runs afresh each time', async () => {
    const file = saveNotebook(folder, '03-x', [code('const list: number[] = []\nlist.push(1)')]);
    const first = await loadNotebook(file);
    const second = await loadNotebook(file);
    assert.notEqual(first['list'], second['list']);
    assert.deepEqual(first['list'], second['list']);
  });
});
