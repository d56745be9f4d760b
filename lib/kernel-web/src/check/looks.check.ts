/** `npm run check:site`: the notebooks' pages, wide and narrow, light and dark, and for all readers, in Chromium. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { violations } from './axe.js';
import { NotebookPage } from './notebook-page.js';
import { chromium, screenshot, servedSite } from './visit.js';
import { until } from './wait.js';

describe('the pages in Chromium', { timeout: 600_000 }, () => {
  const site = servedSite();
  const visit = chromium();

  for (const width of [390, 1280])
    for (const scheme of ['light', 'dark'] as const) {
      const size = { width, height: 900 };
      const keep = (name: string) => screenshot(`looks-${name}-${width}-${scheme}`);

      it(`the first page and the explorer, ${width} pixels, ${scheme}`, async () => {
        const { page } = await visit(site.address, size, scheme);
        await page.goto(site.address);
        await page.screenshot({ path: keep('first') });
        assert((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        assert.deepEqual(await violations(page), []);
        // Served, the explorer links back.
        await page.getByRole('link', { name: 'walk through the outage' }).click();
        await page.getByRole('link', { name: 'All of Zero Answers' }).waitFor();
        await page.getByText('The last chance').first().waitFor();
        assert.deepEqual(await violations(page), []);
        await page.getByRole('link', { name: 'All of Zero Answers' }).click();
        await page.getByRole('heading', { name: 'Zero Answers' }).waitFor();
        await page.context().close();
      });

      it(`a notebook, ${width} pixels, ${scheme}: its first line and all it shows`, async () => {
        const { page } = await visit(site.address, size, scheme);
        const notebook = new NotebookPage(page);
        await page.goto(site.notebook('04-the-race.ipynb'));
        await notebook.loaded();
        await notebook.idle();
        const first = page.locator('.jp-Notebook .jp-RenderedMarkdown').first();
        await until('room for the first line', async () => {
          const { x, width: wide } = (await first.boundingBox())!;
          return x >= 0 && wide > Math.min(300, width * 0.6) && x + wide <= width + 1;
        });
        await page.screenshot({ path: keep('notebook') });
        // What is ours in JupyterLab's page: the first line, and what cells show.
        for (const id of ['check', 'lanes', 'player']) {
          await notebook.figures(id, id === 'check' ? 0 : 1);
          await page.waitForTimeout(300);
          await page.screenshot({ path: keep(`notebook-${id}`) });
          assert.deepEqual(await violations(page, '.jp-OutputArea-output'), [], id);
        }
        await notebook.choose('live');
        assert.deepEqual(await violations(page, '.jp-Notebook .jp-RenderedMarkdown'), []);
        await page.context().close();
      });
    }
});
