import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check, graph, replay, type Model } from 'everystate';
import { differences } from './differences.fixture.js';
import {
  endlessRegion,
  endpointLocks,
  judgeCandidate,
  judgeRegion,
  oneMayStopInRegion,
  outage,
  promises,
  region,
  regionCandidates,
  watchedRegion,
  watchedRegionOneStops,
  type RegionChange,
  type Broken,
  type RegionDesign,
  type RegionFound,
} from './index.js';
import { regionNormalForm } from './region-endless.js';

const size = { enactors: 2, keep: 0, endpoints: 2 };

test('one endpoint without a lock is the outage: the same states and steps, but for the rollback record', () => {
  const of = { plans: 4, enactors: 2, keep: 1 };
  const same: RegionChange[][] = [[], ['recheck'], ['recheckBefore'], ['guard'], ['guardBefore'], ['tolerantRollback']];
  for (const changes of [...same, ['recheck', 'guardBefore', 'tolerantRollback'] as RegionChange[]]) {
    const seen = (s: any) =>
      JSON.stringify([
        s.latest,
        s.live ?? s.endpoint[0].live,
        [...(s.deleted ?? s.endpoint[0].deleted)],
        s.enactor.map((e: any) => [e.at, e.plan, e.cursor]),
      ]);
    const steps = (of: Model) => {
      const { states, edges } = graph(of);
      return new Set(edges.map(({ from, to, label }) => `${seen(states[from])} ${label} ${seen(states[to])}`));
    };
    const apart = region({ ...of, endpoints: 1 }, { lock: 'no lock', changes });
    assert.deepEqual(
      steps(apart as unknown as Model),
      steps(outage(of, changes as any) as unknown as Model),
      changes.join(),
    );
  }
});

/** For the promises P-1 to P-5, `✗2` where only endpoint 2 breaks it. */
const shown = (broken: readonly Broken[], endpoints: number) =>
  broken
    .map(({ endpoints: { length, ...at } }) =>
      length === 0 ? '✓' : `✗${length < endpoints ? Object.values(at).join('') : ''}`,
    )
    .join(' ');
const verdictsOf = (design: RegionDesign, of = size) => shown(judgeRegion(of, design), of.endpoints);

const onFile: RegionFound[] = JSON.parse(
  readFileSync(new URL('../../../data/results/regions.json', import.meta.url), 'utf8'),
);

test('the Region breaks a promise where one of its endpoints does', () => {
  for (const changes of [[], ['guard'], ['recheck'], ['tolerantRollback']] as RegionChange[][]) {
    const design: RegionDesign = { lock: 'lease', changes };
    for (const of of [
      endlessRegion(size, design),
      watchedRegion(size, design, 'may stop'),
      watchedRegionOneStops(size, design),
    ]) {
      const found = check(of);
      for (const { name, verdict } of found.properties.filter(({ name }) =>
        promises.some(promise => promise.name === name),
      )) {
        const apart = [1, 2].map(i => found.of(`${name}: endpoint ${i}`).verdict);
        assert.equal(verdict, apart.includes('violated') ? 'violated' : 'holds', `${changes} ${name}`);
      }
    }
  }
});

test('two endpoints, two Enactors: each design with each lock, and data/results/regions.json says the same', () => {
  const found = regionCandidates.flatMap(of => endpointLocks.map(lock => judgeCandidate(size, of, lock)));
  assert.deepEqual(
    onFile.filter(({ enactors, endpoints }) => enactors === 2 && endpoints === 2),
    found,
    'to write it anew: npm run results:regions',
  );
  const expected: Record<string, string[]> = {
    // no lock, a lock for ever, a lease, a checked lease
    'as it was': ['✗ ✗ ✗ ✗ ✗', '✗ ✗ ✗ ✗ ✗', '✗ ✗ ✗ ✗ ✗', '✗ ✗ ✗ ✗ ✗'],
    're-check in the transaction': ['✓ ✓ ✓ ✓ ✓', '✓ ✓ ✓ ✗ ✓', '✓ ✓ ✓ ✓ ✓', '✓ ✓ ✓ ✓ ✓'],
    'compare and swap': ['✓ ✓ ✓ ✓ ✓', '✓ ✓ ✓ ✗ ✓', '✓ ✓ ✓ ✓ ✓', '✓ ✓ ✓ ✓ ✓'],
    'second look under the lock': ['✗ ✗ ✗ ✗ ✗', '✓ ✓ ✓ ✗ ✓', '✗ ✗ ✗ ✗ ✗', '✓ ✓ ✓ ✓ ✓'],
    'guard the live plan': ['✓ ✗2 ✗ ✓ ✓', '✓ ✗2 ✗ ✗ ✓', '✓ ✗2 ✗ ✓ ✓', '✓ ✗2 ✗ ✓ ✓'],
    're-check and guard': ['✓ ✓ ✓ ✓ ✓', '✓ ✓ ✓ ✗ ✓', '✓ ✓ ✓ ✓ ✓', '✓ ✓ ✓ ✓ ✓'],
    'guard in two steps, clean-up locked': ['✗ ✗ ✗ ✗ ✗', '✓ ✗2 ✗ ✗ ✓', '✗ ✗ ✗ ✗ ✗', '✓ ✗2 ✗ ✓ ✓'],
    'tolerant rollback': ['✗ ✗2 ✗ ✓ ✓', '✗ ✗2 ✗ ✗ ✓', '✗ ✗2 ✗ ✓ ✓', '✗ ✗2 ✗ ✓ ✓'],
  };
  for (const [design, verdicts] of Object.entries(expected)) {
    const rows = found.filter(row => row.design === design);
    assert.deepEqual(
      rows.map(({ broken }) => shown(broken, size.endpoints)),
      verdicts,
      design,
    );
  }
});

