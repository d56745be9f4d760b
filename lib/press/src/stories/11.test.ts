/** What notebook 11 says: its system is the model, and its experiments come out as they should. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { graph, type Model } from 'everystate';
import { outage, region, withRollback, type LockSize, type RegionDesign } from 'outage';
import { ROOT } from '../common/paths.js';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '11-for-any-number-of-plans';

/** A step of the model is called like this in the cells. */
const CALLED: Record<string, string> = { passOver: 'checkAgain', passLive: 'cleanUp' };

/** A state of a model as the cells have it. */
function inCells(s: any) {
  const endpoints = s.endpoint ?? [s];
  return {
    latest: s.latest,
    endpoint: endpoints.map(({ live, deleted }: any, e: number) => ({
      live,
      deleted: new Set(deleted),
      holder: s.enactor.findIndex((me: any) => me.hasLock && me.endpoint === e) + 1,
    })),
    enactor: s.enactor.map(({ at, plan, endpoint = 0, cursor, seen = 0 }: any) => ({
      at,
      plan,
      endpoint,
      cursor,
      seen,
    })),
  };
}
const written = (state: unknown) => JSON.stringify(state, (_, of) => (of instanceof Set ? [...of].sort() : of));

/** Every step that only one of the two takes, from a state that the model reaches; and how many both take. */
function compared(solver: any, system: any, model: Model, { plans, enactors, keep, endpoints }: LockSize) {
  const { states, edges } = graph(model);
  const inModel = states.map(() => new Set<string>());
  for (const { from, to, label } of edges) inModel[from]!.add(`${label} ${written(inCells(states[to]))}`);
  const stepsFrom = solver.stepsFrom(system, {
    sizes: { enactors, endpoints, keep, operators: 0 },
    numbers: plans + 1,
  });
  let common = 0;
  const differences = states.flatMap((state: any, i) => {
    const inSystem = new Set<string>();
    for (const { action, process, after } of stepsFrom(inCells(state))) {
      if (action === 'publish' && state.latest === plans) continue; // the model has no more plans
      const by = process === undefined ? '' : ` ${'ABC'[process]}`;
      inSystem.add(`${CALLED[action] ?? action}${by} ${written(after)}`);
    }
    const only = (a: Set<string>, b: Set<string>) => [...a].filter(step => !b.has(step));
    common += inSystem.size;
    return [...only(inSystem, inModel[i]!), ...only(inModel[i]!, inSystem)];
  });
  return { differences, common };
}

const oneEndpoint = { plans: 3, enactors: 2, keep: 0, endpoints: 1 };
const twoEndpoints = { plans: 2, enactors: 2, keep: 0, endpoints: 2 };
const keepOne = { plans: 3, enactors: 1, keep: 1, endpoints: 2 };
const designOf = (lock: RegionDesign['lock'], changes: RegionDesign['changes'], skips: boolean): RegionDesign => ({
  lock,
  changes,
  skips,
});

const guardedRegion = region(twoEndpoints, designOf('no lock', ['recheck', 'guard'], true)) as Model;

test('in small sizes, the solver takes the steps of the model, and the model those of the solver', async () => {
  const cells = await readNotebookChanged(NOTEBOOK, { upTo: 'back' });
  const { solver, design, isAt, isNewer, mended, asItWas, underLock, hasLock, swap } = cells;
  const checkedOnce = design({ first: 'picked', ready: isAt('checked'), asks: isNewer });
  const nothing = underLock(() => true);
  for (const [system, model, size] of [
    [asItWas, outage(oneEndpoint), oneEndpoint],
    [checkedOnce, outage(oneEndpoint, ['recheck']), oneEndpoint],
    [asItWas, region(twoEndpoints, designOf('no lock', [], false)), twoEndpoints],
    [mended, region(twoEndpoints, designOf('no lock', ['recheck'], true)), twoEndpoints],
    [mended, region(keepOne, designOf('no lock', ['recheck'], true)), keepOne],
    [nothing, region(twoEndpoints, designOf('lease', ['recheckBefore'], true)), twoEndpoints],
    [underLock(hasLock), region(twoEndpoints, designOf('checked lease', ['recheckBefore'], true)), twoEndpoints],
    [swap, region(twoEndpoints, designOf('no lock', ['compareAndSwap'], true)), twoEndpoints],
    [{ ...mended, actions: { ...mended.actions, ...cells.guarded } }, guardedRegion, twoEndpoints],
  ] as [any, Model, LockSize][]) {
    const { differences, common } = compared(solver, system, model, size);
    assert.deepEqual(differences.slice(0, 3), [], JSON.stringify(size));
    assert(common > 20);
  }
});

test('where the model goes back, an operator of the solver may', async () => {
  const { solver, withOperators, goingBack } = await readNotebookChanged(NOTEBOOK, { upTo: 'back' });
  const { enactors, endpoints, keep, plans } = twoEndpoints;
  const stepsFrom = solver.stepsFrom(
    { state: withOperators, actions: goingBack },
    { sizes: { enactors, endpoints, keep, operators: 1 }, numbers: plans + 1 },
  );
  const { states, edges } = graph(withRollback(guardedRegion));
  const back = edges.filter(({ label }) => label === 'goBack');
  assert(back.length > 20);
  for (const { from, to } of back) {
    const operator = [{ endpoint: 0, plan: (states[to] as any).endpoint[0].live }];
    const [step] = stepsFrom({ ...inCells(states[from]), operator });
    assert.equal(written(step.after), written({ ...inCells(states[to]), operator }));
  }
});

