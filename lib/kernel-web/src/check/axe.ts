/** What axe-core finds wrong with a page, or with parts of it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @param parts selectors; without any, the whole page is looked at */
export async function violations(page: Page, ...parts: string[]): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async among => {
    const { axe: look } = globalThis as unknown as { axe: typeof axe };
    // JupyterLab scrolls what is wide, as it does everywhere.
    const rules = { 'scrollable-region-focusable': { enabled: among.length === 0 } };
    return (await look.run(among.length > 0 ? { include: among } : document, { rules })).violations;
  }, parts);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
