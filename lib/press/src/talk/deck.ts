/** Writes the slides as a folder that needs nothing else: no network, no server. */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../common/paths.js';
import { lengthOf, type Talk } from './order.js';
import { slideHtml } from './slide.js';

export const DECK = path.join(ROOT, 'talk');

/** The page on which one walks the outage, as `npm run site` makes it. */
export const EXPLORER = path.join(ROOT, 'site', 'explore.html');

const { resolve } = createRequire(import.meta.url);

/** What the pages load, from npm packages and from here. */
const FILES: Readonly<Record<string, string>> = {
  'reveal.js': resolve('reveal.js/dist/reveal.js'),
  'reveal.css': resolve('reveal.js/dist/reveal.css'),
  'notes.js': resolve('reveal.js/plugin/notes/notes.js'),
  'deck.css': path.join(ROOT, 'lib/press/talk/deck.css'),
  'deck.js': path.join(ROOT, 'lib/press/talk/deck.js'),
  'inter-400.ttf': resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  'inter-700.ttf': resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
  'mono-400.ttf': resolve('@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf'),
};

/**
 * Writes one page a talk, with all that they need.
 * @param talks by the names of their pages, without `.html`
 * @param explorer a file that slides link to, where it is there: then it lies beside them
 */
export async function writeDeck(
  talks: Readonly<Record<string, Talk>>,
  folder = DECK,
  explorer = EXPLORER,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'pictures'), { recursive: true });
  mkdirSync(path.join(folder, 'files'));
  for (const [name, file] of Object.entries(FILES)) copyFileSync(file, path.join(folder, 'files', name));
  const beside = existsSync(explorer) ? path.basename(explorer) : undefined;
  if (beside) copyFileSync(explorer, path.join(folder, beside));
  const keep = (png: Buffer, name: string) => {
    writeFileSync(path.join(folder, 'pictures', `${name}.png`), png);
    return `pictures/${name}.png`;
  };
  for (const [page, talk] of Object.entries(talks)) {
    const html: string[] = [];
    let from = 0;
    for (const slide of talk.slides) {
      html.push(await slideHtml(slide, from, keep, beside));
      from += slide.minutes;
    }
    writeFileSync(path.join(folder, `${page}.html`), pageHtml(talk, html.join('\n')));
  }
}

function pageHtml(talk: Talk, sections: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${talk.title}</title>
<link rel="stylesheet" href="files/reveal.css">
<link rel="stylesheet" href="files/deck.css">
<div class="reveal" data-minutes="${lengthOf(talk)}"><div class="slides">
${sections}
</div></div>
<script src="files/reveal.js"></script>
<script src="files/notes.js"></script>
<script src="files/deck.js"></script>
</html>
`;
}
