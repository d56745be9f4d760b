/** `npm run check:site`: what a reader of the site does, by mouse and by keyboard, in Chromium. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { joined, liveFigure, placeIn } from 'press';
import { NotebookPage, textOf } from './notebook-page.js';
import { chromium, screenshot, servedSite } from './visit.js';
import { comesToBe, settled, until } from './wait.js';

/** A search that takes longer than anybody waits. */
const LONG = `import { model, range } from 'everystate';
import { watch } from 'figures';
const far = model({
  state: { a: range(0, 29_999), b: range(0, 29_999) },
  actions: {
    a: { when: s => s.a < 29_999, then: s => { s.a++; } },
    b: { when: s => s.b < 29_999, then: s => { s.b++; } },
  },
});
const found = await watch(far, { maxStates: Infinity });
console.log(found.states > 0, found.stopped);`;

/** Proves something again and again. */
const PROVING = `import { number, startSolver } from 'prover';
const { prove } = await startSolver();
const counting = {
  state: { count: number },
  init: s => s.count.eq(0),
  actions: { up: { then: s => { s.count = s.count.add(1); } } },
  invariant: { 'never below 0': s => s.count.ge(0) },
};
for (let i = 0; ; i++) {
  const [{ verdict }] = prove(counting).answers;
  if (i < 2) console.log(verdict);
}`;

