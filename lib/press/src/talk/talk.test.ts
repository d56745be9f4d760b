import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { promises } from 'outage';
import { idsIn, textOfId } from '../lint/ledger-ids.js';
import { readNotebook, type CodeCell } from '../notebook/notebook.js';
import { numbersIn } from '../lint/numbers.js';
import { ROOT } from '../common/paths.js';
import { cellsOf, findCode } from './cells.js';
import { writeDeck } from './deck.js';
import { lengthOf, readTalk, shortCut, TalkError, type Slide, type Talk } from './order.js';
import { MOST_LINES, slideHtml } from './slide.js';
import { temporaryFolder } from '../fixtures/testing.js';
import { numbersOf } from '../lint/typed-numbers.js';

const { folder, remove } = temporaryFolder();
after(remove);

const talk = readTalk();
/** Lines of the race's model, to the nearest hundred: what it cost. */
const LINES =
  100 * Math.round(readFileSync(path.join(ROOT, 'lib/outage/src/race.ts'), 'utf8').split('\n').length / 100);
const written = ({ title, text = [], notes }: Slide) => [title, ...text, ...notes];

describe('data/talk.json', () => {
  it('shows cells that there are, and that are meant for slides', () => {
    for (const slide of talk.slides) {
      cellsOf(slide);
      if (slide.code) findCode(slide.code, MOST_LINES);
    }
  });

  it('has no number that the notebooks on the slide do not compute', () => {
    for (const slide of talk.slides) {
      const notebooks = new Set(
        [...(slide.cells ?? []), slide.code ?? ''].filter(Boolean).map(cell => cell.split('#')[0]!),
      );
      const known = new Set(
        [...notebooks].flatMap(name => [...numbersOf(readNotebook(path.join(ROOT, 'notebooks', `${name}.ipynb`)))]),
      );
      known.add(LINES);
      for (const text of written(slide)) {
        assert.deepEqual(
          numbersIn(text).filter(({ value }) => !known.has(value)),
          [],
          `${slide.title}: ${text}`,
        );
      }
    }
  });

  it('cites what is in the ledger', () => {
    for (const id of talk.slides.flatMap(slide => written(slide).flatMap(idsIn))) assert.notEqual(textOfId(id), '', id);
  });

  it('names the promises as they are', () => {
    const listed = talk.slides.find(({ title }) => /promises, before/.test(title))!.text!.join('\n');
    assert.deepEqual(
      listed.split('\n').map(line => line.replace(/^\d+\. /, '')),
      promises.map(({ name }) => name),
    );
  });
});

describe('the order of the talk', () => {
  const slide: Slide = { title: 'A', minutes: 1, notes: ['Say it.'] };
  const read = (given: unknown) => {
    const file = path.join(folder, 'talk.json');
    writeFileSync(file, typeof given === 'string' ? given : JSON.stringify(given));
    return readTalk(file);
  };

  it('is that of the file, without the slides to skip', () => {
    const { slides } = read({ title: 'T', slides: [{ ...slide, title: 'B' }, { ...slide, skip: true }, slide] });
    assert.deepEqual(
      slides.map(({ title }) => title),
      ['B', 'A'],
    );
  });

  it('has a short cut of the slides that have a short time', () => {
    const { slides } = shortCut({ title: 'T', slides: [{ ...slide, short: 0.5 }, slide] });
    assert.deepEqual(
      slides.map(({ minutes }) => minutes),
      [0.5],
    );
  });

  it('does not count what is for questions', () => {
    assert.equal(lengthOf({ title: 'T', slides: [slide, { ...slide, backup: true }] }), 1);
  });

  it('is refused with what is wrong', () => {
    const { notes, ...silent } = slide;
    assert.throws(() => read({ title: 'T', slides: [silent] }), {
      name: 'TalkError',
      message: /talk\.json\/slides\/0 must have required property 'notes'/,
    });
    assert.throws(() => read({ title: 'T', slides: [{ ...slide, minuts: 2 }] }), /must NOT have additional properties/);
    assert.throws(() => read('{"title": "T",}'), /talk\.json is not JSON/);
  });
});

