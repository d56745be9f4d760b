/** `npm run check:site`: the explorer as a file in a folder, by mouse and by keyboard, in Chromium. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { buildExplorer } from '../site/explorer.js';
import { CACHE } from '../site/paths.js';
import { toHash } from '../explorer/address.js';
import { AS_IT_WAS, changesOf, possible, type Setup, SIZES, waysOf } from '../explorer/design.js';
import { violations } from './axe.js';
import { chromium, screenshot } from './visit.js';
import { comesToBe } from './wait.js';

const FILE = path.join(CACHE, 'explore.html');
const ADDRESS = pathToFileURL(FILE).href;

/** Each size of the system as it was; each way to take turns and each change, in the smallest and the largest. */
function setups(): Setup[] {
  const { enactors, plans, keep, endpoints } = SIZES;
  const sizes = endpoints.flatMap(endpoints =>
    enactors.flatMap(enactors => plans.flatMap(plans => keep.map(keep => ({ enactors, plans, keep, endpoints })))),
  );
  const plain = sizes.map(size => possible({ ...AS_IT_WAS, ...size }));
  const ends = plain.filter(({ enactors, plans, keep }) => [`2 3 0`, `3 6 3`].includes(`${enactors} ${plans} ${keep}`));
  const designs = ends.flatMap(setup => [
    ...waysOf(setup).map(({ id: way }) => possible({ ...setup, way })),
    ...changesOf(setup).map(({ id }) => ({ ...setup, changes: [id] })),
    { ...setup, changes: changesOf(setup).map(({ id }) => id) },
  ]);
  return [...plain, ...designs];
}

