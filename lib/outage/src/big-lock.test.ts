import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, replay, type Trace } from 'everystate';
import { bigLock, bigLockOneMayStop, parties, watched, promises, tell, type BigLock } from './index.js';

const [resolves, newest, back, stop, operator] = promises.map(({ name }) => name);
const kinds: readonly BigLock[] = [
  'never expires',
  'expires unnoticed',
  'asked at every write',
  'asked at the update alone',
];
const sizes = [
  { plans: 3, enactors: 2, keep: 0 },
  { plans: 5, enactors: 2, keep: 2 },
  { plans: 4, enactors: 3, keep: 1 },
];
const size = sizes[0]!;

test('a lock for ever keeps all but one promise, an unnoticed lease none, a lease that is asked all', () => {
  const broken = (of: typeof size, kind: BigLock) =>
    [bigLock(of, kind), bigLockOneMayStop(of, kind)]
      .flatMap(model => check(model).properties)
      .filter(({ name, verdict }) => verdict !== 'holds' && name !== 'Nobody is stuck')
      .map(({ name }) => name);
  for (const of of sizes) {
    assert.deepEqual(
      kinds.map(kind => broken(of, kind)),
      [[stop], [resolves, back, operator, newest, stop], [], []],
      JSON.stringify(of),
    );
  }
});

test('when the holder of a lock for ever stops, everybody else waits', () => {
  const { trace, loop } = check(bigLockOneMayStop(size, 'never expires')).of(stop!);
  assert.equal(loop!.length, 0);
  const holder = trace!.end.holder - 1;
  assert.equal(trace!.end.enactor[holder]!.at, 'stopped');
  assert.deepEqual(
    trace!.end.enactor.filter((_, i) => i !== holder).map(({ at }) => at),
    ['picked'],
  );
});

test('a holder that does not notice puts its old plan live, and whoever has the lock by then deletes it', () => {
  const late = [
    'publish',
    'pickUp A',
    'takeLock A',
    'checkOnce A',
    'expire',
    'publish',
    'pickUp B',
    'takeLock B',
    'checkOnce B',
    'apply B',
  ];
  const { end } = replay(bigLock(size, 'expires unnoticed'), [...late, 'apply A', 'cleanUp B', 'cleanUp B']);
  assert.equal(end.live, 2);
  assert(end.deleted.has(2));
  for (const kind of kinds.slice(2)) {
    assert.throws(() => replay(bigLock(size, kind), [...late, 'apply A']), /'apply A' is not possible/);
    assert.equal(replay(bigLock(size, kind), [...late, 'loseLock A']).end.enactor[0]!.at, 'picked');
  }
});

test('unless it expires, the lock belongs to the only one who is at work', () => {
  const working = check({
    ...bigLock(size, 'never expires'),
    always: {
      exclusive: s => s.enactor.every(({ at }, i) => (at === 'idle' || at === 'picked') === (s.holder !== i + 1)),
    },
  });
  assert.equal(working.of('exclusive').verdict, 'holds');
});

test('nobody gives back the lock of another', () => {
  const careful = check({
    ...bigLock(size, 'expires unnoticed'),
    everyStep: {
      careful: (before, after, { action, process }) =>
        action === 'expire' || before.holder === 0 || after.holder === before.holder || before.holder === process! + 1,
    },
  });
  assert.equal(careful.of('careful').verdict, 'holds');
});

test('a lease that always runs out too soon keeps the newest plan from going live (A-20)', () => {
  const model = bigLock(size, 'asked at every write');
  const impatient = Object.fromEntries(
    Object.entries(model.actions).map(([name, action]) => [name, { ...action, fair: 'weak' }]),
  );
  const { verdict, loop } = check({ ...model, actions: impatient as typeof model.actions }).of(newest!);
  assert.equal(verdict, 'violated');
  assert(loop!.steps.some(({ action }) => action === 'expire'));
});

test('every action has words, and re-enacts a claim that it cites', () => {
  const told = new Set<string>();
  const stage = parties(2);
  const tells = (steps: Trace['steps']) => {
    for (const step of steps) {
      const { from, to, text, claim } = tell(step as any);
      assert(step.cites.includes(claim), `${step.label} re-enacts ${claim}, but its action does not cite it`);
      assert(stage.includes(from) && stage.includes(to) && text.length > 0, step.label);
      told.add(step.action);
    }
  };
  const names = new Set<string>();
  for (const kind of kinds) {
    const model = bigLockOneMayStop(size, kind);
    for (const action of Object.keys(model.actions)) {
      names.add(action);
      const taken = check({ ...model, everyStep: { never: (_, __, by) => by.action !== action } }).of('never').trace;
      if (taken) tells(taken.steps);
    }
  }
  assert.deepEqual([...told].sort(), [...names].sort());
});

test('the normal form of an endless Planner is one for every big lock, for one Enactor as for more', () => {
  for (const kind of [...kinds, 'fencing token'] as const) {
    for (const size of [
      { enactors: 1, keep: 0 },
      { enactors: 1, keep: 3 },
      { enactors: 2, keep: 1 },
    ]) {
      const { complete } = check(watched(size, bounded => bigLockOneMayStop(bounded, kind), 'goes on'));
      assert(complete, `${kind}, ${JSON.stringify(size)}`);
    }
  }
});
