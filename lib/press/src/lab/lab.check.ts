/**
 * `npm run check:lab`: does a reader get through notebook 4 in JupyterLab?
 *
 * Drives the real JupyterLab in Chromium. Needs Python and Chromium, so it is no part of
 * `npm test`. Screenshots are kept in `.cache/lab/screenshots`, to be looked at.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator } from 'playwright-core';
import { startBrowser } from '../machines/browser.js';
import { OpenNotebook, startLab, type Server } from './session.js';
import { liveFigure, placeIn } from './live-figure.js';
import { ROOT } from '../common/paths.js';
import { code, saveNotebook } from '../fixtures/testing.js';

const FOLDER = path.join(ROOT, '.cache', 'lab');
const HOME = path.join(FOLDER, 'home');
const SCREENSHOTS = path.join(FOLDER, 'screenshots');

const KERNEL = { display_name: 'TypeScript (tslab)', language: 'typescript', name: 'tslab' };

const WATCH = 'await watch(';
const FOUND = "console.log('found'";
/** A search that takes longer than anybody waits. */
const LONG = [
  code(`import { model, range } from 'everystate';
import { watch } from 'figures';
const endless = model({
  state: { a: range(0, 29_999), b: range(0, 29_999) },
  actions: {
    a: { when: s => s.a < 29_999, then: s => { s.a++; } },
    b: { when: s => s.b < 29_999, then: s => { s.b++; } },
  },
});`),
  code(`const result = ${WATCH}endless, { maxStates: Infinity });`),
  code(`${FOUND}, result.states, result.stopped);`),
];

/** How many colours a drawing on the page has. */
function colours(drawing: Locator): Promise<number> {
  return drawing.evaluate(element => {
    if (!(element instanceof HTMLCanvasElement)) {
      return new Set([...element.querySelectorAll('[fill]')].map(part => part.getAttribute('fill'))).size;
    }
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

/** What a canvas shows, coarsely: drawn again in parts, its lines are never quite the same. */
function drawn(canvas: Locator): Promise<number[]> {
  return canvas.evaluate(element => {
    const source = element as HTMLCanvasElement;
    const coarse = new OffscreenCanvas(source.width / 8, source.height / 8).getContext('2d')!;
    coarse.imageSmoothingQuality = 'high';
    coarse.drawImage(source, 0, 0, coarse.canvas.width, coarse.canvas.height);
    return [...coarse.getImageData(0, 0, coarse.canvas.width, coarse.canvas.height).data];
  });
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, i) => Math.abs(value - b[i]!) < 20);
}

/** The pixels of a canvas, once they differ from those before and change no more. */
async function changed(canvas: Locator, before: readonly number[]): Promise<number[]> {
  let last = before;
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(150)) {
    const now = await drawn(canvas);
    if (!same(now, before) && same(now, last)) return now;
    last = now;
  }
  throw new Error('A click changed nothing.');
}

describe('in JupyterLab', { timeout: 600_000 }, () => {
  let browser: Browser;
  let server: Server;
  let race: OpenNotebook;

  before(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(HOME, { recursive: true });
    mkdirSync(SCREENSHOTS, { recursive: true });
    // A copy: what a reader changes here is not to be saved.
    for (const name of ['notebooks', 'data', 'README.md'])
      cpSync(path.join(ROOT, name), path.join(FOLDER, name), { recursive: true });
    saveNotebook(path.join(FOLDER, 'notebooks'), 'long', LONG, { metadata: { kernelspec: KERNEL } });
    server = await startLab(FOLDER, HOME);
    browser = await startBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
    race = await OpenNotebook.open(page, server.url('notebooks/04-the-race.ipynb'), SCREENSHOTS);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const CHECK = 'const result = check(outage)';

  it('notebook 4 runs, and the checker finds the race', async () => {
    await race.choose('Edit', 'Clear Outputs of All Cells');
    assert.equal(await race.outputText(CHECK), '');
    await race.choose('Run', 'Run All Cells');
    await race.says(CHECK, /The name always resolves\s*✗\sviolated/);
    await race.says('const asked = (enactors: number)', /No operator needed/);
    await race.idle();
    await race.keep('1-verdict', race.outputs(CHECK));
  });

  it('its charts are drawn live', async () => {
    const chart = race.outputs('await swimlane(trace').locator('.vega-embed').locator('canvas, svg').first();
    await chart.scrollIntoViewIfNeeded();
    await chart.waitFor();
    const { width, height } = (await chart.boundingBox())!;
    assert(width > 300 && height > 150, `${width} × ${height}`);
    assert((await colours(chart)) > 3, 'nothing is drawn');
    await race.keep('2-chart', chart);
  });

  it('the player steps along the trace, back, and another way', async () => {
    const figure = race.outputs('await player(').locator('canvas').first();
    await figure.scrollIntoViewIfNeeded();
    const live = liveFigure('04-the-race', 'player');
    const click = async (part: string, place = 0, taken = 0) => {
      const [x, y] = await placeIn(live, part, place, taken);
      const before = await drawn(figure);
      await figure.click({ position: { x, y } });
      await race.page.mouse.move(0, 0);
      return changed(figure, before);
    };
    const start = await drawn(figure);
    const first = await click('next');
    await race.keep('3-player-next', figure);
    const second = await click('next');
    assert(!same(second, start));
    assert(same(await click('back'), first), 'back is not where it was');
    assert(same(await click('first'), start), 'the first is not where it began');
    await click('next');
    assert(!same(await click('choice', -1, 1), second), 'the choice is the same as the next step');
    await race.keep('4-player-another-way', figure);
  });

  it('with another number of Enactors it runs again', async () => {
    const before = /^[\d,]+ states/.exec(await race.outputText(CHECK))?.[0];
    assert(before);
    await race.rewrite(
      'const ENACTORS = 3;',
      'const ENACTORS = 2;\nconst outage = race({ plans: 5, enactors: ENACTORS, keep: 2 });',
    );
    await race.choose('Run', 'Run Selected Cell and All Below');
    const now = await race.says(CHECK, new RegExp(`^(?!${before})[\\d,]+ states`));
    assert.match(now, /The name always resolves\s*✗\sviolated/);
    await race.idle();
    await race.keep('5-two-enactors', race.outputs(CHECK));
  });

  it('a long search shows how far it is, can be interrupted, and the notebook runs on', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const long = await OpenNotebook.open(page, server.url('notebooks/long.ipynb'), SCREENSHOTS);
    // What was open before may be on top for a moment, and would be run.
    await long.cell(WATCH).click();
    await long.idle();
    await long.choose('Run', 'Run All Cells');
    const early = await long.says(
      WATCH,
      /^Searching: [\d,]+ states, [\d,]+ a second; [\d,]+ steps from the start; \d+ s\./,
    );
    await long.says(WATCH, new RegExp(`^(?!${early.trim()})Searching: `));
    assert.equal(await long.outputs(WATCH).locator('.jp-OutputArea-output').count(), 1);
    await long.keep('6-searching', long.outputs(WATCH));
    await long.press('interrupt');
    await long.says(WATCH, /^[\d,]+ states, .* not finished: interrupted\.\s*$/);
    await long.says(FOUND, /^found [1-9]\d* aborted\s*$/);
    await long.idle();
    await long.keep('7-interrupted', long.outputs(WATCH));
    await page.close();
  });

  it('nothing was written outside of the project', () => {
    assert.deepEqual(readdirSync(HOME), []);
  });
});
