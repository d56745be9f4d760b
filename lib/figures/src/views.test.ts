import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, graph, model, range, setOf, each, oneOf } from 'everystate';
import { renderChart, renderDiagram, sequenceText, stateGraphText, swimlaneSpec, verdicts } from './index.js';

const race = model({
  state: { live: range(0, 2), deleted: setOf(range(0, 2)), worker: each(2, { at: oneOf('idle', 'busy') }) },
  init: { live: 1 },
  actions: {
    start: { by: 'worker', when: (_, me) => me.at === 'idle', then: (_, me) => { me.at = 'busy'; } },
    swap: { by: 'worker', when: (_, me) => me.at === 'busy', then: (s, me) => { s.deleted.add(s.live); s.live = 2; me.at = 'idle'; } },
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
  const blocks = spec.layer.at(-2).data.values;
  const record = blocks.filter((block: any) => block.lane === 'Record');
  assert.deepEqual(record.map((block: any) => block.text), ['plan 1', 'plan 2', '✗\nempty']);
  assert.equal(record.at(-1).strong, '#B00020');
  record.forEach((block: any, i: number) => assert.equal(block.from, i === 0 ? -0.5 : record[i - 1].to));
  assert.equal(record.at(-1).to, trace!.length + 0.5);
  assert(blocks.every((block: any) => block.text !== ''));
  assert.deepEqual(spec.layer[0].data.values, [{ from: trace!.length - 0.5, to: trace!.length + 0.5 }]);
});

test('a swimlane without danger has no marks of it', () => {
  const calm: any = swimlaneSpec(trace!, { title: 'Calm', lanes });
  assert.equal(calm.layer.length, 2);
});

test('a swimlane is a chart that can be drawn', async () => {
  const { width, height } = await renderChart(spec);
  assert(width <= 760 && height > 100);
});

test('a sequence has a message a step, in order, and a region for danger', async () => {
  const text = sequenceText(trace!, {
    parties: ['Planner', 'Enactor A', 'Enactor B', 'Record'],
    tell: (step, i) => ({
      from: `Enactor ${'AB'[step.process!]}`, to: 'Record', text: `${step.action} ${i}`,
      ...(i === trace!.length - 1 && { danger: true, note: 'gone' }),
    }),
  });
  const messages = text.split('\n').filter(line => line.includes('->>'));
  assert.deepEqual(messages, trace!.steps.map((step, i) => `Enactor${'AB'[step.process!]}->>Record: ${step.action} ${i}`));
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

test('verdicts names what holds, what does not, and what never happens', () => {
  const printed: string[] = [];
  const { log } = console;
  console.log = text => { printed.push(text); };
  try {
    verdicts(check({
      ...race,
      actions: { ...race.actions, never: { when: () => false, then: () => {} } },
      sometimes: { 'both busy': s => s.worker.every(w => w.at === 'busy'), 'three live': s => s.live === 0 },
    }));
    verdicts(check(race, { maxStates: 3 }));
  } finally {
    console.log = log;
  }
  assert.match(printed[0]!, /every reachable state seen\. Never possible: never\./);
  assert.match(printed[0]!, /live is not deleted +✗ violated +broken in \d+ states/);
  assert.match(printed[0]!, /both busy +✓ holds +true in \d+ states/);
  assert.match(printed[0]!, /three live +✗ violated +in no state/);
  assert.match(printed[1]!, /not finished: cut at the limit/);
  assert.match(printed[1]!, /no deadlock +… not finished/);
});
