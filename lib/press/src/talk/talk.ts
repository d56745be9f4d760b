/**
 * `npm run talk`: slides from the notebooks, as a folder that needs no network.
 *
 *   npm run talk                writes talk/index.html and the short cut talk/short.html
 *   npm run talk -- --pdf       and both as PDF; with --dark, in the dark colours
 *   npm run talk -- --mark      first marks in the notebooks which cells the talk shows
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../machines/browser.js';
import { markCells } from './cells.js';
import { DECK, EXPLORER, writeDeck } from './deck.js';
import { lengthOf, readTalk, shortCut, TalkError, type Talk } from './order.js';
import { clock } from './slide.js';
import { ToolError } from 'programs';

/** The pages of the deck. */
export function talks(): Record<string, Talk> {
  const talk = readTalk();
  return { index: talk, short: shortCut(talk) };
}

async function main(): Promise<void> {
  const { pdf, dark, mark } = options();
  const pages = talks();
  if (mark) for (const name of markCells(pages['index']!.slides)) console.log(`notebooks/${name}.ipynb: marked`);
  await writeDeck(pages);
  for (const [page, talk] of Object.entries(pages)) {
    console.log(`talk/${page}.html: ${talk.slides.length} slides, ${clock(lengthOf(talk))} min`);
  }
  console.log(
    existsSync(EXPLORER)
      ? 'talk/explore.html: to walk the outage; some slides link to it'
      : 'No slide links to the explorer: npm run site makes it, and npm run talk then lays it beside the slides.',
  );
  if (!pdf) return;
  const browser = await startBrowser();
  try {
    for (const page of Object.keys(pages))
      console.log(`talk/${path.basename(await printPdf(browser, DECK, page, dark ?? false))}`);
  } finally {
    await browser.close();
  }
}

function options() {
  try {
    return parseArgs({
      options: { pdf: { type: 'boolean' }, dark: { type: 'boolean' }, mark: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new TalkError(`${(error as Error).message}\n\nnpm run talk -- [--pdf [--dark]] [--mark]`);
  }
}

/** Prints a page of the deck, a slide or one step of it a sheet, beside the deck. */
export async function printPdf(browser: Browser, folder: string, page: string, dark: boolean): Promise<string> {
  const tab = await browser.newPage();
  await tab.goto(`${pathToFileURL(path.join(folder, `${page}.html`))}?print-pdf&${dark ? 'dark' : 'light'}`, {
    waitUntil: 'load',
  });
  await tab.waitForSelector('.pdf-page');
  await tab.evaluate(() => document.fonts.ready);
  const file = path.join(folder, `${page}${dark ? '-dark' : ''}.pdf`);
  await tab.pdf({ path: file, width: '1280px', height: '720px', printBackground: true });
  await tab.close();
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    if (!(error instanceof TalkError) && !(error instanceof ToolError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}
