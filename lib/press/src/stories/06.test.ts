/** What notebook 6 says: its model, its Promela, and the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { check, graph, type Model } from 'everystate';
import { article } from 'outage';
import { joined, readNotebook } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { readNotebookChanged as read } from '../notebook/read-changed.js';

const NAME = '06-the-article-replayed';
const bare = (value: unknown) => JSON.parse(JSON.stringify(value));

test('the model built in the cells has the state graph of the one in lib/outage, mended and fixed too', async () => {
  const cells = await read(NAME, {
    upTo: 'fix-verdicts',
    change: {
      'PLANS = 5': 'PLANS = 3',
      'assert.equal(states, replayed.states);\nassert.equal(transitions, replayed.transitions);': '',
      'assert.equal(stuck.count, spin.whole[0].stuck);': '',
      'assert.equal(unstuck.states, spin.whole[1].states);': '',
      'assert.equal(repaired.states, spin.whole[3].states);': '',
    },
  });
  const variants: [Model, Parameters<typeof article>[0]][] = [
    [cells.told, {}],
    [cells.mended, { orElse: true }],
    [{ ...cells.told, actions: { ...cells.rest, ...cells.oneStep } }, { oneStep: true }],
    [cells.fixed, { fixed: true }],
  ];
  for (const [model, variant] of variants) {
    const ours = article({ plans: 3, ...variant });
    // The order of actions decides the order of states.
    const actions = Object.fromEntries(Object.keys(ours.actions).map(name => [name, model.actions[name]!]));
    assert.deepEqual(Object.keys(actions).sort(), Object.keys(model.actions).sort());
    assert.deepEqual(bare(graph({ ...model, actions })), bare(graph(ours)));
  }
});

test('its Promela is that of the twin', () => {
  const lines = (text: string) =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '...' && line !== '');
  const twin = lines(readFileSync(path.join(ROOT, 'data/twins/article.pml'), 'utf8'));
  const quoted = readNotebook(path.join(ROOT, 'notebooks', `${NAME}.ipynb`))
    .cells.flatMap(cell => [...joined(cell.source).matchAll(/```promela\n([^]*?)```/g)])
    .flatMap(([, text]) => lines(text!));
  assert(quoted.length > 20);
  for (const line of quoted) assert(twin.includes(line), `«${line}» is not in article.pml`);
});

test('its first experiment: three plans are enough', async () => {
  const three = await read(NAME, { upTo: 'properties', change: { 'PLANS = 5': 'PLANS = 3' } });
  const five = await read(NAME, { upTo: 'properties' });
  assert(three.replayed.states < five.replayed.states);
  for (const name of Object.keys(five.two)) {
    assert.equal(three.replayed.of(name).trace.length, five.replayed.of(name).trace.length);
  }
});

test('its second experiment: to send first and then announce leaves no plan behind', async () => {
  const { mended } = await read(NAME, {
    upTo: 'branch',
    change: {
      "s.planner = 'announce'": "s.planner = 'SEND'",
      "s.latest++; s.planner = 'send'": "s.latest++; s.planner = 'loop'",
      "s.sent++; s.planner = 'loop'": "s.sent++; s.planner = 'announce'",
      "'SEND'": "'send'",
      'assert.equal(states, replayed.states);\nassert.equal(transitions, replayed.transitions);\nassert.equal(spin.traces.breadthFirst, trace.length);':
        '',
      'assert.equal(stuck.count, spin.whole[0].stuck);': '',
      'assert.equal(unstuck.states, spin.whole[1].states);': '',
    },
  });
  const result = check(mended as Model);
  assert.equal(result.of('Every plan is received').verdict, 'holds');
  assert.equal(result.of('Nobody is stuck').verdict, 'holds');
});

test('its third experiment: in one step, passing over the active plan changes nothing', async () => {
  const told = await read(NAME, { upTo: 'fix-verdicts' });
  const without = await read(NAME, {
    upTo: 'fix-verdicts',
    change: { '        if (me.old === s.current) continue;\n': '' },
  });
  assert.equal(without.repaired.states, told.repaired.states);
  assert.equal(String(without.repaired), String(told.repaired));
});
