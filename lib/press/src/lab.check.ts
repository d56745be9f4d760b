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
import type { Browser } from 'playwright-core';
import { startBrowser } from './browser.js';
import { OpenNotebook, startLab, type Server } from './lab-session.js';
import { ROOT } from './paths.js';

const FOLDER = path.join(ROOT, '.cache', 'lab');
const HOME = path.join(FOLDER, 'home');
const SCREENSHOTS = path.join(FOLDER, 'screenshots');

describe('in JupyterLab', { timeout: 600_000 }, () => {
  let browser: Browser;
  let server: Server;
  let race: OpenNotebook;

  before(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(HOME, { recursive: true });
    mkdirSync(SCREENSHOTS, { recursive: true });
    // A copy: what a reader changes here is not to be saved.
    for (const name of ['notebooks', 'data', 'README.md']) cpSync(path.join(ROOT, name), path.join(FOLDER, name), { recursive: true });
    server = await startLab(FOLDER, HOME);
    browser = await startBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
    race = await OpenNotebook.open(page, server.url('notebooks/04-the-race.ipynb'), SCREENSHOTS);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('notebook 4 runs, and the checker finds the race', async () => {
    await race.choose('Edit', 'Clear Outputs of All Cells');
    assert.equal(await race.outputs('const result = check(outage)').innerText(), '');
    await race.choose('Run', 'Run All Cells');
    await race.outputs('const result = check(outage)').getByText('violated').first().waitFor();
    await race.idle();
    await race.keep('1-verdict', race.outputs('const result = check(outage)'));
  });

  it('nothing was written outside of the project', () => {
    assert.deepEqual(readdirSync(HOME), []);
  });
});
