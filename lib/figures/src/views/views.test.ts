import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, each, graph, model, oneOf, range, replay, setOf, Trace } from 'everystate';
import {
  lassoSpec,
  renderChart,
  renderDiagram,
  sequenceText,
  stateGraphText,
  swimlaneSpec,
  traceTable,
  verdicts,
} from '../index.js';
import { PICTURE_WIDTH } from '../output/picture.js';
import { planLook } from './plan-chip.js';

const race = model({
  state: { live: range(0, 2), deleted: setOf(range(0, 2)), worker: each(2, { at: oneOf('idle', 'busy') }) },
  init: { live: 1 },
  actions: {
    start: {
      by: 'worker',
      when: (_, me) => me.at === 'idle',
      then: (_, me) => {
        me.at = 'busy';
      },
    },
    swap: {
      by: 'worker',
      when: (_, me) => me.at === 'busy',
      then: (s, me) => {
        s.deleted.add(s.live);
        s.live = 2;
        me.at = 'idle';
      },
    },
  },
  always: { 'live is not deleted': s => !s.deleted.has(s.live) },
});
const { trace } = check(race).of('live is not deleted');

const lanes = {
  'Enactor A': (s: any) => (s.worker[0].at === 'busy' ? 'busy' : ''),
  Record: (s: any) => (s.deleted.has(s.live) ? '✗\nempty' : `plan ${s.live}`),
};
const spec: any = swimlaneSpec(trace!, { title: 'It goes empty', lanes, danger: s => s.deleted.has(s.live) });

test('a swimlane joins what stays the same, leaves out what is nothing, and marks danger', () => {
  const blocks = spec.layer.find((layer: any) => layer.mark.type === 'bar').data.values;
  const record = blocks.filter((block: any) => block.lane === 'Record');
  assert.equal(record.at(-1).strong, '#B00020');
  record.forEach((block: any, i: number) => assert.equal(block.from, i === 0 ? -0.5 : record[i - 1].to));
  assert.equal(record.at(-1).to, trace!.length + 0.5);
  assert.equal(record.length, 3);
  const texts = spec.layer
    .filter((layer: any) => layer.mark.type === 'text')
    .flatMap((layer: any) => layer.data.values);
  assert.deepEqual(
    texts
      .filter((line: any) => line.lane === 'Record')
      .map((line: any) => line.text)
      .sort(),
    ['empty', 'plan 1', 'plan 2', '✗'],
  );
  assert(texts.every((line: any) => line.text !== ''));
  assert.deepEqual(spec.layer[0].data.values, [{ from: trace!.length - 0.5, to: trace!.length + 0.5 }]);
});

test('a swimlane without danger has no marks of it', () => {
  const calm: any = swimlaneSpec(trace!, { title: 'Calm', lanes });
  const regions = (drawn: any) => drawn.layer.filter((layer: any) => layer.mark.type === 'rect').length;
  assert.deepEqual([regions(calm), regions(spec)], [0, 1]);
});

test('a swimlane is a chart that can be drawn', async () => {
  const { width, height } = await renderChart(spec);
  assert(width <= 760 && height > 100);
});

test('a sequence has a message a step, in order, and a region for danger', async () => {
  const text = sequenceText(trace!, {
    parties: ['Planner', 'Enactor A', 'Enactor B', 'Record'],
    tell: (step, i) => ({
      from: `Enactor ${'AB'[step.process!]}`,
      to: 'Record',
      text: `${step.action} ${i}`,
      ...(i === trace!.length - 1 && { danger: true, note: 'gone' }),
    }),
  });
  const messages = text.split('\n').filter(line => line.includes('->>'));
  assert.deepEqual(
    messages,
    trace!.steps.map((step, i) => `Enactor${'AB'[step.process!]}->>Record: ${step.action} ${i}`),
  );
  assert.doesNotMatch(text, /Planner/, 'who says nothing is left out');
  assert.match(text, /rect rgb\(251, 227, 230\)\n.*swap.*\nNote over Record: gone\nend$/);
  await renderDiagram(text, { title: 'It goes empty' });
});

