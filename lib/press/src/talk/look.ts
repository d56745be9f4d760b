/** Looks at every slide of a deck as an audience sees it, step by step. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

export const WIDTH = 1280,
  HEIGHT = 720;

/** CSS pixels on a slide 720 high: smaller type cannot be read from the back row. */
export const LEAST_TYPE = 20;
/** The same for type in a figure, which is read more slowly. */
const LEAST_IN_FIGURES = 18;

export interface SlideSeen {
  readonly title: string;
  /** Defects that an audience would see, at any step of the slide. */
  readonly problems: readonly string[];
  readonly steps: number;
  readonly codeLines: number;
  /** What the speaker sees. */
  readonly notes: string;
  /** Seconds. */
  readonly timing: number;
  /** Whether the slide is for questions, behind the end. */
  readonly isBackup: boolean;
}

/**
 * Steps through a page of the deck, without a network, and keeps a picture of each step.
 * @param requests collects what the page asked the network for
 */
export async function lookAtDeck(
  browser: Browser,
  folder: string,
  page: string,
  theme: 'light' | 'dark',
  { pictures, requests }: { pictures?: string; requests: string[] },
): Promise<SlideSeen[]> {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT }, offline: true });
  const tab = await context.newPage();
  await tab.route('**/*', route => {
    if (route.request().url().startsWith(pathToFileURL(folder).href)) return route.continue();
    requests.push(route.request().url());
    return route.abort();
  });
  tab.on('pageerror', error => requests.push(`an error in the page: ${error.message}`));
  tab.on('requestfailed', request => requests.push(`not found: ${request.url()}`));
  await tab.goto(`${pathToFileURL(path.join(folder, `${page}.html`))}?${theme}`);
  await tab.waitForFunction('Reveal.isReady()');
  await tab.evaluate(() => document.fonts.ready);

  const seen: SlideSeen[] = [];
  let problems: string[] = [];
  let steps = 0;
  for (let shots = 0; ; shots++) {
    problems.push(...(await problemsIn(tab)));
    steps++;
    if (pictures)
      await tab.screenshot({
        path: path.join(
          pictures,
          `${page}-${theme}-${String(seen.length + 1).padStart(2, '0')}-${String(steps).padStart(2, '0')}.png`,
        ),
      });
    const before = await tab.evaluate('Reveal.getIndices().h');
    const about = await aboutSlide(tab);
    const isLast = await tab.evaluate('Reveal.isLastSlide() && !Reveal.availableFragments().next');
    if (!isLast) await tab.keyboard.press('ArrowRight');
    if (isLast || (await tab.evaluate('Reveal.getIndices().h')) !== before) {
      seen.push({ ...about, problems: [...new Set(problems)], steps });
      problems = [];
      steps = 0;
    }
    if (isLast) break;
    if (shots > 500) throw new Error('The deck does not come to its end.');
  }
  await context.close();
  return seen;
}

function aboutSlide(tab: Page): Promise<Pick<SlideSeen, 'title' | 'codeLines' | 'notes' | 'timing' | 'isBackup'>> {
  return tab.evaluate(() => {
    const slide = document.querySelector('section.present') as HTMLElement;
    const code = slide.querySelector('pre.code')?.textContent?.trimEnd() ?? '';
    return {
      title: slide.querySelector('h2')?.textContent ?? '',
      codeLines: code === '' ? 0 : code.split('\n').length,
      notes: slide.querySelector('aside.notes')?.textContent ?? '',
      timing: Number(slide.dataset['timing'] ?? 0),
      isBackup: slide.classList.contains('backup'),
    };
  });
}

function problemsIn(tab: Page): Promise<string[]> {
  return tab.evaluate(
    ({ least, inFigures }) => {
      const slide = document.querySelector('section.present') as HTMLElement;
      const edge = slide.getBoundingClientRect();
      const scale = edge.height / slide.offsetHeight;
      const found: string[] = [];
      const name = (element: Element) =>
        `${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
      if (slide.scrollHeight > slide.clientHeight + 1 || slide.scrollWidth > slide.clientWidth + 1)
        found.push('more than fits on the slide');
      const parts = [...slide.querySelectorAll('h2, p, li, td, th, pre, img')].filter(part => !part.closest('aside'));
      for (const part of parts) {
        if (getComputedStyle(part).visibility === 'hidden' || getComputedStyle(part).opacity === '0') continue;
        const box = part.getBoundingClientRect();
        if (box.width * box.height === 0) found.push(`nothing of ${name(part)} is seen`);
        if (
          box.left < edge.left - 1 ||
          box.right > edge.right + 1 ||
          box.top < edge.top - 1 ||
          box.bottom > edge.bottom + 1
        )
          found.push(`${name(part)} leaves the slide`);
        if (part.scrollWidth > part.clientWidth + 1 && part.tagName === 'PRE') found.push(`${name(part)} is cut`);
        const size = parseFloat(getComputedStyle(part).fontSize);
        if (part.tagName !== 'IMG' && size < least) found.push(`${name(part)} has type of ${size} px`);
      }
      const blocks = [...slide.children]
        .filter(block => block.tagName !== 'ASIDE')
        .map(block => ({ block, box: block.getBoundingClientRect() }));
      blocks.slice(1).forEach(({ block, box }, i) => {
        const above = blocks[i]!.box;
        if (box.top < above.bottom - 1 && box.left < above.right && box.right > above.left)
          found.push(`${name(block)} is over what stands above it`);
      });
      for (const image of slide.querySelectorAll('img')) {
        if (!image.complete || image.naturalWidth === 0)
          found.push(`a picture is missing: ${image.getAttribute('src')}`);
        else if (image.getBoundingClientRect().width / scale < (0.95 * image.naturalWidth) / 2)
          found.push(`a picture is smaller than in its notebook: ${image.getAttribute('src')}`);
        const type = Number(image.dataset['type']) * (image.getBoundingClientRect().width / scale);
        if (type < inFigures) found.push(`${image.getAttribute('src')} has type of ${type.toFixed(1)} px`);
        if (!image.alt) found.push(`a picture without alt text: ${image.getAttribute('src')}`);
      }
      return found;
    },
    { least: LEAST_TYPE, inFigures: LEAST_IN_FIGURES },
  );
}
