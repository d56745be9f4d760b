/** `npm run check:site`: three notebooks and the explorer in Firefox, as Debian has it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { codeCells, install, readNotebook, ROOT, ToolError } from 'press';
import { isFigure, NotebookPage, type Page, textOf } from './notebook-page.js';
import { EXPLORER } from '../site/paths.js';
import { screenshot, servedSite } from './visit.js';

const PROGRAMS = ['firefox-esr', 'firefox'];

function findFirefox(): string | undefined {
  const onPath = PROGRAMS.flatMap(program =>
    (process.env['PATH'] ?? '').split(path.delimiter).map(folder => path.join(folder, program)),
  );
  return onPath.find(file => spawnSync(file, ['--version']).status === 0);
}

function firefox(): string {
  const program = findFirefox() ?? (install('firefox-esr') ? findFirefox() : undefined);
  if (program) return program;
  throw new ToolError('There is no Firefox on this machine. On Debian: apt-get install firefox-esr.');
}

describe('Firefox', { timeout: 720_000 }, () => {
  const site = servedSite();
  let browser: Browser;
  before(async () => {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox(), headless: true });
  });
  after(() => browser?.close());

  /** A page and all that went wrong in it. */
  async function visit() {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 1000 });
    const complaints: string[] = [];
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('request', request => {
      const { origin, protocol } = new URL(request.url());
      if (/^http/.test(protocol) && origin !== new URL(site.address).origin)
        complaints.push(`asked another host: ${request.url()}`);
    });
    return { page, complaints };
  }

  for (const file of ['02-a-checker-in-a-page.ipynb', '04-the-race.ipynb', '11-for-any-number-of-plans.ipynb'])
    it(`runs ${file}`, async () => {
      const { page, complaints } = await visit();
      const notebook = new NotebookPage(page as unknown as Page);
      await page.goto(site.notebook(file));
      await notebook.loaded();
      await notebook.idle();
      await notebook.command('notebook:run-all-cells');
      const saved = codeCells(readNotebook(path.join(ROOT, 'notebooks', file)));
      for (const [i, cell] of (await notebook.cells()).entries()) {
        assert.ok(cell.execution_count, `cell ${cell.id} did not run`);
        assert.deepEqual(textOf(cell.outputs), textOf(saved[i]!.outputs), `cell ${cell.id}`);
      }
      for (const { id, outputs } of await notebook.cells()) {
        const count = outputs.filter(isFigure).length;
        if (count === 0) continue;
        await notebook.figures(id, count);
        await page.screenshot({ path: screenshot(`firefox-${file.slice(0, 2)}-${id}`) });
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });

  it('shows the explorer at the last chance, to be walked by keyboard', async () => {
    const { page, complaints } = await visit();
    await page.goto(`${site.address}${EXPLORER}`);
    const says = (text: string) =>
      page.waitForFunction(said => document.body.innerText.includes(said), { timeout: 60_000 }, text);
    await says('all of them searched');
    await says('The last chance');
    await page.keyboard.press('ArrowRight');
    await says('The record is empty');
    await page.screenshot({ path: screenshot('firefox-explorer') });
    assert.deepEqual(complaints, []);
  });
});
