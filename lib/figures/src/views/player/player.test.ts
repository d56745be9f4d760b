import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { check, each, model, oneOf, outlook, range, setOf } from 'everystate';
import { JSDOM } from 'jsdom';
import * as vega from 'vega';
import { FigureError, player } from '../../index.js';
import { outputsOf } from '../../fixtures/kernel.js';
import { playerData } from './data.js';
import { PICTURE_WIDTH } from '../../output/picture.js';
import { CHOICE_WORDS, playerSpec, playerStill } from './spec.js';
import { TEXT_FONT } from '../../headless/fonts/families.js';
import { textWidth } from '../../headless/fonts/text-width.js';
import { decode, inkOf } from '../../fixtures/png.js';

/** Two Enactors, two plans: one takes its time, the other deletes what is old. */
const race = model({
  state: {
    live: range(0, 2),
    deleted: setOf(range(0, 2)),
    enactor: each(2, { at: oneOf('idle', 'holding'), plan: range(0, 2) }),
  },
  init: { live: 1, enactor: { plan: 1 } },
  actions: {
    take: {
      by: 'enactor',
      when: (_, me) => me.at === 'idle',
      then: (_, me) => {
        me.at = 'holding';
      },
    },
    swap: {
      by: 'enactor',
      when: (_, me) => me.at === 'holding',
      then: (s, me) => {
        s.live = me.plan;
        me.plan = 2;
        me.at = 'idle';
      },
    },
    clean: {
      when: s => s.live === 2 && !s.deleted.has(1),
      then: s => {
        s.deleted.add(1);
      },
    },
  },
  always: { 'live is not deleted': s => !s.deleted.has(s.live) },
  everyStep: { 'never back': (before, after) => after.live >= before.live },
});
const property = 'live is not deleted';
const trace = check(race).of(property).trace!;

const played = {
  property,
  lanes: {
    'Enactor A': (s: any) => (s.enactor[0].at === 'idle' ? '(idle)' : `plan ${s.enactor[0].plan}\nholding`),
    'Enactor B': (s: any) => (s.enactor[1].at === 'idle' ? '(idle)' : `plan ${s.enactor[1].plan}\nholding`),
    Record: (s: any) => (s.deleted.has(s.live) ? '✗ empty\n' : '') + `plan ${s.live}`,
  },
  tell: (step: any) => ({
    from: step.process === undefined ? 'Record' : `Enactor ${'AB'[step.process]}`,
    text: step.label,
  }),
  deleted: (s: any) => s.deleted,
};
const options = { ...played, title: 'It goes empty' };
const ALT = 'The record is empty.';

/** A player as a reader has it before them, and how they click on it. */
async function open(t: TestContext, states?: number) {
  const { window } = new JSDOM('<div></div>');
  const container = window.document.querySelector('div')!;
  const spec = playerSpec(playerData(race, trace, { ...played, states }), options);
  const saved = globalThis.document;
  globalThis.document = window.document;
  const view = new vega.View(vega.parse(spec as vega.Spec), { renderer: 'svg', container });
  globalThis.document = saved;
  t.after(() => view.finalize()); // it has a timer
  await view.runAsync();
  return {
    view,
    choices: () =>
      view.data('choices').map(({ deed, to, wrong, onTrace }: any) => ({ deed: deed[1], to, wrong, onTrace })),
    held: () => view.data('rows').map(({ look }: any) => look.join(' ')),
    taken: () => view.signal('run').taken as number,
    async click(name: string, index = 0) {
      const drawn = container.querySelectorAll(`.${name} path`)[index];
      assert(drawn, `nothing to click on: ${name} ${index}`);
      drawn.dispatchEvent(new window.MouseEvent('click', { bubbles: true }));
      await view.runAsync();
    },
    async press(key: string) {
      container.querySelector('svg')!.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
      await view.runAsync();
    },
  };
}

