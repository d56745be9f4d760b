import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, graph, replay, type Trace } from 'everystate';
import { changes, oneMayStop, outage, parties, promises, race, tell, type ChangeId } from './index.js';

const size = { plans: 5, enactors: 3, keep: 2 };
const two = { plans: 5, enactors: 2, keep: 1 };
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

test('the outage can be re-enacted, and after it no Enactor can apply anything', () => {
  const { end } = replay(outage(size), [
    ...asTold,
    'pickUp C',
    'checkOnce C',
    'failToApply C',
    'retry C',
    'failToApply C',
  ]);
  assert.equal(end.live, 2);
  assert(end.deleted.has(2));
  assert.throws(
    () => replay(outage(size), [...asTold, 'pickUp C', 'checkOnce C', 'apply C']),
    /'apply C' is not possible/,
  );
});

test('a transaction that goes through sets the rollback record to what was live before', () => {
  const { end } = replay(outage(size), asTold);
  assert.equal(end.rollback, 5);
});

test('without the second fault it is the race: the same states and steps, but for the rollback record', () => {
  for (const enactors of [1, 2]) {
    const whole = graph(outage({ ...two, enactors }, ['tolerantRollback']));
    const alone = graph(race({ ...two, enactors }));
    const seen = (state: object) => JSON.stringify({ ...state, rollback: undefined });
    const steps = (of: { states: readonly object[]; edges: readonly { from: number; to: number; label: string }[] }) =>
      new Set(of.edges.map(({ from, to, label }) => `${seen(of.states[from]!)} ${label} ${seen(of.states[to]!)}`));
    assert.deepEqual(steps(whole), steps(alone));
  }
});

const [resolves, newest, back, stop, operator] = promises.map(({ name }) => name);
const broken = (changes: ChangeId[]) =>
  [outage(two, changes), oneMayStop(two, changes)]
    .flatMap(model => check(model).properties)
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ name }) => name);

test('each change does what it says: what stays broken with it, two Enactors', () => {
  const expected: Record<ChangeId, (string | undefined)[]> = {
    recheck: [],
    recheckBefore: [resolves, back, operator, newest, stop],
    guard: [back, stop],
    guardBefore: [resolves, back, operator, newest, stop],
    lockedCleanUp: [resolves, back, operator, newest, stop],
    keepMore: [resolves, back, operator, newest, stop],
    tolerantRollback: [resolves, back, stop],
    oneEnactor: [stop],
    slowPlanner: [resolves, back, operator, newest, stop],
  };
  for (const { id } of changes) assert.deepEqual(broken([id]), expected[id], id);
  assert.deepEqual(
    broken(['guardBefore', 'lockedCleanUp']),
    [back, stop],
    'under the lock, two steps are as good as one',
  );
});

test('after the outage every Enactor fails, again and again, and a run of it never ends', () => {
  const { trace, loop } = check(outage(size)).of('The newest plan goes live');
  assert(trace!.end.deleted.has(trace!.end.live));
  assert.deepEqual(new Set(loop!.steps.map(({ action }) => action)), new Set(['failToApply', 'retry']));
  assert(new Set(loop!.steps.map(({ process }) => process)).size > 1);
});

test('every change can be made together with every other, and nobody gets stuck', () => {
  for (const { id } of changes) {
    for (const { id: other } of changes) {
      assert.equal(
        check(outage({ ...two, plans: 4 }, [id, other])).of('Nobody is stuck').verdict,
        'holds',
        `${id} and ${other}`,
      );
    }
  }
  assert.throws(() => outage(two, ['wish' as ChangeId]), /no change 'wish'.+recheck, recheckBefore/s);
});

test('every action has words, and re-enacts a claim that it cites', () => {
  const stage = parties(2);
  const told = new Set<string>();
  const tells = (steps: Trace['steps']) => {
    for (const step of steps) {
      const { from, to, text, claim } = tell(step as any);
      assert(step.cites.includes(claim), `${step.label} re-enacts ${claim}, but its action does not cite it`);
      assert(stage.includes(from) && stage.includes(to) && text.length > 0, step.label);
      told.add(step.action);
    }
  };
  const names = new Set<string>();
  for (const ids of [
    [],
    ['recheck'],
    ['recheckBefore'],
    ['guard'],
    ['guardBefore'],
    ['lockedCleanUp'],
  ] as ChangeId[][]) {
    const model = oneMayStop(two, ids);
    for (const action of Object.keys(model.actions)) {
      names.add(action);
      const taken = check({ ...model, everyStep: { never: (_, __, by) => by.action !== action } }).of('never').trace;
      if (taken) tells(taken.steps);
    }
  }
  assert.deepEqual([...told].sort(), [...names].sort());
});