test('the re-check is proved with the check at the start as well, which the searched design has', async () => {
  const { prove, design, isAt, isNewer } = await readNotebookChanged(NOTEBOOK, { upTo: 'designs' });
  assert(prove(design({ first: 'picked', ready: isAt('checked'), asks: isNewer })).holds);
});

/** Nothing is asserted of the proof, which a changed system need not have. */
const unproved = { 'assert(proof.holds);': '', "assert.equal(proof.possible.failToApply, 'never');": '' };

test('a step that differs between the cells and the model is found', async () => {
  const inRegion = region(twoEndpoints, designOf('no lock', [], false)) as Model;
  for (const [from, to, model, size] of [
    ['here(s, me).live = me.plan', 's.endpoint.at(0).live = me.plan', inRegion, twoEndpoints],
    ['no(isGone), asks, canRollBack', 'asks, canRollBack', outage(oneEndpoint) as Model, oneEndpoint],
  ] as const) {
    const { solver, asItWas } = await readNotebookChanged(NOTEBOOK, { upTo: 'designs', change: { [from]: to } });
    assert(compared(solver, asItWas, model, size).differences.length > 0, from);
  }
});

const brokenIn = ({ answers }: any): string[] =>
  answers.filter(({ verdict }: any) => verdict !== 'proved').map(({ step, claim }: any) => `${step}: ${claim}`);

test('notebook 11: the second claim protects the first, the third the second, and the first the name', async () => {
  const { prove, mended, invariant } = await readNotebookChanged(NOTEBOOK, { upTo: 'mended' });
  const without = (name: string) => {
    const { [name]: _, ...rest } = invariant;
    return brokenIn(prove({ ...mended, invariant: rest }));
  };
  assert.deepEqual(without('What is deleted is older'), ['undefined: The name always resolves']);
  assert.deepEqual(without('What is done stays done'), ['cleanUp: What is deleted is older']);
  assert.deepEqual(without('One after the other'), ['pickUp: What is done stays done']);
  assert.deepEqual(without('Plans come from the Planner'), []);
});

test('notebook 11: an Enactor that crashes and starts over, idle, changes nothing', async () => {
  const cells = await readNotebookChanged(NOTEBOOK, { upTo: 'swap' });
  const { prove, mended, swap, underLock, hasLock, asItWas, idle, solver, isAt, no } = cells;
  const crash = {
    by: 'enactor',
    when: no(isAt('idle')),
    then: (_: any, me: any) =>
      Object.assign(me, { at: idle, endpoint: solver.int(0), cursor: solver.int(0), seen: solver.int(0) }),
  };
  const crashing = (of: any) => prove({ ...of, actions: { ...of.actions, crash } });
  for (const of of [mended, swap, underLock(hasLock)]) assert(crashing(of).holds);
  const asBefore = brokenIn(crashing(asItWas));
  assert(asBefore.length > 0 && asBefore.every(broken => broken.startsWith('apply: ')));
});

test('notebook 11: a clean-up that reaches one plan further breaks the first claim', async () => {
  const { proof } = await readNotebookChanged(NOTEBOOK, {
    upTo: 'mended',
    change: { 'me.plan.sub(me.cursor).gt(keep)': 'me.plan.sub(me.cursor).ge(keep)', ...unproved },
  });
  assert.deepEqual(brokenIn(proof), ['cleanUp: What is deleted is older']);
});

test('notebook 11: with a weaker first claim, each step keeps it, and the name need not resolve', async () => {
  const { proof } = await readNotebookChanged(NOTEBOOK, {
    upTo: 'mended',
    change: { 'deleted.every(plan => plan.lt(live))': 'deleted.every(plan => plan.le(live))', ...unproved },
  });
  assert.deepEqual(brokenIn(proof), ['undefined: The name always resolves']);
  assert.equal(proof.possible.failToApply, 'yes');
});

test('notebook 11: an operator who goes back breaks the invariant', async () => {
  const back = 'const live = s.endpoint.at(0).live; s.endpoint.at(0).live = live.sub(1);';
  const cleanUp = '  apply: apply(of.ready, of.asks), cleanUp: cleanUp,';
  const { proof } = await readNotebookChanged(NOTEBOOK, {
    upTo: 'mended',
    change: { [cleanUp]: `${cleanUp}\n  goBack: { then: (s: any) => { ${back} } },`, ...unproved },
  });
  assert(brokenIn(proof).includes('goBack: What is deleted is older'));
  assert(brokenIn(proof).every(broken => broken.startsWith('goBack: ')));
});

test('a run gets to a state such as the solver shows: a plan is late, and a newer one being cleaned up for', () => {
  const { states } = graph(outage({ plans: 3, enactors: 2, keep: 0 }));
  assert(
    states.some(
      ({ enactor, live }) =>
        enactor.some(({ at, plan }) => at === 'cleaning' && plan === live) &&
        enactor.some(({ at, plan }) => at === 'checked' && plan < live),
    ),
  );
});

test('only notebook 11 loads the solver', () => {
  const folder = path.join(ROOT, 'notebooks');
  const users = readdirSync(folder).filter(
    file => file.endsWith('.ipynb') && /from 'prover'/.test(readFileSync(path.join(folder, file), 'utf8')),
  );
  assert.deepEqual(users, [`${NOTEBOOK}.ipynb`]);
});