test('an Enactor that gives up a plan when refused keeps what one that skips the endpoint keeps, while the Planner goes on', () => {
  for (const lock of endpointLocks) {
    const [skips, givesUp] = [true, false].map(skips => verdictsOf({ lock, changes: ['recheck'], skips }));
    assert.equal(givesUp, skips, lock);
  }
});

test('three endpoints, three Enactors, a threshold of one: the same', () => {
  const guard: RegionDesign = { lock: 'no lock', changes: ['guard'] };
  for (const [of, behind] of [
    [{ ...size, endpoints: 3 }, 23],
    [{ ...size, enactors: 3 }, 2],
    [{ ...size, keep: 1 }, 2],
  ] as const) {
    const what = JSON.stringify(of);
    assert.equal(verdictsOf({ lock: 'no lock', changes: ['recheck'], skips: true }, of), '✓ ✓ ✓ ✓ ✓', what);
    assert.equal(verdictsOf(guard, of), `✓ ✗${behind} ✗ ✓ ✓`, what);
  }
});

test('one Enactor stops, and the Planner, too: whoever gives up the plan leaves endpoint 2 behind, whoever skips does not', () => {
  const kept = (changes: RegionChange[], skips: boolean) => {
    const found = check(watchedRegionOneStops(size, { lock: 'lease', changes, skips }, 'may stop'));
    return ['', ': endpoint 1', ': endpoint 2'].map(
      where => found.of(`One Enactor may stop, and the Planner${where}`).verdict === 'holds',
    );
  };
  for (const change of ['recheck', 'compareAndSwap'] as const) {
    assert.deepEqual(kept([change], false), [false, true, false], change);
    assert.deepEqual(kept([change], true), [true, true, true], change);
  }
});

test('with a lock for ever, whoever holds it when it stops keeps all others from the endpoint', () => {
  const { trace, loop } = check(
    oneMayStopInRegion({ ...size, plans: 3 }, { lock: 'for ever', changes: ['recheck'] }),
  ).of('The newest plan goes live');
  assert.equal(loop!.length, 0);
  const { enactor } = trace!.end;
  const holder = enactor.find(({ hasLock }) => hasLock)!;
  assert.equal(holder.at, 'stopped');
  assert(enactor.some(me => me.at === 'checked' && me.endpoint === holder.endpoint));
});

test('guarded, a slow Enactor takes endpoint 2 back to an old plan, and then sees the newest one at endpoint 1', () => {
  const guarded = region({ ...size, plans: 3 }, { lock: 'no lock', changes: ['guard'] });
  const { trace } = check(guarded).of('The newest plan goes live: endpoint 2');
  const { latest, endpoint } = trace!.end;
  assert(endpoint[0]!.live === latest && endpoint[1]!.live < latest);
  const { end } = replay(guarded, trace!);
  assert.deepEqual(end, trace!.end);
});

/** What the properties ask of a state, and of the next step from it. */
function answers({ latest, watched = 0, endpoint, enactor }: any): string {
  return JSON.stringify([
    endpoint.map(({ live, deleted }: any) => [deleted.has(live), live === latest, watched > live]),
    enactor.map(({ at, plan, endpoint: where, hasLock, seen }: any) => [
      at,
      at === 'idle' && plan === latest,
      ['checked', 'locked', 'rechecked'].includes(at) && Math.sign(plan - endpoint[where].live),
      hasLock,
      at === 'rechecked' && seen === endpoint[where].live,
    ]),
  ]).replaceAll('deleting', 'cleaning');
}

test('every step of a bounded Region has its equal in the endless one, and the other way round', () => {
  const designs: RegionDesign[] = [
    { lock: 'no lock', changes: [] },
    { lock: 'lease', changes: [] },
    { lock: 'for ever', changes: ['recheck'], skips: true },
    { lock: 'lease', changes: ['compareAndSwap'] },
    { lock: 'checked lease', changes: ['recheckBefore', 'guardBefore', 'lockedCleanUp'], skips: true },
    { lock: 'no lock', changes: ['guard', 'tolerantRollback'] },
  ];
  for (const design of designs) {
    for (const [of, endless] of [
      [{ ...size, plans: 4 }, endlessRegion(size, design)],
      [{ ...size, plans: 5, keep: 1, endpoints: 1 }, endlessRegion({ ...size, keep: 1, endpoints: 1 }, design)],
    ] as const) {
      const apart = { ...endless, symmetric: [] } as unknown as Model;
      const forms = { settle: regionNormalForm(of.keep), answers };
      assert.deepEqual(
        differences(region(of, design) as unknown as Model, apart, of.plans, forms),
        [],
        JSON.stringify([of, design]),
      );
    }
  }
});

test('a design that makes no sense is refused', () => {
  const of = { ...size, plans: 3 };
  assert.throws(() => region(of, { lock: 'lease', changes: ['wish' as RegionChange] }), /no change 'wish'.+recheck, /s);
  assert.throws(() => region(of, { lock: 'lease', changes: ['guard'], skips: true }), /must check each/);
});
