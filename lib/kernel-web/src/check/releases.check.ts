/** `npm run check:site`: what a reader saved, a new release, and a worker that cannot be loaded, in Chromium. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { joined } from 'press';
import { SITE } from '../site/paths.js';
import { NotebookPage, textOf } from './notebook-page.js';
import { chromium, servedSite } from './visit.js';

const FILE = '04-the-race.ipynb';

describe('a reader who comes again, in Chromium', { timeout: 300_000 }, () => {
  const site = servedSite();
  const visit = chromium();

  /** The text of the cell with the model. */
  const model = async (notebook: NotebookPage) =>
    joined(((await notebook.cell('model')) as unknown as { source: string }).source);

  it('finds what they saved, until there is a new release, which is never hidden', async () => {
    const { page } = await visit(site.address);
    const notebook = new NotebookPage(page);
    const open = async () => {
      await page.goto(site.notebook(FILE));
      await notebook.loaded();
      return model(notebook);
    };
    const released = await open();
    await notebook.choose('model', '// mine');
    await notebook.command('docmanager:save');
    assert.equal(await open(), '// mine');

    // A release is known by the hash of all its contents.
    const settings = readFileSync(path.join(SITE, 'jupyter-lite.json'), 'utf8');
    const next = settings.replace(/zero-answers [0-9a-f]+/, 'zero-answers next');
    assert.notEqual(next, settings);
    const text = readFileSync(path.join(SITE, 'files/notebooks', FILE), 'utf8');
    const changed = text.replace('const ENACTORS = 3;', 'const ENACTORS = 2;');
    assert.notEqual(changed, text);
    const answer = (body: string) => ({ body, contentType: 'application/json' });
    await page.route('**/zero-answers/jupyter-lite.json*', route => route.fulfill(answer(next)));
    await page.route(`**/files/notebooks/${FILE}*`, route => route.fulfill(answer(changed)));
    assert.equal(await open(), released.replace('= 3', '= 2'));
    await page.context().close();
  });

  for (const worker of ['runner.js', 'language.js'])
    it(`is told by the first cell that ${worker} cannot be loaded`, async () => {
      const { page } = await visit(site.address);
      await page.route(`**/${worker}`, route => route.abort());
      const notebook = new NotebookPage(page);
      await page.goto(site.notebook(FILE));
      await notebook.loaded();
      await notebook.idle();
      await notebook.choose('imports');
      await notebook.command('notebook:run-cell');
      assert.match(textOf((await notebook.cell('imports')).outputs).join(), /could not be loaded.*reload this page/);
      await page.context().close();
    });
});
