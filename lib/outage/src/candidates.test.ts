import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from 'everystate';
import {
  bigLock,
  candidatesIn,
  judge,
  oneMayStop,
  outage,
  promises,
  withChanges,
  withRollback,
  type Candidate,
} from './index.js';

const candidates = candidatesIn();
const short = (found: readonly { verdict: string }[]) =>
  found.map(({ verdict }) => (verdict === 'holds' ? '✓' : '✗')).join(' ');
const named = (id: string) => candidates.find(candidate => candidate.id === id)!;

test('each candidate: P-1 to P-5, also with a larger threshold', () => {
  const expected: Record<string, string> = {
    none: '✗ ✗ ✗ ✗ ✗',
    recheck: '✓ ✓ ✓ ✓ ✓',
    recheckBefore: '✗ ✗ ✗ ✗ ✗',
    guard: '✓ ✓ ✗ ✓ ✓',
    guardBefore: '✗ ✗ ✗ ✗ ✗',
    lockedCleanUp: '✗ ✗ ✗ ✗ ✗',
    keepMore: '✗ ✗ ✗ ✗ ✗',
    tolerantRollback: '✗ ✓ ✗ ✓ ✓',
    oneEnactor: '✓ ✓ ✓ ✗ ✓',
    slowPlanner: '✗ ✗ ✗ ✗ ✗',
    compareAndSwap: '✓ ✓ ✓ ✓ ✓',
    oneStep: '✓ ✓ ✗ ✓ ✓',
    'never expires': '✓ ✓ ✓ ✗ ✓',
    'expires unnoticed': '✗ ✗ ✗ ✗ ✗',
    'asked at every write': '✓ ✓ ✓ ✓ ✓',
    'fencing token': '✓ ✓ ✗ ✓ ✓',
  };
  for (const size of [undefined, { plans: 4, enactors: 2, keep: 1 }]) {
    const found = candidatesIn(size).map(candidate => [candidate.id, short(judge(candidate))]);
    assert.deepEqual(Object.fromEntries(found), expected);
  }
});

test('with a Planner that stops, too, P-4 is lost where an old plan stays live until a newer one comes', () => {
  const kept = (candidate: Candidate) => check(candidate.oneStops('may stop')).holds;
  const heals = candidates.filter(of => short(judge(of)).split(' ')[3] === '✓' && !kept(of)).map(({ id }) => id);
  assert.deepEqual(heals, ['guard', 'tolerantRollback', 'oneStep', 'fencing token']);
});

test('without a last plan, a Planner that may stop asks the same of P-4 as one with a last plan', () => {
  for (const { id, oneStops } of candidates.slice(0, 10)) {
    if (id === 'keepMore') continue;
    const bounded = check(oneMayStop({ plans: 3, enactors: 2, keep: 0 }, id === 'none' ? [] : [id as 'guard']));
    const name = 'One Enactor may stop';
    assert.equal(check(oneStops('may stop')).of(name).verdict, bounded.of(name).verdict, id);
  }
});

test('who goes back on purpose: what protects the plan is a check at the deletion', () => {
  const found = (of: Candidate) => {
    const result = check(withRollback(of.model));
    return short([promises[0]!.name, 'No Enactor goes back', promises[4]!.name].map(name => result.of(name)));
  };
  const expected: Record<string, string> = {
    recheck: '✗ ✓ ✗',
    compareAndSwap: '✗ ✓ ✗',
    guard: '✓ ✗ ✓',
    oneStep: '✓ ✗ ✓',
    'asked at every write': '✓ ✓ ✓',
    'fencing token': '✓ ✗ ✓',
  };
  for (const [id, verdicts] of Object.entries(expected)) assert.equal(found(named(id)), verdicts, id);
  assert.equal(found(withChanges(['recheck', 'guard'])), '✓ ✓ ✓');
  const updatesAsk = {
    ...named('none'),
    model: bigLock({ plans: 3, enactors: 2, keep: 0 }, 'asked at the update alone'),
  };
  assert.equal(found(updatesAsk), '✗ ✓ ✗', 'a lease has to be asked at every write');
});

test('a rollback is undone by the next plan, and by an Enactor that still holds a newer one', () => {
  const { trace } = check({
    ...withRollback(outage({ plans: 3, enactors: 2, keep: 0 }, ['recheck', 'guard'])),
    everyStep: {
      'stays back': (before: any, after: any) =>
        before.live === after.live || before.latest === before.live || after.live < before.live,
    },
  } as any).of('stays back');
  assert(trace!.labels.at(-1)!.startsWith('apply'));
});
