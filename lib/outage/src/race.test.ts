import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, replay } from 'everystate';
import { lanes, parties, race, tell } from './index.js';

const asTold = [
  'publish',
  'pickUp A',
  'checkOnce A',
  'publish',
  'publish',
  'publish',
  'pickUp B',
  'checkOnce B',
  'apply B',
  'apply A',
  'cleanUp B',
  'cleanUp B',
];

test('the post-mortem can be re-enacted step by step, and ends with an empty record', () => {
  const { end } = replay(race({ plans: 5, enactors: 3, keep: 2 }), asTold);
  assert.equal(end.live, 2);
  assert(end.deleted.has(2));
});

test('three Enactors can empty the record, and no way there is shorter than the one told', () => {
  const result = check(race({ plans: 5, enactors: 3, keep: 2 }));
  assert.equal(result.of('The name always resolves').verdict, 'violated');
  assert.equal(result.of('The name always resolves').trace!.length, asTold.length);
  assert.equal(result.of('Never a step back').verdict, 'violated');
  assert.equal(result.of('The newest plan goes live').verdict, 'holds');
});

test('one Enactor keeps every promise', () => {
  const result = check(race({ plans: 6, enactors: 1, keep: 2 }));
  assert(result.holds, String(result));
  assert.deepEqual(result.neverEnabled, ['giveUp']);
});

test('the race needs enough plans for one of them to get too old', () => {
  for (const keep of [0, 1, 2, 3]) {
    const verdict = (plans: number) => check(race({ plans, enactors: 2, keep })).of('The name always resolves').verdict;
    assert.equal(verdict(keep + 2), 'holds');
    assert.equal(verdict(keep + 3), 'violated');
  }
});

test('every action of the race has words, and its parties are on stage', () => {
  const model = race({ plans: 5, enactors: 3, keep: 2 });
  const stage = parties(3);
  const told = new Set<string>();
  const tooLate = [...asTold.filter(step => step !== 'apply A'), 'giveUp A'];
  const all = [[...asTold, 'finish A', 'finish B'], tooLate].flatMap(labels => replay(model, labels).steps);
  for (const step of all) {
    const { from, to, text, claim } = tell(step);
    assert(step.cites.includes(claim), `${step.label} re-enacts ${claim}, but its action does not cite it`);
    assert(stage.includes(from) && stage.includes(to), `${from} → ${to}`);
    assert(text.length > 0);
    told.add(step.action);
  }
  assert.deepEqual([...told].sort(), Object.keys(model.actions).sort());
  assert.throws(() => tell({ ...all[0]!, action: 'dance' }), /No words for the action 'dance'/);
});

test('the lanes say who holds what, and when the record is empty', () => {
  const { end, start } = replay(race({ plans: 5, enactors: 3, keep: 2 }), asTold);
  const say = (state: typeof end) => Object.entries(lanes(3)).map(([lane, text]) => `${lane}: ${text(state)}`);
  assert.deepEqual(say(start), [
    'Planner: plan 1',
    'Enactor A: (idle)',
    'Enactor B: (idle)',
    'Enactor C: (idle)',
    'Record: plan 1',
  ]);
  assert.deepEqual(say(end), [
    'Planner: plan 5',
    'Enactor A: plan 2\ncleaning',
    'Enactor B: deleted\nplan 2',
    'Enactor C: (idle)',
    'Record: ✗ empty\nplan 2',
  ]);
});