test('a state graph has every state and every step, the start and the bad ones marked', async () => {
  const all = graph(race);
  const bad = (s: any) => s.deleted.has(s.live);
  const text = stateGraphText(all, { name: s => `live "${s.live}"`, bad, edge: label => label.replace(' ', ': ') });
  assert.equal(text.match(/-->/g)!.length, all.edges.length);
  assert.equal(text.match(/^s\d+\[/gm)!.length, all.states.length);
  assert.equal(text.match(/:::danger/g)!.length, all.states.filter(bad).length);
  assert.match(text, /^s0\["live #quot;1#quot;"\]:::planner$/m);
  assert.match(text, /\|"start: A"\|/);
  await renderDiagram(text, { title: 'All of it' });
});

function printedBy(show: () => void): string {
  const printed: string[] = [];
  const { log } = console;
  console.log = text => {
    printed.push(text);
  };
  try {
    show();
  } finally {
    console.log = log;
  }
  return printed.join('\n');
}

test('verdicts names what holds, what does not, and what never happens', () => {
  const checked = printedBy(() =>
    verdicts(
      check({
        ...race,
        actions: { ...race.actions, never: { when: () => false, then: () => {} } },
        sometimes: { 'both busy': s => s.worker.every(w => w.at === 'busy'), 'three live': s => s.live === 0 },
      }),
    ),
  );
  const cut = printedBy(() => verdicts(check(race, { maxStates: 3 })));
  assert.match(checked, /every reachable state seen\. Never possible: never\./);
  assert.match(checked, /live is not deleted +✗ violated +broken in \d+ states/);
  assert.match(checked, /both busy +✓ holds +true in \d+ states/);
  assert.match(checked, /three live +✗ violated +in no state/);
  assert.match(cut, /not finished: cut at the limit/);
  assert.match(cut, /no deadlock +… not finished/);
});

const pingPong = model({
  state: { live: range(0, 2), worker: each(1, { at: oneOf('idle', 'busy') }) },
  actions: {
    begin: {
      when: s => s.live === 0,
      then: s => {
        s.live = 1;
      },
    },
    on: {
      by: 'worker',
      when: (s, me) => s.live > 0 && me.at === 'idle',
      then: (_, me) => {
        me.at = 'busy';
      },
    },
    off: {
      by: 'worker',
      when: (_, me) => me.at === 'busy',
      then: (_, me) => {
        me.at = 'idle';
      },
    },
  },
});
const there = replay(pingPong, ['begin', 'on A', 'off A', 'on A']);
const run = {
  trace: new Trace(there.start, there.steps.slice(0, 2)),
  loop: new Trace(there.steps[1]!.after, there.steps.slice(2)),
};
const worker = { 'Enactor A': (s: any) => s.worker[0].at, Record: (s: any) => `plan ${s.live}` };

test('a lasso goes on to where the loop begins anew, and its arrow leads back from there', async () => {
  const lassoed: any = lassoSpec(run, { title: 'For ever', lanes: worker });
  const bars = lassoed.layer.find((layer: any) => layer.mark.type === 'bar').data.values;
  assert.deepEqual(
    bars.filter((bar: any) => bar.lane === 'Enactor A').map((bar: any) => [bar.from, bar.to]),
    [
      [-0.5, 1.5],
      [1.5, 2.5],
      [2.5, 3.5],
      [3.5, 4.5],
    ],
  );
  const [arrow] = lassoed.layer[0].data.values;
  assert.deepEqual(arrow, { from: 2, to: 4 });
  const head = lassoed.layer.find((layer: any) => layer.mark.shape === 'triangle-down');
  assert.deepEqual(head.data.values, [{ from: 2 }]);
  assert.match(JSON.stringify(lassoed), /after step 4 all is as after step 2/);
  await renderChart(lassoed);
});

test('a lasso without steps stays in its last state', () => {
  const stays: any = lassoSpec(
    { trace: run.trace, loop: new Trace(run.trace.end, []) },
    { title: 'For ever', lanes: worker },
  );
  assert.deepEqual(stays.layer[0].data.values, [{ from: 2, to: 2 }]);
  assert.match(JSON.stringify(stays), /and so it stays/);
  assert.throws(() => lassoSpec({ trace: run.trace }, { title: 'Ends', lanes: worker }), {
    name: 'FigureError',
    message: /no run without end/,
  });
});

const downwards = {
  swimlane: swimlaneSpec(trace!, { title: 'It goes empty', lanes }, 'down'),
  lasso: lassoSpec(run, { title: 'For ever', lanes: worker }, 'down'),
};
for (const [name, down] of Object.entries<any>(downwards)) {
  test(`the picture of a ${name} has time running down, and type that a phone can show`, async () => {
    const bars = down.layer.find((layer: any) => layer.mark.type === 'bar').encoding;
    assert.deepEqual([bars.y.field, bars.y2.field, bars.x.field], ['from', 'to', 'lane']);
    assert.equal(bars.y.scale.reverse, true, 'the start is at the top');
    const sizes = down.layer
      .filter((layer: any) => layer.mark.type === 'text')
      .flatMap((layer: any) => layer.data.values)
      .map((line: any) => line.size ?? 13);
    assert(sizes.length > 0 && sizes.every((size: number) => size >= 12), `type of ${sizes}`);
    assert.equal((await renderChart(down)).width, PICTURE_WIDTH);
  });
}

test('where time runs down, a frame over all lanes marks danger', () => {
  const down: any = swimlaneSpec(trace!, { title: 'It goes empty', lanes, danger: s => s.deleted.has(s.live) }, 'down');
  const types = down.layer.map((layer: any) => layer.mark.type);
  assert(types.lastIndexOf('rect') > types.indexOf('bar'), 'above the blocks');
  assert.deepEqual(down.layer[types.lastIndexOf('rect')].data.values, [
    { from: trace!.length - 0.5, to: trace!.length + 0.5 },
  ]);
  assert.equal(down.layer[types.lastIndexOf('rect')].mark.fill, null);
});

test('a name wider than its lane stands in two lines', () => {
  const many = Object.fromEntries(
    ['A', 'B', 'C', 'D'].map(letter => [`Enactor ${letter}`, (s: unknown) => (s === trace!.start ? '' : 'plan 1')]),
  );
  const heading = (lanes: any) =>
    (swimlaneSpec(trace!, { title: 'Lanes', lanes }, 'down') as any).layer.at(-1).encoding.x.axis.labelExpr;
  assert.equal(heading(many), undefined);
  const six = {
    ...many,
    Planner: (s: unknown) => (s === trace!.start ? '' : 'plan 1'),
    Record: (s: unknown) => (s === trace!.start ? '' : 'plan 1'),
  };
  assert.equal(heading(six), undefined, 'smaller type is enough');
  assert.match(
    heading({
      ...six,
      Rollback: (s: unknown) => (s === trace!.start ? '' : 'plan 1'),
      Cache: (s: unknown) => (s === trace!.start ? '' : 'plan 1'),
    }),
    /split/,
  );
});

test('a long trace has lower rows, which leave the words out beside a chip', () => {
  const long = replay(pingPong, ['begin', ...Array.from({ length: 40 }, (_, i) => (i % 2 ? 'off A' : 'on A'))]);
  const shown = (of: Trace<any>) => {
    const { height, layer }: any = swimlaneSpec(
      of,
      { title: 'Long', lanes: { 'Enactor A': (s: any) => `plan 1\n${s.worker[0].at}` } },
      'down',
    );
    return {
      row: height / (of.length + 1),
      texts: new Set(
        layer
          .filter(({ mark }: any) => mark.type === 'text')
          .flatMap(({ data }: any) => data.values)
          .map(({ text }: any) => text),
      ),
    };
  };
  assert.deepEqual([...shown(there).texts].sort(), ['busy', 'idle', 'plan 1']);
  assert.deepEqual(
    [...shown(long).texts].filter(text => text === 'busy'),
    [],
  );
  assert(shown(long).row < shown(there).row);
});

/** A lane that is empty at the start. */
const later = (text: string) => (state: unknown) => (state === there.start ? '' : text);

test('a plan is drawn as the same chip in every lane, a deleted one hollow and dashed', () => {
  const drawn: any = swimlaneSpec(there, {
    title: 'Chips',
    lanes: { 'Enactor A': later('plan 2\nheld'), Record: later('plan 2'), Gone: later('deleted\nplan 2') },
  });
  const chips = drawn.layer
    .filter((layer: any) => layer.mark.type === 'point')
    .flatMap((layer: any) => layer.data.values);
  const of = (lane: string) => chips.find((chip: any) => chip.lane === lane);
  assert.equal(of('Enactor A').fill, of('Record').fill);
  assert.equal(of('Enactor A').shape, of('Record').shape);
  assert.notEqual(of('Gone').fill, of('Record').fill);
  assert.deepEqual([of('Gone').dash, of('Record').dash], [[3, 2], []]);
  assert.throws(() => swimlaneSpec(there, { title: 'Three', lanes: { Record: later('a\nb\nc') } }), {
    name: 'FigureError',
    message: /shows 3 lines/,
  });
});

test('a lane that says the same all the time is told of in the subtitle', () => {
  const drawn: any = swimlaneSpec(there, {
    title: 'Folded',
    subtitle: 'One of them works',
    lanes: {
      'Enactor A': () => 'plan 2',
      'Enactor B': () => '(idle)',
      'Enactor C': s => `plan ${s.live}`,
    },
  });
  assert.equal(drawn.title.subtitle, 'One of them works. Enactor A: plan 2 throughout. Enactor B: idle throughout');
  const texts = JSON.stringify(drawn.layer);
  assert(!texts.includes('Enactor B') && texts.includes('Enactor C'));
});

test('in a picture a block is named in the row in which it begins', () => {
  const drawn: any = swimlaneSpec(there, { title: 'Down', lanes: { Record: later('all the time') } }, 'down');
  const words = drawn.layer.find((layer: any) => layer.mark.type === 'text').data.values;
  assert.deepEqual(
    words.map(({ from, text }: any) => [from, text]),
    [[1, 'all the time']],
  );
});

test('newer plans are darker', () => {
  const darkness = [1, 2, 3, 4, 5, 6].map(plan => parseInt(planLook(plan).fill.slice(1, 3), 16));
  assert.deepEqual(
    darkness,
    [...darkness].sort((a, b) => b - a),
  );
  assert.equal(new Set(darkness).size, 6);
});

test('a trace table has a row a step, what it changed, and what else is asked', () => {
  const printed = printedBy(() =>
    traceTable(there, { busy: step => step.after.worker[0]!.at === 'busy' }, { first: 5 }),
  );
  const rows = printed
    .split('\n')
    .slice(1)
    .map(row => row.split(/ {2,}/));
  assert.deepEqual(rows[0], ['5', 'begin', 'live 0 → 1', '✗']);
  assert.deepEqual(rows[1], ['6', 'on A', 'worker A: at idle → busy', '✓']);
  assert.equal(rows.length, there.length);
  assert.throws(() => traceTable(new Trace(there.end, [])), { name: 'FigureError', message: /no steps/ });
});

test('verdicts says what a run without end repeats, from where there is no way back, and warns', () => {
  const printed = printedBy(() =>
    verdicts(
      check({
        ...pingPong,
        always: { 'says nothing': { when: () => false, then: () => false } },
        canRecover: { 'back at the start': s => s.live === 0, 'at rest': s => s.worker[0].at === 'idle' },
        eventually: { 'rests twice': s => s.live === 2, begins: () => true },
      }),
    ),
  );
  assert.match(printed, /Warning: vacuous: 'says nothing'/);
  assert.match(printed, /back at the start +✗ violated +no way back from 2 states/);
  assert.match(printed, /at rest +✓ holds +a way back from every state/);
  assert.match(printed, /rests twice +✗ violated +broken by a run that repeats \d steps for ever/);
  assert.match(printed, /begins +✓ holds +kept by every fair run/);

  const once = model({
    state: { at: oneOf('here', 'there') },
    actions: {
      go: {
        when: s => s.at === 'here',
        then: s => {
          s.at = 'there';
        },
      },
    },
    eventually: { 'comes back': s => s.at !== 'here' && s.at !== 'there' },
  });
  assert.match(
    printedBy(() => verdicts(check(once))),
    /comes back +✗ violated +broken by a run that stops short/,
  );
});

test('verdicts says of several unused fields that they are unused, once', () => {
  const early = model({
    state: { made: range(0, 2), live: range(0, 2), gone: range(0, 2) },
    actions: {
      make: {
        when: s => s.made < 2,
        then: s => {
          s.made++;
        },
      },
    },
    ends: { 'two are made': s => s.made === 2 },
  });
  assert.match(
    printedBy(() => verdicts(check(early))),
    / Warnings: unused: nothing reads or writes 'live'; nothing reads or writes 'gone'\./,
  );
});
