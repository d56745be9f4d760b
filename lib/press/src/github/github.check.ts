/**
 * `npm run check:github`: are the notebooks on GitHub what they are meant to be?
 *
 * Needs Python and Chromium, so it is no part of `npm test`. Screenshots are kept in
 * `.cache/github/screenshots`, to be looked at.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../machines/browser.js';
import { notebooksIn } from '../notebook/choose.js';
import { formatFindings, type Finding } from '../notebook/finding.js';
import { lookAt } from './pages.js';
import { renderAsGitHub } from './rendering.js';
import { nameOf, type Cell, type Output } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { pngOf } from '../fixtures/png.js';
import { code, markdown, saveNotebook, stdout, temporaryFolder } from '../fixtures/testing.js';

const FOLDER = path.join(ROOT, '.cache', 'github');
const SCREENSHOTS = path.join(FOLDER, 'screenshots');

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

const BLACK = [0, 0, 0, 255] as const;
const WHITE = [255, 255, 255, 255] as const;
const CLEAR = [0, 0, 0, 0] as const;

const display = (data: Record<string, unknown>, metadata = {}): Output => ({
  output_type: 'display_data',
  data,
  metadata,
});
const ran = (source: string, ...outputs: Output[]) => code(source, { id: 'a', execution_count: 1, outputs });
const text = (source: string) => markdown(source, { id: 'a' });
const figure = (png: string) => ({ 'image/png': png, 'text/plain': 'A figure' });
const VEGA = { 'application/vnd.vegalite.v5+json': { $schema: 'x' } };

/** A notebook of one cell, and all findings to expect in it. */
const BAD: Record<string, [Cell, string]> = {
  'a figure without its picture': [
    ran('1', display({ ...VEGA, 'text/plain': 'A figure' })),
    '1 figure, but 0 with a picture',
  ],
  'a picture that is damaged': [
    ran('1', display(figure('AAAA'))),
    '1 figure, but 0 with a picture\na picture that cannot be drawn',
  ],
  'an empty picture': [ran('1', display(figure(pngOf(WHITE, WHITE)))), 'a picture of one colour'],
  'a transparent figure': [
    ran('1', display(figure(pngOf(BLACK, CLEAR)))),
    'a transparent picture: give it a white background, or a dark page shows through',
  ],
  'HTML in place of its picture': [
    ran('1', display({ ...figure(pngOf(BLACK, WHITE)), 'text/html': '<script>draw()</script>' })),
    '1 figure, but 0 with a picture',
  ],
  'a MIME type': [
    ran('1', stdout('in application/vnd.vega.v5+json\n')),
    'raw data is shown: application/vnd.vega.v5+json',
  ],
  base64: [ran('1', stdout('QUJD'.repeat(60))), `raw data is shown: ${'QUJD'.repeat(15)}`],
  JSON: [ran('1', stdout('{"states": 12}\n')), 'raw JSON is shown as its output'],
  'an entity': [ran('1', stdout('a&nbsp;b')), 'raw data is shown: &nbsp;'],
  'the source of a table': [ran('1', stdout('| a | b |\n')), 'a table is shown as its source'],
  'a cell that was not run': [code('1', { id: 'a' }), 'shown as not run, In [ ]: npm start -- --write'],
  'an error': [
    ran('1', { output_type: 'error', ename: 'Error', evalue: 'no plan', traceback: ['no plan'] }),
    'an error is shown as its output',
  ],
  'an error as text': [ran('1', stdout('TypeError: no plan\n')), 'an error is shown as its output'],
  stderr: [ran('1', { output_type: 'stream', name: 'stderr', text: 'careful' }), 'an error is shown as its output'],
  'a path in an output': [ran('1', stdout('saved /home/ada/x\n')), 'a path of one machine is shown: /home/ada'],
  'a path in a text': [text(`In ${ROOT}/data, say`), `a path of one machine is shown: ${ROOT}/data`],
  'a long line of code': [ran('x'.repeat(81)), 'a code line of 81 characters; phones show 80'],
  'a link to no file': [text('[so](../README.md)'), 'the link leads nowhere: ../README.md'],
  'a link to no notebook, in an output': [
    ran('1', display({ 'text/markdown': '[so](02-gone.ipynb)' })),
    'the link leads nowhere: 02-gone.ipynb',
  ],
  'a link to no heading': [text('# Here\n[so](#there)'), 'the link leads nowhere: #there'],
  'a picture in a text that is gone': [text('![so](gone.png)'), 'a picture that cannot be drawn'],
  'a figure wider than a phone': [
    text(`<img src="data:image/png;base64,${pngOf(BLACK, WHITE)}" style="max-width: none; width: 500px; height: 9px">`),
    'a figure is cut off on a page 390 pixels wide: it needs 536',
  ],
  'a figure that a phone shrinks too much': [
    ran('1', display(figure(pngOf(BLACK, WHITE)), { 'image/png': { width: 760, height: 400 } })),
    'a figure is shown at 42 % of its size on a page 390 pixels wide: draw it narrower, or its type is too small',
  ],
  'code that the highlighter takes for wrong': [
    ran('a $ b'),
    'code is marked as wrong, because it is not understood: $',
  ],
  'text that a phone hides': [
    text(`<div style="overflow: hidden"><div style="width: 600px">So wide</div></div>`),
    '«So wide» is cut off on a page 390 pixels wide: it needs 636',
  ],
};

describe('on GitHub it is found:', () => {
  const { folder, remove } = temporaryFolder();
  const cases = Object.entries(BAD);
  let files: string[];
  let pages: string[];
  before(async () => {
    files = cases.map(([, [cell]], i) => saveNotebook(folder, `0-${i}`, [cell]));
    pages = await renderAsGitHub(files, path.join(folder, 'pages'));
  });
  after(remove);
  for (const [i, [what, [, expected]]] of cases.entries()) {
    it(what, async () => {
      const found = await lookAt(browser, files[i]!, pages[i]!);
      assert.equal(found.map(({ message }) => message).join('\n'), expected);
      assert(found.every(({ id }) => id === 'a'));
    });
  }
});

describe('on GitHub', () => {
  const files = notebooksIn(path.join(ROOT, 'notebooks'));
  let pages: string[];
  before(async () => {
    rmSync(SCREENSHOTS, { recursive: true, force: true });
    pages = await renderAsGitHub(files, path.join(FOLDER, 'pages'));
  });
  for (const [i, file] of files.entries()) {
    it(`${nameOf(file)} is shown as it is meant`, async () => {
      none(await lookAt(browser, file, pages[i]!, SCREENSHOTS));
    });
  }
});

function none(findings: Finding[]): void {
  if (findings.length > 0) assert.fail(`\n${formatFindings(findings)}\n`);
}