describe('the explorer in Chromium', { timeout: 600_000 }, () => {
  const visit = chromium();
  let page: Page;
  const complaints: string[][] = [];

  /** A new page, which reaches its own file alone. */
  async function open(hash = '', size = { width: 1280, height: 900 }, colorScheme: 'light' | 'dark' = 'light') {
    const visited = await visit(ADDRESS, size, colorScheme);
    complaints.push(visited.complaints);
    await visited.page.goto(ADDRESS + hash);
    return visited.page;
  }
  const searched = (of: Page) => of.getByText('all of them searched.').waitFor();
  const row = (name: string) => page.getByRole('row', { name });
  const choice = (name: string) => page.getByRole('combobox', { name, exact: true });
  const step = (number: number) => page.getByRole('heading', { name: new RegExp(`^Step ${number}\\b`) }).waitFor();

  const verdicts = (word: string, count: number) =>
    comesToBe(() => page.getByRole('cell', { name: word }).count(), count);

  before(() => buildExplorer(FILE));

  it('is one file of less than 400 KB, gzipped', context => {
    const bytes = gzipSync(readFileSync(FILE)).length;
    context.diagnostic(`${Math.round(bytes / 1_000)} KB, gzipped`);
    assert(bytes < 400_000);
  });

  it('rests at the last chance of the race', async context => {
    page = await open();
    await searched(page);
    const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime);
    context.diagnostic(`first view after ${Math.round(painted)} ms`);
    assert(painted < 1_000, `${painted} ms`);
    await page.getByText('The last chance').first().waitFor();
    await step(9);
    await verdicts('✗ broken', 5);
  });

  it('is walked by keyboard: a step, back, another choice', async () => {
    await page.keyboard.press('ArrowRight');
    await step(10);
    await page.getByText('The record is empty: the name').waitFor();
    await row('The name always resolves').getByText('✗ at step 10').waitFor();
    await page.keyboard.press('ArrowLeft');
    await step(9);
    await page.getByText('The last chance').first().waitFor();
    await page.keyboard.press('1');
    await step(10);
    await page.getByText('The name resolves.').waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('heading', { name: 'The start' }).waitFor();
    await page.getByRole('button', { name: 'Walk from the start' }).click();
    await page.getByRole('heading', { name: 'The start of 0' }).waitFor();
    assert.match(await page.evaluate(() => location.hash), /enactors=2.*&at=0$/);
  });

  it('takes back what was chosen last, by its button and by the browser', async () => {
    const other = await open();
    await searched(other);
    const undo = other.getByRole('button', { name: 'Undo' });
    const isAt = (title: string) => other.getByRole('heading', { name: title, exact: true }).waitFor();
    await isAt('Step 9 of 10');
    assert(await undo.isDisabled());
    await other.keyboard.press('1');
    await isAt('Step 10 of 10');
    await other.keyboard.press('ArrowLeft');
    const change = other.getByLabel('tolerant rollback');
    await change.check();
    await undo.click();
    await comesToBe(() => change.isChecked(), false);
    await other.goBack();
    await comesToBe(() => undo.isDisabled(), true);
    await isAt('Step 9 of 10');
    await other.keyboard.press('ArrowRight');
    await other.getByText('The record is empty: the name').waitFor();
    await other.context().close();
  });

  it('plays the shortest trace of another promise', async () => {
    await row('Never a step back').getByRole('button').click();
    await step(7);
    await page.getByRole('button', { name: 'Play' }).click();
    await step(8);
    await row('Never a step back').getByText('✗ at step 8').waitFor();
    await page.keyboard.press('1');
    await step(9);
    await row('Never a step back').getByText('✗ at step 8').waitFor();
  });

  it('a fix makes all promises hold, and ends the walk that it forbids; without it, they break again', async () => {
    await page.getByLabel('re-check in the transaction').focus();
    await page.keyboard.press('Space');
    await page.getByText('“apply A”, isn’t possible here').waitFor();
    await searched(page);
    await verdicts('✓ holds', 5);
    await page.getByRole('button', { name: 'Start from the mended design' }).click();
    await page.getByText('Mended: the transaction checks again.').waitFor();
    await page.getByRole('heading', { name: 'The start' }).waitFor();
    await page.getByLabel('re-check in the transaction').uncheck();
    await searched(page);
    await verdicts('✗ broken', 5);
  });

  it('never shows what was found of another design, not even before the checker has begun', async () => {
    const other = await open();
    await searched(other);
    await other.getByText('The last chance').first().waitFor();
    /** Chooses, and reads the page before the browser paints it. */
    const said = (control: string, value?: string) =>
      other.evaluate(
        async ([selector, text]) => {
          const node = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector)!;
          if (text === undefined) node.click();
          else {
            node.value = text;
            node.dispatchEvent(new Event('change', { bubbles: true }));
          }
          await new Promise(resolve => setTimeout(resolve, 0));
          return document.body.innerText;
        },
        [control, value] as const,
      );
    const enactors = await said('.sizes select', '3');
    assert.match(enactors, /Searching: …/);
    assert.doesNotMatch(enactors, /all of them searched|✗ broken|The last chance:/);
    await searched(other);
    const mended = await said('.change input');
    assert.match(mended, /isn’t possible here/);
    assert.match(mended, /Searching: …/);
    assert.doesNotMatch(mended, /all of them searched|✗ broken/);
    await other.context().close();
  });

  it('walks the model of the promise that one Enactor may stop', async () => {
    await row('One Enactor may stop')
      .getByRole('button', { name: /in 15 steps, then a loop of 3/ })
      .click();
    await step(15);
    await page.getByText('This is a different model').waitFor();
    await page.getByText('can go round for ever').waitFor();
    await row('One Enactor may stop').getByText('… not yet').waitFor();
  });

  it('a link shows the same to another, and a wrong one says what is wrong', async () => {
    const link = await page.evaluate(() => location.hash);
    const other = await open(link);
    await searched(other);
    const shown = (of: Page) => of.locator('.walk').innerText();
    await comesToBe(() => shown(other), await shown(page));
    await other.evaluate(() => {
      location.hash = location.hash.replace('enactors=2', 'enactors=9');
    });
    await other.getByText('enactors=9. It can be 1, 2, 3.').waitFor();
    await other.evaluate(() => {
      location.hash = '#enactors=3&plans=4&keep=1&endpo';
    });
    await other.getByText('The address doesn’t say endpoints, way, at.').waitFor();
    assert.equal(await other.getByRole('combobox', { name: 'Plans', exact: true }).inputValue(), '4');
    await other.context().close();
  });

  it('tells the last chance in a walk made by hand, too', async () => {
    const other = await open();
    await searched(other);
    await other.getByText('The last chance:').waitFor();
    const hash = await other.evaluate(async () => {
      document.querySelector<HTMLButtonElement>('.choices button')!.click();
      await new Promise(resolve => setTimeout(resolve, 100));
      return location.hash;
    });
    await other.goto('about:blank');
    await other.goto(ADDRESS + hash.replace(/\.[^.]*&at=10$/, '&at=9'));
    await other.getByText('of 9', { exact: true }).waitFor();
    await other.getByText('The last chance:').waitFor();
    await other.getByText('marks the last chance').waitFor();
    await other.context().close();
  });

  it('has two endpoints, each with a record and a lock', async () => {
    await choice('Endpoints').selectOption('2');
    await choice('Lock').selectOption('checked lease');
    await page.getByText('Record 2').first().waitFor();
    await searched(page);
  });

  it('a long search says how far it is, and can be stopped', async () => {
    await choice('Enactors').selectOption('3');
    await choice('Plans').selectOption('6');
    await page.getByText(/Searching: [\d,]+ states/).waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.locator('.search').getByText('Stopped.').waitFor();
    await page.getByRole('button', { name: 'Back to the race' }).click();
    await searched(page);
    await step(9);
  });

  it('answers in an instant for each size and design, or says that it searches and can be stopped', async context => {
    const hashes = setups().map(setup => toHash({ setup, model: 'bounded', path: [], at: 0 }));
    const other = await open();
    await searched(other);
    const times = await other.evaluate(async all => {
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
      const found: { answered?: number; stoppable?: number }[] = [];
      for (const hash of all) {
        const began = performance.now();
        const time: (typeof found)[number] = {};
        const status = document.querySelector('.search')!;
        const watch = new MutationObserver(() => {
          if (status.querySelector('button')) time.stoppable ??= performance.now() - began;
          else if (time.stoppable !== undefined) time.answered ??= performance.now() - began;
        });
        watch.observe(status, { childList: true, subtree: true, characterData: true });
        location.hash = hash;
        const isOpen = (passed: number) =>
          time.stoppable === undefined ? passed < 2_000 : time.answered === undefined && passed < 400;
        while (isOpen(performance.now() - began)) await frame();
        watch.disconnect();
        found.push(time);
      }
      return found;
    }, hashes);
    const late = times.filter(({ answered = Infinity }) => answered > 100);
    context.diagnostic(
      `${times.length - late.length} of ${times.length} answered in 100 ms, load ${loadavg()[0]!.toFixed(1)}; the others could be stopped after ` +
        `${Math.round(Math.max(...late.map(({ stoppable = Infinity }) => stoppable)))} ms at most`,
    );
    for (const [i, { stoppable = Infinity }] of times.entries()) assert(stoppable < 1_000, hashes[i]);
    await other.context().close();
  });

  for (const width of [390, 1280])
    for (const scheme of ['light', 'dark'] as const)
      it(`is accessible and fits, ${width} pixels, ${scheme}`, async () => {
        const narrow = await open('', { width, height: 900 }, scheme);
        await searched(narrow);
        await narrow.getByText('The last chance').first().waitFor();
        await narrow.screenshot({ path: screenshot(`explorer-${width}-${scheme}`), fullPage: true });
        assert((await narrow.evaluate(() => document.documentElement.scrollWidth)) <= width);
        assert.deepEqual(await violations(narrow), []);
        await narrow.context().close();
      });

  it('asked no other host for anything, and nothing failed', () => assert.deepEqual(complaints.flat(), []));
});