describe('a slide', () => {
  const kept: string[] = [];
  const html = (slide: Partial<Slide>) =>
    slideHtml({ title: 'A', minutes: 1.5, notes: ['Say it.'], ...slide }, 2, (_, name) => {
      kept.push(name);
      return `pictures/${name}.png`;
    });

  it('has its title, its text, and for the speaker the time and the notes', async () => {
    const made = await html({ text: ['Some *text*, and a [link](x.ipynb).'] });
    assert.match(made, /<section data-timing="90">\s*<h2>A<\/h2>/);
    assert.match(made, /<p>Some <em>text<\/em>, and a link\.<\/p>/);
    assert.match(made, /<aside class="notes"><p>1:30 min, from 2:00 to 3:30<\/p><p>Say it\.<\/p>/);
  });

  it('shows outputs, and no code', async () => {
    const made = await html({ cells: ['04-the-race#check'] });
    assert.match(made, /<td[^>]*>The name always resolves<\/td>/);
    assert.match(made, /<span class="no">✗\sviolated<\/span>/);
    assert.doesNotMatch(made, /check\(outage\)/);
  });

  it('shows code that is asked for, and lines of it', async () => {
    assert.match(await html({ code: '04-the-race#model' }), /const ENACTORS = 3;/);
    assert.equal(findCode('03-one-enactor#check-once:2-4', 12).split('\n').length, 3);
    assert.match(findCode('03-one-enactor#check-once:2-4', 12), /^checkOnce/, 'without the margin');
  });

  it('builds the trace up, a picture a step', async () => {
    kept.length = 0;
    const cells = ['04-the-race#lanes'];
    const made = await html({ cells });
    const [lanes] = cellsOf({ title: '', minutes: 1, notes: [], cells });
    const [output] = (lanes!.cell as CodeCell).outputs;
    assert(output && 'data' in output);
    const live = output.data['application/vnd.vegalite.v5+json'] as { usermeta: { uncovered: number[] } };
    const steps = live.usermeta.uncovered.length - 1;
    assert.equal(kept.length, steps + 1);
    assert.equal(new Set(made.match(/data-fragment-index="\d+"/g)).size, steps);
    assert.equal(made.match(/fade-out/g)!.length, 1);
    assert.equal(made.match(/current-visible/g)!.length, steps - 1);
    assert.match(made, /alt="[^"]{20,}"/);
  });

  it('is refused when it cannot be shown', async () => {
    const refused = (slide: Partial<Slide>, message: RegExp) =>
      assert.rejects(html(slide), error => error instanceof TalkError && message.test(error.message));
    await refused({ cells: ['99-none#a'] }, /“99-none#a”, but there is no notebook 99-none/);
    await refused({ cells: ['04-the-race#none'] }, /notebook 04-the-race has no cell with the id none/);
    await refused({ cells: ['04-the-race#imports'] }, /keeps off the slides: mark it with npm run talk -- --mark/);
    await refused({ code: '03-one-enactor#apply' }, /shows \d+ lines .* more than 12: choose some/);
    await refused({ code: '03-one-enactor#title-text' }, /which is a text/);
  });
});

describe('the deck', () => {
  it('links to the explorer where the explorer is, which then lies beside it', async () => {
    const small: Talk = {
      title: 'T',
      slides: [{ title: 'A', minutes: 1, notes: ['Say it.'], explore: 'enactors=2&at=0' }],
    };
    const explorer = path.join(folder, 'explore.html');
    const deck = path.join(folder, 'linked');
    await writeDeck({ one: small }, deck, explorer);
    assert.doesNotMatch(readFileSync(path.join(deck, 'one.html'), 'utf8'), /explore/);
    writeFileSync(explorer, 'The explorer.');
    await writeDeck({ one: small }, deck, explorer);
    assert.match(
      readFileSync(path.join(deck, 'one.html'), 'utf8'),
      /<h2>A <a class="explore" href="explore\.html#enactors=2&amp;at=0" target="_blank">/,
    );
    assert.equal(readFileSync(path.join(deck, 'explore.html'), 'utf8'), 'The explorer.');
  });

  it('needs nothing but its own folder', async () => {
    const small: Talk = { title: 'T', slides: talk.slides.slice(0, 3) };
    const deck = path.join(folder, 'deck');
    mkdirSync(deck);
    await writeDeck({ one: small, two: small }, deck);
    const files = readdirSync(deck, { recursive: true, encoding: 'utf8' });
    const page = readFileSync(path.join(deck, 'one.html'), 'utf8');
    for (const [, file] of page.matchAll(/(?:src|href)="([^"#]+)/g))
      assert(files.includes(path.normalize(file!)), file);
    assert.equal(page, readFileSync(path.join(deck, 'two.html'), 'utf8'));
    const css = readFileSync(path.join(deck, 'files', 'deck.css'), 'utf8');
    for (const [, file] of css.matchAll(/url\(([^)]+)\)/g)) assert(files.includes(path.join('files', file!)), file);
  });
});
