import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { assumptions, claims, linkTo, placeOf, promises } from 'outage';
import { formatFindings } from '../notebook/finding.js';
import { unlinkedIds, withLinks } from './ledger-links.js';
import { ledgerPages } from './ledger-pages.js';
import { joined, readNotebook } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { markdown, saveNotebook, temporaryFolder } from '../fixtures/testing.js';

describe('the pages in data/', () => {
  for (const [name, text] of Object.entries(ledgerPages())) {
    it(`${name} is up to date`, () => {
      assert.equal(readFileSync(path.join(ROOT, 'data', name), 'utf8'), text, `data/${name}: npm run ledger`);
    });
  }

  it('have one heading for each entry, which GitHub turns into the anchor that links use', () => {
    const anchors = Object.entries(ledgerPages()).flatMap(([name, text]) =>
      [...text.matchAll(/^### (.*)$/gm)].map(([, heading]) => `${name}#${heading!.toLowerCase()}`),
    );
    const places = [...claims, ...assumptions, ...promises].map(({ id }) => placeOf(id));
    assert.deepEqual(anchors.sort(), places.sort());
  });
});

describe('ids in prose', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);
  const saved = (text: string) => saveNotebook(folder, '01-x', [markdown(text, { id: 'a' })]);
  const found = (text: string) => formatFindings(unlinkedIds(saved(text)));

  it('are links to their entries', () => {
    assert.equal(found(`See ${linkTo('PM-12')}, \`PM-13\`, UTF-8 and ${linkTo('P-3')}.`), '');
    const message = 'A-3 does not link to its entry: write [A-3](../data/assumptions.md#a-3), or npm run ledger';
    assert.equal(found('Behind\n(A-3).'), `01-x, text cell (a), line 2: ${message}`);
    assert.equal(found('[A-3](../data/claims.md#a-3)'), `01-x, text cell (a), line 1: ${message}`);
  });

  it('are made links where they are bare', () => {
    const written = withLinks(readNotebook(saved(`(PM-8 to ${linkTo('PM-9')}, \`PM-10\`)`)));
    assert.equal(joined(written.cells[0]!.source), `(${linkTo('PM-8')} to ${linkTo('PM-9')}, \`PM-10\`)`);
  });
});
