import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, graph, replay } from 'everystate';
import { race, raceWithLock } from './index.js';

const size = { plans: 5, enactors: 2, keep: 2, endpoints: 1 };

test('an Enactor that loses the lock again and again falls behind, and then empties the record', () => {
  const again = ['publish', 'pickUp B', 'checkOnce B', 'takeLock B', 'loseLock A', 'tryAgain A', 'apply B'];
  const { end } = replay(raceWithLock(size), [
    'publish',
    'pickUp A',
    'checkOnce A',
    ...again,
    'finish B',
    ...again,
    'cleanUp B',
    'finish B',
    ...again,
    'takeLock A',
    'apply A',
    'cleanUp B',
    'cleanUp B',
  ]);
  assert.equal(end.enactor[0]!.lost, 3);
  assert.equal(end.endpoint[0]!.live, 2);
  assert(end.deleted.has(2));
});

test('a lock excludes: no two Enactors ever hold the same one, and its record says who does', () => {
  for (const endpoints of [1, 2]) {
    const holders = check({
      ...raceWithLock({ ...size, plans: 4, endpoints }),
      always: {
        'the record is right': s =>
          s.endpoint.every(({ holder }, at) => {
            const holding = s.enactor.flatMap((e, i) => (e.at === 'holding' && e.endpoint === at ? [i + 1] : []));
            return holding.length <= 1 && (holding[0] ?? 0) === holder;
          }),
      },
    });
    assert.equal(holders.of('the record is right').verdict, 'holds');
  }
});

test('the race is there with the lock as without it', () => {
  for (const [plans, verdict] of [
    [4, 'holds'],
    [5, 'violated'],
  ] as const) {
    assert.equal(check(race({ ...size, plans })).of('The name always resolves').verdict, verdict);
    assert.equal(check(raceWithLock({ ...size, plans })).of('The name always resolves').verdict, verdict);
  }
});

test('what the lock model shows of the record is what the race shows', () => {
  const without = graph(race({ ...size, plans: 4 })).states;
  const withLock = graph(raceWithLock({ ...size, plans: 4 })).states;
  const seen = (s: { latest: number; deleted: Iterable<number> }, live: number) =>
    JSON.stringify([s.latest, live, [...s.deleted]]);
  assert.deepEqual(
    new Set(withLock.map(s => seen(s, s.endpoint[0]!.live))),
    new Set(without.map(s => seen(s, s.live))),
  );
});

test('with two endpoints, one of them can stay empty when the Planner stops', () => {
  assert.equal(check(raceWithLock(size)).of('The newest plan goes live').verdict, 'holds');
  const { verdict, trace } = check(raceWithLock({ ...size, endpoints: 2 })).of('The newest plan goes live');
  assert.equal(verdict, 'violated');
  const { endpoint, deleted } = trace!.end;
  assert(!deleted.has(endpoint[0]!.live) && deleted.has(endpoint[1]!.live));
});
