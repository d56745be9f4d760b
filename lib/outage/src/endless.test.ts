import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, graph, model, type Declaration, type Graph, type Model } from 'everystate';
import {
  endless,
  normalForm,
  oneMayStop,
  outage,
  race,
  watched,
  type ChangeId,
  type Planned,
  type RaceSize,
} from './index.js';
import { withWatch } from './endless.js';

/** Steps by which clean-up passes over plans; silent where the normal form stays the same. */
const PASSING = /^(cleanUp|lookFirst)/;

/** The states' normal forms as text, and the steps out of each: what they do, and where they lead. */
function sideOf({ states, edges }: Graph, keep: number) {
  const settle = normalForm(keep);
  const unlike: string[] = [];
  const forms = states.map(state => {
    const copy = structuredCopy(state);
    settle(copy);
    if (answers(state as any) !== answers(copy)) unlike.push(`unlike its normal form: ${nameOf(state as any)}`);
    return nameOf(copy);
  });
  const steps = states.map(() => new Map<string, number>());
  for (const { from, to, label } of edges) steps[from]!.set(`${label} to ${forms[to]}`, to);
  return { forms, steps, unlike };
}

/** What the properties ask of a state, and of the next step from it. */
function answers({ latest, live, watched = 0, deleted, enactor }: Planned): string {
  return String([
    deleted.has(live),
    live === latest,
    watched > live,
    ...enactor.map(({ at, plan }) => [
      at === 'idle',
      at === 'stopped',
      at === 'idle' && plan === latest,
      at === 'checked' && Math.sign(plan - live),
    ]),
  ]);
}

function structuredCopy(state: any): Planned {
  return { ...state, deleted: new Set(state.deleted), enactor: state.enactor.map((me: object) => ({ ...me })) };
}

function nameOf({ deleted, ...rest }: Planned): string {
  return JSON.stringify({ ...rest, deleted: [...deleted].sort((a, b) => a - b) });
}

type Side = ReturnType<typeof sideOf>;

function canTake(side: Side, from: number, step: string): boolean {
  return (
    side.steps[from]!.has(step) ||
    [...side.steps[from]!].some(
      ([silent, to]) => PASSING.test(silent) && side.forms[to] === side.forms[from] && canTake(side, to, step),
    )
  );
}

/** Every difference between a bounded model and the endless one: a step that one can take and the other cannot. */
function differences(bounded: Model, closed: Model, { plans, keep }: RaceSize): string[] {
  const full = graph(bounded, 300_000);
  const mine = sideOf(full, keep);
  const theirs = sideOf(graph(closed, 300_000), keep);
  const stepsOf = new Map(theirs.forms.map((form, i) => [form, theirs.steps[i]!]));
  const found = mine.unlike;
  full.states.forEach((state, i) => {
    const form = mine.forms[i]!;
    const inClosed = stepsOf.get(form);
    if (!inClosed) return found.push(`unknown state ${form}`);
    for (const [step, to] of mine.steps[i]!) {
      const silent = PASSING.test(step) && mine.forms[to] === form;
      if (!silent && !inClosed.has(step)) found.push(`only bounded: ${form} ${step}`);
    }
    for (const step of inClosed.keys()) {
      if (step.startsWith('publish') && state.latest === plans) continue;
      if (!canTake(mine, i, step)) found.push(`only endless: ${form} ${step}`);
    }
  });
  return found;
}

const size = { enactors: 2, keep: 2 };
const safe = (size: RaceSize) => outage(size, ['recheck']);
const safeAndStopping = (size: RaceSize) => oneMayStop(size, ['recheck']);

const designs: ChangeId[][] = [
  [],
  ['recheck'],
  ['recheckBefore'],
  ['guard'],
  ['guardBefore'],
  ['guard', 'guardBefore'],
  ['lockedCleanUp'],
  ['tolerantRollback'],
  ['slowPlanner'],
  ['recheck', 'tolerantRollback', 'guard'],
  ['lockedCleanUp', 'guardBefore', 'recheckBefore'],
];

