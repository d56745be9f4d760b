import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { formatFindings } from './finding.js';
import { index, navigation, navigationLines, withNavigation, type Navigation } from './navigation.js';
import { joined, readNotebook } from './notebook.js';
import { code, markdown, saveNotebook, temporaryFolder } from '../fixtures/testing.js';

const { folder, remove } = temporaryFolder();
after(remove);

const INDEX = '[Index](../README.md#the-notebooks)';
const LIVE = '[Open in the browser](../README.md#open-in-the-browser)';
const LINES: Navigation[] = [
  [`${INDEX} · ${LIVE}`, '[Next: the middle →](02-b.ipynb)'],
  [`[← The start](01-a.ipynb) · ${INDEX} · ${LIVE}`, '[Next: TLA again →](03-c.ipynb)'],
  [`[← The middle](02-b.ipynb) · ${INDEX} · ${LIVE}`, INDEX],
];
const TOPS = LINES.map(([top]) => top);
const BOTTOMS = LINES.map(([, bottom]) => bottom);

/** Three notebooks whose navigation is as given. */
const three = (top: readonly string[] = TOPS, bottom: readonly string[] = BOTTOMS) =>
  (['a', 'b', 'c'] as const).map((name, i) =>
    saveNotebook(folder, `0${i + 1}-${name}`, [
      markdown(`# ${i + 1}. ${['The start', 'The middle', 'TLA again'][i]}\n\n${top[i]}\n\nText.`),
      code('1'),
      markdown(`Text.\n\n${bottom[i]}`),
    ]),
  );

describe('navigation', () => {
  it('leads to the previous notebook, the index and the next one', () => {
    assert.deepEqual(navigationLines(three()), LINES);
    assert.deepEqual(navigation(three()), []);
  });

  it('leads to the page of the published site, where its address is known', () => {
    for (const site of ['https://a.example/zero', 'https://a.example/zero/'])
      assert.equal(
        navigationLines(three(), site)[2]![0],
        `[← The middle](02-b.ipynb) · ${INDEX} · [Open in the browser](https://a.example/zero/lab/index.html?path=notebooks/03-c.ipynb)`,
      );
  });

  it('finds a wrong target, a missing line and an old title', () => {
    const [a, b, c] = TOPS as [string, string, string];
    const message = (name: string, place: string, line: string) =>
      `${name}: the navigation ${place} is not «${line}»: npm run navigation`;
    assert.equal(
      formatFindings(navigation(three([a, b.replace('01-a', '04-d'), c]))),
      message('02-b', 'below the title', b),
    );
    assert.equal(
      formatFindings(navigation(three(TOPS, [BOTTOMS[0]!, INDEX, INDEX]))),
      message('02-b', 'at the end', BOTTOMS[1]!),
    );
    assert.equal(
      formatFindings(navigation(three([a, b.replace('The start', 'A start'), c]))),
      message('02-b', 'below the title', b),
    );
  });

  it('finds what is missing from the index, or under an old title', () => {
    const entry = (i: number, title: string, file: string) => `${i}. [${title}](notebooks/${file}): more.\n`;
    const list = [
      entry(1, 'The start', '01-a.ipynb'),
      entry(2, 'The middle', '02-b.ipynb'),
      entry(3, 'TLA again', '03-c.ipynb'),
    ];
    const found = (...entries: string[]) =>
      formatFindings(index(three(), `# X\n\n## The notebooks\n\n${entries.join('')}\n## More\n`));
    assert.equal(found(...list), '');
    assert.equal(found(list[0]!, list[1]!), 'README: entry 3 of the index is «missing», not «3 TLA again 03-c.ipynb»');
    assert.match(
      found(list[0]!, list[1]!.replace('The', 'A'), list[2]!),
      /entry 2 of the index is «2 A middle 02-b\.ipynb»/,
    );
  });

  it('is written in place of an old one, and no other text is touched', () => {
    const files = three(['[Next: gone →](09-gone.ipynb)', 'See [notebook 1](01-a.ipynb).', INDEX]);
    const mended = withNavigation(readNotebook(files[0]!), LINES[0]!);
    assert.deepEqual(
      mended.cells.map(cell => joined(cell.source)),
      [`# 1. The start\n\n${TOPS[0]}\n\nText.`, '1', `Text.\n\n${BOTTOMS[0]}`],
    );
    assert.deepEqual(withNavigation(mended, LINES[0]!), mended);
    assert.match(
      joined(withNavigation(readNotebook(files[1]!), LINES[1]!).cells[0]!.source),
      /\n\nSee \[notebook 1\]\(01-a\.ipynb\)\.\n\nText/,
    );
  });
});
