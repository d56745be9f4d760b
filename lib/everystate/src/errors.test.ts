import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, each, model, ModelError, oneOf, range, replay, setOf, type Model } from './index.js';

/** Asserts that the call fails with one ModelError that says all of this. */
function fails(run: () => unknown, ...says: string[]) {
  assert.throws(run, (error: unknown) => {
    assert(error instanceof ModelError, String(error));
    for (const words of says) assert(error.message.includes(words), `«${error.message}» lacks «${words}»`);
    return true;
  });
}

const base = {
  state: { n: range(0, 5), seen: setOf(range(1, 3)), worker: each(2, { at: oneOf('here', 'there') }) },
  actions: { count: { then: (s: any) => { s.n++; } } },
};

test('a value outside its domain names the action, the field, the domain, the state and the remedy', () => {
  fails(() => check(model(base)), "Action 'count'", "'n' was set to 6", '0..5', 'n 5, seen ∅', 'Widen the domain');
  const act = (then: (s: any, me: any) => void) => () =>
    check(model({ ...base, actions: { act: { by: 'worker', then } } } as Model<typeof base.state>));
  fails(act((_, me) => { me.at = 'nowhere'; }), "Action 'act A'", "'worker A.at' was set to \"nowhere\"", 'here | there');
  fails(act(s => { s.n = 1.5; }), "'n' was set to 1.5");
  fails(act(s => { s.n = undefined; }), "'n' was set to undefined");
  fails(act(s => { s.seen.add(4); }), "Cannot add 4 to 'seen'", '1, 2, 3');
  fails(act(s => { s.seen = new Set(); }), "assigned to 'seen' as a whole", 'add, delete and clear');
  fails(act(s => { s.worker = []; }), "assigned to 'worker' as a whole", 'worker[0]');
});

test('a guard, effect or property that throws is named with its state', () => {
  const broken = () => { throw new Error('oops'); };
  fails(() => check(model({ ...base, actions: { act: { when: broken, then: () => {} } } })), "Action 'act'", 'oops', 'n 0');
  fails(() => check(model({ ...base, actions: { act: { then: broken } } })), "Action 'act'", 'oops');
  fails(
    () => check(model({ ...base, actions: { rest: { then: () => {} } }, always: { sound: broken } })),
    "Property 'sound'", 'oops',
  );
});

test('a model with no initial state says so', () => {
  fails(() => check(model({ ...base, init: [] })), 'no initial state', "'init' is an empty list");
});

test('a start that does not fit the declared state names what does not fit', () => {
  fails(() => check(model({ ...base, init: { m: 1 } } as any)), "sets 'm'", 'n, seen, worker');
  fails(() => check(model({ ...base, init: { n: 9 } })), "'n' was set to 9", '0..5');
  fails(() => check(model({ ...base, init: { worker: [{}] } })), '1 records for the 2 processes');
  fails(() => check(model({ ...base, init: { worker: { on: 1 } } } as any)), "sets 'on'", 'at');
});

test('a definition that cannot be meant is refused', () => {
  fails(() => model({ state: base.state, actions: {} }), 'no action');
  fails(() => model({ ...base, actions: { act: {} } } as any), "Action 'act' has no effect");
  fails(() => model({ ...base, actions: { act: { by: 'n', then: () => {} } } } as any), "taken by 'n'", 'each(…)');
  fails(() => model({ ...base, always: { a: () => true }, sometimes: { a: () => true } }), "Two properties are named 'a'");
  fails(() => check(model({ state: {}, actions: base.actions })), 'declares no state');
  fails(() => check(model({ ...base, state: { n: 5 } } as any)), "'n' has no finite domain");
  fails(() => check(model({ ...base, state: { 'a b': range(0, 1) } })), "'a b' is not a plain name");
  fails(() => check(model(base), { maxStates: 0 }), 'maxStates is 0');
});

test('domains refuse what they cannot hold', () => {
  fails(() => range(3, 1), 'range(3, 1)');
  fails(() => range(0, 0.5), 'range(0, 0.5)');
  fails(() => range(0, 2 ** 31), 'abstract the field');
  fails(() => oneOf(), 'no value');
  fails(() => oneOf('a', 'a'), "'a' twice");
  fails(() => setOf(range(0, 40)), '41 values', 'at most 32');
  fails(() => each(0, {}), 'each(0');
});

test('replay names an unknown action, and a step that is not possible', () => {
  const up = model({ ...base, actions: { count: { when: s => s.n < 2, then: s => { s.n++; } } } });
  assert.equal(replay(up, ['count', 'count']).end.n, 2);
  fails(() => replay(up, ['cuont']), "Step 1: the model has no action 'cuont'", "Did you mean 'count'?");
  fails(() => replay(up, ['count', 'count', 'count']), "Step 3: 'count' is not possible", 'n 2', 'Nothing is possible');
});
