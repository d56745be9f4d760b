/**
 * The pages in `data/` that show its entries, one heading each, so that every id in a notebook's
 * prose can link to its entry. `npm run ledger` writes the pages, and the links into the notebooks.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assumptions, claims, placeOf, promises, sources } from 'outage';
import { notebooksIn } from '../notebook/choose.js';
import { idsIn } from './ledger-ids.js';
import { withLinks } from './ledger-links.js';
import { readNotebook, replaceFile, serialize } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';

/** The pages by their file names. */
export function ledgerPages(): Record<string, string> {
  return {
    'claims.md': page('Claims', 'claims.json', CLAIMS, sources.flatMap(sectionOf)),
    'assumptions.md': page('Assumptions', 'assumptions.json', ASSUMPTIONS, assumptions.map(assumptionText)),
    'promises.md': page('Promises', 'promises.json', PROMISES, promises.map(promiseText)),
  };
}

const CLAIMS = 'What the sources say, in our words. What we found in public code is kept apart (CODE).';
const ASSUMPTIONS = 'What we add to what the sources say, why, and what would change if it were false.';
const PROMISES = 'What such a system promises, in words and as a property that a checker can look at.';

function page(title: string, file: string, about: string, parts: readonly string[]): string {
  const origin = `\`npm run ledger\` writes this page from [${file}](${file}).`;
  return `${[`# ${title}`, `${about} ${origin}`, ...parts].join('\n\n')}\n`;
}

function sectionOf({ id: source, title, by, where, note }: (typeof sources)[number]): string[] {
  const said = claims.filter(claim => claim.source === source);
  return [
    `## ${source}: ${title}`,
    `By ${by}: [${where}](${where}). ${note}`,
    ...said.map(({ id, paragraph, text }) => entry(id, text, `Where: ${paragraph}.`)),
  ];
}

function assumptionText({ id, text, why, restsOn, ifFalse }: (typeof assumptions)[number]): string {
  return entry(id, text, `Why: ${why}`, `Rests on: ${restsOn.join(', ')}.`, `If it were false: ${ifFalse}`);
}

function promiseText({ id, name, text, restsOn, asProperty, caveat }: (typeof promises)[number]): string {
  return entry(
    id,
    `**${name}.** ${text}`,
    `As a property: ${asProperty}`,
    `Rests on: ${restsOn.join(', ')}.`,
    ...(caveat ? [`But: ${caveat}`] : []),
  );
}

function entry(id: string, ...lines: readonly string[]): string {
  return [`### ${id}`, ...lines.map(linked)].join('\n\n');
}

/** Every id as a link, and every notebook that is named. */
function linked(text: string): string {
  const ids = new Set(idsIn(text));
  return text
    .replace(/[A-Z]+-\d+/g, id => (ids.has(id) ? `[${id}](${placeOf(id)})` : id))
    .replace(/(?<=\b[Nn]otebooks? (?:\d+b?(?:, | and ))*)\d+b?\b/g, number => {
      const file = notebooksIn(path.join(ROOT, 'notebooks')).find(name =>
        path.basename(name).startsWith(`${number.padStart(/b$/.test(number) ? 3 : 2, '0')}-`),
      );
      return file ? `[${number}](../notebooks/${path.basename(file)})` : number;
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(ledgerPages())) writeFileSync(path.join(ROOT, 'data', name), text);
  for (const file of notebooksIn(path.join(ROOT, 'notebooks'))) {
    const before = readNotebook(file);
    const now = serialize(withLinks(before));
    if (now !== serialize(before)) replaceFile(file, now);
  }
}