test('every step of a bounded race has its equal in the endless one, and the other way round', () => {
  for (const [enactors, keep, plans] of [
    [1, 0, 6],
    [1, 2, 8],
    [2, 0, 6],
    [2, 1, 6],
    [2, 2, 7],
    [3, 0, 4],
  ] as const) {
    const size = { plans, enactors, keep };
    assert.deepEqual(differences(race(size), endless(size), size), [], JSON.stringify(size));
  }
});

test('so it is with the second fault, and with each candidate change', () => {
  for (const changes of designs) {
    const size = { plans: 6, enactors: 2, keep: 1 };
    const bounded = (size: RaceSize) => outage(size, changes);
    assert.deepEqual(differences(bounded(size), endless(size, bounded), size), [], changes.join());
  }
  const three = { plans: 4, enactors: 3, keep: 0 };
  assert.deepEqual(differences(outage(three), endless(three, outage), three), []);
});

const broken = <D extends Declaration>(of: Model<D>) =>
  check(of)
    .properties.filter(({ verdict }) => verdict !== 'holds')
    .map(({ name }) => name);

test('so it is with what the proofs search: the re-check, an Enactor that stops, and a watch', () => {
  for (const [enactors, keep, plans] of [
    [1, 2, 6],
    [2, 0, 5],
    [2, 1, 5],
    [2, 2, 6],
    [3, 0, 3],
  ] as const) {
    const size = { plans, enactors, keep };
    for (const bounded of [safe, safeAndStopping]) {
      const what = `${bounded.name} ${JSON.stringify(size)}`;
      assert.deepEqual(differences(bounded(size) as Model, endless(size, bounded) as Model, size), [], what);
      const watching = withWatch(bounded(size) as Model, 'watched');
      assert.deepEqual(differences(watching, watched(size, bounded), size), [], `${what}, watched`);
    }
  }
});

test('without end, the outage is found, and the re-check in the transaction prevents it', () => {
  assert.deepEqual(broken(endless(size, outage)), [
    'The name always resolves',
    'Never a step back',
    'No operator needed',
  ]);
  assert.deepEqual(broken(watched(size, outage)), ['The newest plan goes live']);
  for (const keep of [0, 1, 2, 3]) {
    assert.deepEqual(broken(endless({ enactors: 2, keep }, safe)), []);
    assert.deepEqual(broken(watched({ enactors: 2, keep }, safe)), []);
    assert.deepEqual(broken(watched({ enactors: 2, keep }, safeAndStopping)), []);
  }
  assert.deepEqual(broken(watched({ enactors: 1, keep: 2 }, safeAndStopping)), ['One Enactor may stop']);
});

test('a Planner that may stop leaves the guard behind for good, one that goes on does not', () => {
  for (const change of ['guard', 'tolerantRollback'] as const) {
    const mayStop = watched({ enactors: 2, keep: 0 }, size => oneMayStop(size, [change]));
    assert.deepEqual(broken(mayStop), ['One Enactor may stop'], change);
    const { publish, ...others } = mayStop.actions;
    assert.deepEqual(
      broken(model({ ...mayStop, actions: { ...others, publish: { ...publish!, fair: 'weak' } } })),
      [],
      change,
    );
  }
});

test('interchangeable Enactors: fewer states, the same verdicts', () => {
  for (const bounded of [outage, safe]) {
    const each = endless({ enactors: 3, keep: 1 }, bounded);
    const alike = model({ ...each, symmetric: ['enactor'] });
    assert.deepEqual(broken(alike), broken(each));
    assert(check(alike).states * 5 < check(each).states);
  }
});

test('a normal form that lets numbers grow is found out', () => {
  const cutTooLate = normalForm(9) as (s: any) => void;
  assert.throws(
    () => check({ ...endless(size), normalForm: cutTooLate }),
    /'latest' was set to 15, outside its domain 0\.\.14/,
  );
});