test('it steps along the trace and back, and shows what each party holds', async t => {
  const reader = await open(t);
  assert.deepEqual(reader.held(), ['0 idle aside', '0 idle aside', '1  token']);
  for (let i = 0; i < trace.length; i++) {
    assert.equal(
      reader
        .choices()
        .filter(({ onTrace }) => onTrace)
        .map(({ deed }) => deed)
        .join(),
      trace.labels[i],
    );
    await reader.click('next');
    assert.equal(reader.taken(), i + 1);
  }
  assert.equal(reader.held().at(-1), '1 ✗ empty danger');
  assert.deepEqual(
    reader.view
      .data('kept')
      .map(({ at }: any) => at)
      .map((at: number) => at > 0),
    [true, true],
  );
  await reader.click('next');
  assert.equal(reader.taken(), trace.length, 'the trace has ended');
  await reader.click('back');
  assert.equal(reader.held().at(-1), `${trace.steps.at(-2)!.after.live}  token`);
  assert.equal(reader.view.data('kept')[0].at, -1);
  await reader.click('first');
  await reader.click('back');
  assert.equal(reader.taken(), 0, 'there is nothing before the start');
  await reader.click('stop', 2);
  assert.equal(reader.taken(), 2);
});

test('keys do what clicks do', async t => {
  const [byKey, byMouse] = [await open(t), await open(t)];
  const same = () => assert.deepEqual(byKey.view.signal('run'), byMouse.view.signal('run'));
  for (const [key, part] of [
    ['ArrowRight', 'next'],
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'back'],
    ['Home', 'first'],
  ] as const) {
    await byKey.press(key);
    await byMouse.click(part);
    same();
  }
  const last = byKey.choices().length;
  await byKey.press(String(last));
  await byMouse.click('choice', last - 1);
  same();
  const { taken } = byKey;
  assert.equal(taken(), 1);
  await byKey.press('9');
  assert.equal(taken(), 1, 'there is no ninth choice');
  await byKey.press('Home');
  await byKey.press('End');
  assert.equal(taken(), byKey.view.signal('edges').length);
});

test('it offers what the model makes possible, and marks after what it goes wrong', async t => {
  const reader = await open(t);
  for (const look of outlook(race, trace, property)) {
    assert.deepEqual(
      reader.choices().map(({ deed, wrong }) => [deed, wrong]),
      look.choices.map(({ label, canStillGoWell }) => [label, look.canStillGoWell && !canStillGoWell]),
    );
    if (reader.taken() < trace.length) await reader.click('next');
  }
});

test('another choice leaves the trace, and there is a way back to it', async t => {
  const reader = await open(t);
  await reader.click('next');
  const other = reader.choices().findIndex(({ onTrace }) => !onTrace);
  const { deed } = reader.choices()[other]!;
  await reader.click('choice', other);
  assert.deepEqual(reader.view.signal('run').left, 1);
  assert.equal(reader.taken(), 2);
  assert.equal(reader.view.data('trail').at(-1).off, true);
  assert.match(reader.view.signal('lanes').join(), /Enactor A/);
  const told = reader.view.signal('deeds')[reader.view.signal('lastStep')[1]];
  assert.equal(told.split('|')[1], deed);

  await reader.click('back');
  await reader.click(
    'choice',
    reader.choices().findIndex(choice => choice.deed === trace.labels[1]),
  );
  assert.equal(reader.view.signal('run').left, -1, 'the trace taken up again by its own next step');
  assert.equal(reader.view.signal('edges').length, trace.length);

  await reader.click('back');
  await reader.click(
    'choice',
    reader.choices().findIndex(choice => choice.deed === deed),
  );
  await reader.click('return');
  assert.deepEqual(reader.view.signal('run'), { path: reader.view.signal('trace'), taken: 1, left: -1 });
});

test('where the figure ends, it says so and goes no further', async t => {
  const reader = await open(t, 1);
  assert.equal(reader.view.signal('states').length, trace.length + 1);
  await reader.click('next');
  const out = reader.choices().findIndex(({ to }) => to < 0);
  assert(out >= 0);
  const { taken } = reader;
  const before = taken();
  await reader.click('choice', out);
  assert.equal(taken(), before);
});

