/** Looks at rendered notebooks in a browser, and saves screenshots of them. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Finding } from '../notebook/finding.js';
import { fits, shownAsMeant } from './checks.js';
import { nameOf } from '../notebook/notebook.js';
import { factsOfPage } from './page-facts.js';

/** A desktop and a phone. */
const WIDTHS = [1280, 390];
/** Long pages are kept in pieces that can be looked at. */
const PIECE = 1_500;

/** What is wrong with one rendered page; screenshots are saved in the folder `pictures`, if given. */
export async function lookAt(browser: Browser, file: string, page: string, pictures?: string): Promise<Finding[]> {
  const tab = await browser.newPage();
  try {
    const findings: Finding[] = [];
    await tab.goto(pathToFileURL(page).href);
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 900 });
      const facts = await tab.evaluate(factsOfPage);
      if (width === WIDTHS[0]) findings.push(...shownAsMeant(file, facts));
      findings.push(...fits(file, facts, width));
      if (pictures) await keep(tab, path.join(pictures, nameOf(file)), String(width));
    }
    if (pictures) {
      await tab.setViewportSize({ width: WIDTHS[0]!, height: 900 });
      await tab.evaluate(() => document.body.classList.add('dark'));
      await keep(tab, path.join(pictures, nameOf(file)), 'dark');
    }
    return findings;
  } finally {
    await tab.close();
  }
}

async function keep(tab: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await tab.setViewportSize({ width: tab.viewportSize()!.width, height: PIECE });
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0, piece = 1; y < height; y += PIECE, piece++) {
    await tab.evaluate(top => window.scrollTo(0, top), y);
    await tab.evaluate(() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted))));
    await tab.screenshot({ path: path.join(folder, `${name}-${String(piece).padStart(2, '0')}.png`) });
  }
}
