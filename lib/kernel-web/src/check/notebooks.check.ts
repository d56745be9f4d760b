/** `npm run check:site`: every notebook of the site in Chromium, from the first byte to its last figure. */
import assert from 'node:assert/strict';
import { loadavg } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { codeCells, joined, readNotebook, ROOT, tags, type Cell, type Output } from 'press';
import { notebookFiles } from '../site/contents.js';
import { siteSize } from '../site/size.js';
import { isFigure, NotebookPage, textOf, type RunCell } from './notebook-page.js';
import { chromium, screenshot, servedSite } from './visit.js';

/** Bytes over the wire to a kernel that is ready, and seconds, on a machine with little else to do. */
const MOST_BYTES = 5e6,
  MOST_SECONDS = 8;
/** Megabytes. */
const MOST_FOR_SITE = 40;

/** What a cell says that cannot run in a page. */
const NEEDS_JAVA = /needs Java.*, which a page has not/;

/** Whether a cell asks for a program that a page has not. */
function isForJava(cell: Cell): boolean {
  return tags(cell).includes('needs-java') || /\btoTla\(/.test(joined(cell.source));
}

/** The words in figures that are drawn from data: which have room depends on how they are measured. */
function wordsIn(outputs: readonly Output[]): string[][] {
  const specs = outputs.flatMap(output => ('data' in output ? Object.entries(output.data) : []));
  return specs
    .filter(([mime]) => /vega/.test(mime))
    .map(([, spec]) => (JSON.stringify(spec).match(/"[^"\\]*[a-z]{3}[^"\\]*"/g) ?? []).sort());
}

/** Names of the notebooks to look at may be given, as `CHECK_SITE=02,04`. */
const chosen = (process.env['CHECK_SITE'] ?? '').split(',');

describe('the notebooks in Chromium', { timeout: 1_800_000 }, () => {
  const site = servedSite();
  const visit = chromium();

  it('are a site of less than 40 MB', context => {
    const { files, megabytes } = siteSize();
    context.diagnostic(`${files} files, ${megabytes.toFixed(1)} MB`);
    assert.ok(megabytes < MOST_FOR_SITE);
  });

  for (const file of notebookFiles().filter(name => chosen.some(part => name.includes(part)))) {
    it(file, async context => {
      const saved = codeCells(readNotebook(path.join(ROOT, 'notebooks', file)));
      const { page, complaints } = await visit(site.address);
      const notebook = new NotebookPage(page);
      const sentBefore = site.sent;
      const opened = performance.now();
      await page.goto(site.notebook(file));
      await notebook.loaded();
      const seen = performance.now();
      const atOnce = await notebook.cells();
      assert.deepEqual(
        atOnce.map(({ outputs }) => textOf(outputs)),
        saved.map(({ outputs }) => textOf(outputs)),
        'saved outputs are not there at once',
      );
      await notebook.idle();
      const ready = performance.now();
      const megabytes = (site.sent - sentBefore) / 1e6;
      assert.ok(megabytes * 1e6 < MOST_BYTES, `${megabytes} MB`);
      assert.ok(!(await notebook.isChanged()), 'what nobody has changed is not saved');

      await notebook.command('notebook:run-all-cells');
      const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(1);
      const loaded = (site.sent - sentBefore) / 1e6 - megabytes;
      context.diagnostic(
        `cells after ${seconds(opened, seen)} s, kernel after ${seconds(opened, ready)} s and ` +
          `${megabytes.toFixed(1)} MB, run in ${seconds(ready, performance.now())} s and ${loaded.toFixed(1)} MB; ` +
          `load ${loadavg()[0]!.toFixed(1)}`,
      );
      if (loadavg()[0]! < 2) assert.ok(ready - opened < 1_000 * MOST_SECONDS, `${seconds(opened, ready)} s`);
      const now = await notebook.cells();
      const said = (cell: RunCell) => textOf(cell.outputs).some(text => NEEDS_JAVA.test(text));
      for (const [i, cell] of now.entries()) {
        assert.ok(cell.execution_count, `cell ${cell.id} did not run`);
        if (said(cell)) context.diagnostic(`cell ${cell.id} needs Java`);
        assert.equal(said(cell), isForJava(saved[i]!), `cell ${cell.id}`);
        if (said(cell) || tags(saved[i]!).includes('measurement')) continue;
        assert.deepEqual(textOf(cell.outputs), textOf(saved[i]!.outputs), `cell ${cell.id}`);
        assert.deepEqual(wordsIn(cell.outputs), wordsIn(saved[i]!.outputs), `figures of cell ${cell.id}`);
      }
      for (const { id, outputs } of now) {
        const count = outputs.filter(isFigure).length;
        if (count === 0) continue;
        await notebook.figures(id, count);
        await page.waitForTimeout(300);
        await page.screenshot({ path: screenshot(`${file.slice(0, 3).replace(/-$/, '')}-${id}`) });
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
});