describe('a reader in Chromium', { timeout: 900_000 }, () => {
  const site = servedSite();
  const visit = chromium();
  let page: Page;
  let notebook: NotebookPage;
  let complaints: string[];
  before(async () => {
    ({ page, complaints } = await visit(site.address));
    notebook = new NotebookPage(page);
  });
  const keep = (name: string) => page.screenshot({ path: screenshot(`reader-${name}`) });

  /** What a cell says below it, with what was said before out of the way. */
  async function says(id: string, pattern: RegExp): Promise<string> {
    let said = '';
    await until(`${pattern} below ${id}`, async () => {
      const { outputs } = await notebook.cell(id);
      const errors = outputs.flatMap(output => (output.output_type === 'error' ? output.traceback : []));
      said = [...textOf(outputs), ...errors].join('\n');
      return pattern.test(said);
    }).catch(error => assert.fail(`${error.message} It says:\n${said}`));
    return said;
  }

  it('opens a notebook from the first page', async () => {
    await page.goto(site.address);
    await keep('first-page');
    await page.getByRole('link', { name: 'The race', exact: true }).click();
    await notebook.loaded();
    await page.getByRole('strong').filter({ hasText: 'This page is live.' }).waitFor();
    await notebook.idle();
    assert.match(page.url(), /\?path=notebooks\/04-the-race/);
  });

  it('plays a trace before anything has run: by mouse', async () => {
    await notebook.figures('player', 1);
    const figure = page.locator('.vega-embed canvas, .vega-embed svg.marks').last();
    await figure.scrollIntoViewIfNeeded();
    const live = liveFigure('04-the-race', 'player');
    const shot = async () => (await figure.screenshot()).toString('base64');
    const click = async (part: string, taken: number) => {
      const [x, y] = await placeIn(live, part, 0, taken);
      await figure.click({ position: { x, y } });
      await page.mouse.move(0, 0);
    };
    const start = await settled(shot);
    await click('next', 0);
    await until('a step that changes something', async () => (await shot()) !== start);
    await click('back', 1);
    await until('what was there before', async () => (await shot()) === start);
  });

  it('plays it by keyboard', async () => {
    const figure = page.locator('[role=application][aria-label*="Keys:"]');
    const shot = async () => (await figure.screenshot()).toString('base64');
    await notebook.figures('player', 1);
    await page.locator('.jp-Cell.jp-mod-active').focus();
    for (let i = 0; i < 20 && !(await figure.evaluate(node => node === document.activeElement)); i++)
      await page.keyboard.press('Tab');
    const start = await settled(shot);
    await page.keyboard.press('ArrowRight');
    await until('a step that changes something', async () => (await shot()) !== start);
    await page.keyboard.press('ArrowLeft');
    await until('what was there before', async () => (await shot()) === start);
    await page.keyboard.press('1');
    await until('a choice that changes something', async () => (await shot()) !== start);
    await keep('player-by-keyboard');
  });

  it('a type error names cell and line, and the cell does not run', async () => {
    await notebook.choose('model', 'const ENACTORS: string =\n  3;');
    await notebook.command('notebook:run-cell');
    assert.match(
      await says('model', /TypeScript/),
      /Cell \d+, line 1: Type 'number' is not assignable to type 'string'/,
    );
    await keep('type-error');
  });

  it('an error names cell and line', async () => {
    await notebook.choose('model', '\nconst none: { a?: { b: number } } = {};\nnone.a.b;');
    await notebook.command('notebook:run-cell');
    assert.match(await says('model', /TypeError/), /at cell \d+, line 3/);
  });

  it('the model is changed, run by the keyboard, and the race goes', async () => {
    await notebook.choose(
      'model',
      'const ENACTORS = 1;\nconst outage = race({ plans: 5, enactors: ENACTORS, keep: 2 });',
    );
    await notebook.choose('imports');
    await notebook.command('notebook:run-cell');
    await notebook.choose('model');
    await notebook.command('notebook:run-cell');
    await notebook.choose('check');
    await page.locator('.jp-Cell.jp-mod-active .cm-content').click();
    await page.keyboard.press('Shift+Enter');
    await says('check', /The name always resolves \| ✓\sholds/);
  });

  it('names are completed', async () => {
    await notebook.choose('model', 'outage.');
    await page.locator('.jp-Cell.jp-mod-active .cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Tab');
    await page.locator('.jp-Completer-item', { hasText: 'everyStep' }).waitFor();
    await keep('completion');
    await page.keyboard.press('Escape');
  });

  it('a search is interrupted, and keeps what it found', async () => {
    await notebook.choose('model', LONG);
    const running = notebook.command('notebook:run-cell');
    await says('model', /Searching: \*\*[\d,]+\*\* states/);
    await keep('searching');
    await notebook.interrupt();
    await running;
    assert.match(await says('model', /true aborted/), /not finished: interrupted/);
  });

  it('an endless loop ends with its worker, and the kernel goes on', async () => {
    await notebook.choose('model', "console.log('round and round');\nfor (;;);");
    const running = notebook.command('notebook:run-cell');
    await says('model', /round and round/);
    await notebook.interrupt();
    await running;
    await says('model', /started anew/);
    await notebook.choose('model', '6 * 7');
    await notebook.command('notebook:run-cell');
    await says('model', /^42\s*$/);
  });

  it('after a restart nothing is declared', async () => {
    await notebook.choose('model', 'const before = 1;');
    await notebook.command('notebook:run-cell');
    await page.evaluate(() => {
      const app = (
        window as unknown as {
          jupyterapp: { shell: { currentWidget: { sessionContext: { restartKernel(): Promise<void> } } } };
        }
      ).jupyterapp;
      return app.shell.currentWidget.sessionContext.restartKernel();
    });
    await notebook.idle();
    await notebook.choose('model', 'before');
    await notebook.command('notebook:run-cell');
    await says('model', /Cannot find name 'before'/);
  });

  it('Z3 that cannot be loaded says so; with a connection it is, and an interrupt ends it', async () => {
    await page.route('**/z3.wasm.gzip', route => route.abort());
    await notebook.choose('model', PROVING);
    await notebook.command('notebook:run-cell');
    await says('model', /The solver Z3 could not be loaded.* run this cell again/);
    await page.unroute('**/z3.wasm.gzip');
    const running = notebook.command('notebook:run-cell');
    await says('model', /^proved\nproved$/m);
    await notebook.interrupt();
    await running;
    await says('model', /The cell was stopped, and the kernel started anew/);
    await keep('prover-interrupted');
  });

  it('what needs Node says so', async () => {
    await notebook.choose('model', "import { toTla } from 'tlaplus';\ntoTla(null);");
    await notebook.command('notebook:run-cell');
    await says('model', /TLC needs Java, and its translator Node, which a page has not/);
    await keep('needs-node');
    await notebook.choose('model', "import { spawn } from 'node:child_process';");
    await notebook.command('notebook:run-cell');
    await says('model', /'node:child_process' cannot be had in a browser/);
  });

  it('what was changed and not saved is not lost without a question; saved, it is there again', async () => {
    await notebook.choose('model', '// mine');
    let asked = 0;
    page.on('dialog', dialog => {
      asked++;
      void dialog.dismiss();
    });
    await page.reload({ timeout: 3_000 }).catch(() => {});
    await comesToBe(() => asked, 1);
    await notebook.command('docmanager:save');
    await page.reload();
    await notebook.loaded();
    assert.equal(joined(((await notebook.cell('model')) as unknown as { source: string }).source), '// mine');
  });

  it('links open the next notebook, and what was said', async () => {
    await page
      .getByRole('link', { name: /Next: why it stayed down/ })
      .first()
      .click();
    await page.locator('.lm-TabBar-tab.lm-mod-current', { hasText: '05-why-it-stayed-down' }).waitFor();
    await notebook.loaded();
    await page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) a[href*="claims.md"]').first().click();
    await page.locator('.jp-MarkdownViewer', { hasText: 'PM-1' }).waitFor();
    await keep('claims');
  });

  it('what the first page says to try comes true: the race comes, and the mended guard ends it', async () => {
    page.removeAllListeners('dialog').on('dialog', dialog => void dialog.accept());
    await page.goto(site.address);
    await page.getByRole('link', { name: 'notebook 3', exact: true }).click();
    await notebook.loaded();
    await notebook.idle();
    const source = async (id: string) => joined(((await notebook.cell(id)) as unknown as { source: string }).source);
    const change = async (id: string, from: string, to: string) => {
      const before = await source(id);
      assert(before.includes(from), before);
      await notebook.choose(id, before.replace(from, to));
    };
    const runDown = async (from: string) => {
      await notebook.choose(from);
      await page.locator('.jp-Cell.jp-mod-active').focus();
      while ((await notebook.active()) !== 'whole') await page.keyboard.press('Shift+Enter');
      await page.keyboard.press('Shift+Enter');
    };
    await change('size', 'ENACTORS = 1', 'ENACTORS = 2');
    await runDown('live');
    await says('whole', /The name always resolves \| ✗\sviolated/);
    await change('apply', "me.at === 'checked' && !", "me.at === 'checked' && me.plan > s.live && !");
    await runDown('apply');
    await says('whole', /The name always resolves \| ✓\sholds/);
    await says('whole', /The newest plan goes live \| ✓\sholds/);
  });

  it('nothing was asked of another host, and nothing failed', () => assert.deepEqual(complaints, []));
});
