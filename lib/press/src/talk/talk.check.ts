/**
 * `npm run check:talk`: can the talk be given?
 *
 * Needs Chromium, so it is no part of `npm test`. A picture of every step of every slide
 * is kept in `.cache/talk`, to be looked at.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../machines/browser.js';
import { ROOT } from '../common/paths.js';
import { lookAtDeck, type SlideSeen } from './look.js';
import { writeDeck } from './deck.js';
import { MOST_LINES } from './slide.js';
import { printPdf, talks } from './talk.js';
import { temporaryFolder } from '../fixtures/testing.js';

const PICTURES = path.join(ROOT, '.cache', 'talk');

let browser: Browser;
const deck = temporaryFolder();
before(async () => {
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  browser = await startBrowser();
  await writeDeck(talks(), deck.folder);
});
after(async () => {
  deck.remove();
  await browser?.close();
});

for (const [page, shortest, longest, fewest, most] of [
  ['index', 18, 22, 15, 20],
  ['short', 4, 5, 5, 10],
] as const) {
  for (const theme of ['light', 'dark'] as const) {
    describe(`${page}, ${theme}`, () => {
      let seen: SlideSeen[];
      const requests: string[] = [];
      before(async () => {
        seen = await lookAtDeck(browser, deck.folder, page, theme, { pictures: PICTURES, requests });
      });

      it('asks for nothing but its own files', () => assert.deepEqual(requests, []));
      it('shows every slide whole, in big type, at every step', () => {
        assert.equal(
          seen.flatMap(({ title, problems }) => problems.map(problem => `${title}: ${problem}`)).join('\n'),
          '',
        );
      });
      it(`has ${fewest} to ${most} slides and takes ${shortest} to ${longest} minutes`, () => {
        const told = seen.filter(({ isBackup }) => !isBackup);
        const minutes = told.reduce((sum, { timing }) => sum + timing, 0) / 60;
        assert(told.length >= fewest && told.length <= most, `${told.length} slides`);
        assert(minutes >= shortest && minutes <= longest, `${minutes} minutes`);
      });
      it('tells the speaker what to say and when', () => {
        for (const { title, notes, timing } of seen) {
          assert.match(notes, /^\d+:\d\d min, (from \d+:\d\d to \d+:\d\d|if somebody asks).{20}/s, title);
          assert(timing > 0, title);
        }
      });
      it('shows no code that is too long to read', () => {
        for (const { title, codeLines } of seen) assert(codeLines <= MOST_LINES, title);
      });
      it('builds the trace up step by step', () => assert(Math.max(...seen.map(({ steps }) => steps)) > 10));
    });
  }
}

describe('a deck that is wrong', () => {
  const bad: Record<string, [slide: string, problem: RegExp]> = {
    'too much text': [`<h2>A</h2>${'<p>word</p>'.repeat(30)}`, /more than fits/],
    'a long line of code': [
      `<h2>A</h2><pre class="code"><code>${'x'.repeat(120)}</code></pre>`,
      /is cut|leaves the slide|more than fits/,
    ],
    'small type': ['<h2>A</h2><p style="font-size: 12px">small</p>', /type of 12 px/],
    'a picture that is gone': [
      '<h2>A</h2><div class="figure"><img src="pictures/gone.png" alt="gone"></div>',
      /a picture is missing/,
    ],
    'text over text': ['<h2>A</h2><p style="margin-top: -60px">over it</p>', /is over what stands above it/],
  };
  for (const [name, [slide, problem]] of Object.entries(bad)) {
    it(`${name} is found`, async () => {
      writeFileSync(path.join(deck.folder, 'bad.html'), badPage(slide));
      const [seen] = await lookAtDeck(browser, deck.folder, 'bad', 'light', { requests: [] });
      assert.match(seen!.problems.join('\n'), problem);
    });
  }

  it('a request to the network is found', async () => {
    const requests: string[] = [];
    writeFileSync(
      path.join(deck.folder, 'bad.html'),
      badPage('<h2>A</h2><img src="https://example.org/a.png" alt="a">'),
    );
    await lookAtDeck(browser, deck.folder, 'bad', 'light', { requests });
    assert.match(requests.join(), /https:\/\/example\.org\/a\.png/);
  });
});

it('the PDF has a sheet for every step', async () => {
  const seen = await lookAtDeck(browser, deck.folder, 'short', 'light', { requests: [] });
  const pdf = readFileSync(await printPdf(browser, deck.folder, 'short', false), 'latin1');
  assert.equal(
    pdf.match(/\/Type \/Page\b/g)?.length,
    seen.reduce((sum, { steps }) => sum + steps, 0),
  );
  assert.match(pdf, /\/Subtype \/Image/);
});

it('the speaker has a view with notes and times, without a network', async () => {
  const context = await browser.newContext({ offline: true });
  const tab = await context.newPage();
  await tab.goto(`${pathToFileURL(path.join(deck.folder, 'index.html'))}#/2`);
  await tab.waitForFunction('Reveal.isReady()');
  const [view] = await Promise.all([context.waitForEvent('page'), tab.keyboard.press('s')]);
  await view.getByText(talks()['index']!.slides[2]!.notes[0]!.slice(0, 40)).waitFor({ timeout: 20_000 });
  await view.getByText(/pacing/i).waitFor({ timeout: 20_000 });
  await context.close();
});

it('the pictures of every step are kept', () => assert(readdirSync(PICTURES).length > 60));

function badPage(slide: string): string {
  return `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="files/reveal.css"><link rel="stylesheet" href="files/deck.css">
    <div class="reveal" data-minutes="1"><div class="slides"><section>${slide}</section></div></div>
    <script src="files/reveal.js"></script><script src="files/notes.js"></script><script src="files/deck.js"></script>`;
}
