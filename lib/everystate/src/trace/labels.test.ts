import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  check,
  each,
  graph,
  model,
  oneOf,
  orNone,
  processOf,
  range,
  replay,
  sequenceOf,
  setOf,
  show,
  showValue,
  type ViewOf,
} from '../index.js';

const message = { type: oneOf('REQUEST', 'REPLY'), from: processOf('node') };
const state = { node: each(['ann', 'bob'], { n: range(0, 3) }), queue: sequenceOf(message, 2) };

/** A queue whose messages are delivered under a label that looks at the first of them. */
const mail = (label: (named: object, s: ViewOf<typeof state>) => string) =>
  model({
    state,
    actions: {
      send: { when: s => s.queue.length === 0, then: s => void s.queue.push({ type: 'REQUEST', from: 1 }) },
      deliver: { label, when: s => s.queue.length > 0, then: s => void s.queue.shift() },
    },
  });

test('a label is asked where its step is possible, and nowhere else', () => {
  const typed = mail((_, s) => `deliver ${s.queue.at(0)!.type}`);
  assert.deepEqual(replay(typed, ['send', 'deliver REQUEST']).labels, ['send', 'deliver REQUEST']);
  assert.deepEqual(replay(typed, ['send', 'deliver']).labels, ['send', 'deliver REQUEST']);
  const none =
    /^ReplayError: Step 1: No step that is possible in the state .* is called 'deliver REQUEST'\.\nPossible there: send\.$/;
  assert.throws(() => replay(typed, ['deliver REQUEST']), none);
  assert.throws(() => replay(typed, ['deliver']), /Step 1: 'deliver' is not possible in the state .*\n.* send\.$/);
});

test('a label that throws is named, in a check, a replay and a graph', () => {
  const wrong = mail((_, s) => `deliver ${s.queue.at(1)!.type}`);
  for (const run of [() => check(wrong), () => replay(wrong, ['send', 'deliver']), () => graph(wrong)])
    assert.throws(run, /The label of 'deliver' failed in the state .*\n.*asked for 'type' of undefined/);
});

test('a record of the state is written in a label as traces write it, and never as JavaScript does', () => {
  const asIs = mail((_, s) => `deliver ${s.queue.at(0)}`);
  for (const run of [() => check(asIs), () => replay(asIs, ['send', 'deliver'])])
    assert.throws(
      run,
      /The label of 'deliver' failed .*\nIt writes a record .*\[object Object\]'\.\n.*showValue\(record/,
    );
  const shown = mail((_, s) => `deliver ${showValue(s.queue.at(0), message, s)}`);
  assert.equal(check(shown).states, 2);
  assert.deepEqual(replay(shown, ['send', 'deliver']).labels, ['send', 'deliver (type REQUEST, from bob)']);
});

test('showValue writes a value as traces do, of whatever domain', () => {
  const { start } = replay(
    mail(() => 'deliver'),
    [],
  );
  const stock = show(range(0, 3), n => '#'.repeat(n));
  assert.equal(showValue(2, stock), '##');
  assert.equal(showValue({ left: 3, of: 1 }, { left: stock, of: range(0, 3) }), '(left ###, of 1)');
  assert.equal(showValue('none', orNone(message), start), 'none');
  assert.equal(showValue({ type: 'REPLY', from: 0 }, orNone(message), start), '(type REPLY, from ann)');
  assert.equal(showValue([1, 2], setOf(stock)), '[#, ##]');
  assert.throws(
    () => showValue(1, processOf('node')),
    /'showValue' is of 'node', which is no family of processes\.\nGive it a state as well/,
  );
});