test('the whole graph is held where it fits', () => {
  const { states, edges } = playerData(race, trace, played);
  const all = check(race);
  assert.equal(states.length, all.states);
  assert.equal(edges.length, all.transitions);
  assert(edges.every(edge => !edge.startsWith('-')));
});

test('it is one output: live, a picture of the moment asked for, and a compact text', async () => {
  const [output, ...rest] = await outputsOf(() => player(race, trace, options, ALT));
  assert.equal(rest.length, 0);
  assert.deepEqual(Object.keys(output!.data).sort(), ['application/vnd.vega.v5+json', 'image/png', 'text/plain']);
  const lines = String(output!.data['text/plain']).split('\n');
  assert.deepEqual(
    lines.slice(4),
    trace.steps.map((step, i) => `  ${i + 1}  ${options.tell(step).from}: ${step.label}`),
  );
  const [early] = await outputsOf(() => player(race, trace, { ...options, still: 0 }, ALT));
  assert.notEqual(early!.data['image/png'], output!.data['image/png']);
  assert.deepEqual(early!.data['application/vnd.vega.v5+json'], output!.data['application/vnd.vega.v5+json']);
  const pixels = await decode(Buffer.from(String(output!.data['image/png']), 'base64'));
  assert.equal(pixels.width, 2 * PICTURE_WIDTH);
  assert(inkOf(pixels) > 3000);
});

/** The widths of fonts that browsers have instead of ours: DejaVu Sans, Verdana. */
const WIDER = 1.25;

test('above the choices, the words keep apart in a wider font too', async t => {
  const reader = await open(t);
  const texts = scene(reader.view).filter(({ text }) => Object.values(CHOICE_WORDS).includes(text));
  const [heading, aside] = texts.map(item => ({
    ...item,
    width: WIDER * textWidth(item.text, { family: TEXT_FONT, size: item.fontSize, weight: item.fontWeight }),
  }));
  assert.equal(texts.length, 2);
  assert(heading!.x + heading!.width + 10 < aside!.x - aside!.width);
});

test('in its picture everything is inside, and no type is smaller than a phone can show', async () => {
  for (const taken of [0, trace.length]) {
    const view = new vega.View(
      vega.parse(playerStill(playerSpec(playerData(race, trace, played), options, true), taken) as vega.Spec),
      { renderer: 'none' },
    );
    await view.runAsync();
    const shown = scene(view).filter(({ text, opacity = 1 }) => opacity > 0 && String(text) !== '');
    assert(shown.length > 10);
    for (const { text, fontSize, x, y, width } of shown) {
      assert(fontSize >= 13, `“${text}” has type of ${fontSize}`);
      assert(
        x >= 0 && y >= 0 && x <= view.width() && y + fontSize * String(text).split('\n').length <= view.height() + 16,
        `“${text}” leaves the picture: ${x}, ${y}, ${width}`,
      );
    }
    view.finalize();
  }
});

/** The texts that a view shows. */
function scene(view: vega.View): any[] {
  const texts: any[] = [];
  const visit = (mark: any) =>
    mark.items.forEach((item: any) => {
      if (mark.marktype === 'text') texts.push(item);
      item.items?.forEach(visit);
    });
  visit((view.scenegraph() as any).root);
  return texts;
}

test('mistakes are named', async () => {
  const refused = (changed: object, message: RegExp) =>
    assert.rejects(player(race, trace, { ...options, ...changed }, ALT), message);
  await refused({ title: ' ' }, /player has no title/);
  await refused({ still: 99 }, /cannot show the trace after 99 steps: it has/);
  await refused({ property: 'live' }, /no 'always' or 'everyStep' property 'live'/);
  await refused(
    { tell: () => ({ from: 'Nobody', text: '' }) },
    /“Nobody” takes the step .*it has Enactor A, Enactor B, Record/,
  );
  await assert.rejects(player(race, trace, options, ''), FigureError);
});
