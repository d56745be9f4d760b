import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arrayOf,
  bagOf,
  check,
  each,
  either,
  flag,
  mapOf,
  model,
  ModelError,
  oneOf,
  orNone,
  processOf,
  range,
  replay,
  sequenceOf,
  setOf,
} from '../index.js';

const state = {
  node: each(['ann', 'bob'], { at: oneOf('in', 'out'), boss: processOf('node'), votes: setOf(processOf('node')) }),
  owner: mapOf(oneOf('lamp', 'door'), { by: processOf('node'), n: range(0, 3) }),
  turn: mapOf(processOf('node'), range(0, 3)),
  names: setOf(oneOf('a', 'b')),
  low: setOf(range(1, 3)),
  bag: bagOf(oneOf('a', 'b'), 2),
  queue: sequenceOf(range(1, 3), 2),
  place: { x: range(0, 3), y: range(0, 3) },
  last: orNone({ by: processOf('node'), n: range(0, 3) }),
  grid: arrayOf(2, arrayOf(3, range(0, 3))),
  n: range(0, 3),
};

const run = (then: (s: any) => void) => replay(model<any>({ state, actions: { go: { then } } }), ['go']).steps[0]!;

/** Asserts that each of the effects fails with one error that says all of this. */
function told(says: readonly string[], ...effects: ((s: any) => void)[]): void {
  for (const then of effects) {
    assert.throws(
      () => run(then),
      (error: unknown) => {
        assert(error instanceof ModelError, String(error));
        for (const part of says) assert(error.message.includes(part), `${then}: «${error.message}» lacks «${part}»`);
        return true;
      },
    );
  }
}

/** Asserts that an effect makes these changes. */
function does(changes: string, then: (s: any) => void): void {
  assert.equal(
    run(then)
      .changes.map(({ field, is }) => `${field} ${is}`)
      .join(', '),
    changes,
  );
}

test('a value in a map is not changed in place, and the remedy is told', () => {
  const put = (s: any) => s.owner.set('lamp', { by: 0, n: 1 });
  told(
    ["It changed 'n'", 'in a map by set(key, …)'],
    s => void (put(s).get('lamp').n = 2),
    s => put(s).map(([, one]: any) => (one.n = 2)),
    s => {
      s.last = { by: 0, n: 1 };
      s.last.n = 2;
    },
  );
  told(["no field 'z'", 'put another one'], s => void (put(s).get('lamp').z = 2));
  told(["no field 'n'", 'put another one'], s => void (s.last.n = 2));
  does('owner {lamp: (by ann, n 2)}', s => put(s).set('lamp', { ...s.owner.get('lamp'), n: 2 }));
});

test('of several records, the one of the given type says what is missing or too much', () => {
  const sent = either(
    { type: oneOf('ask'), from: processOf('node'), n: range(0, 3) },
    { type: oneOf('tell'), to: flag },
  );
  const add = (message: object) => {
    const mail = model<any>({
      state: { ...state, sent: setOf(sent) },
      actions: { go: { then: (s: any) => s.sent.add(message) } },
    });
    return () => replay(mail, ['go']);
  };
  assert.throws(
    add({ type: 'tell', from: 0, n: 1, to: true }),
    /'sent' is given 'from', which a record with type tell does not have/,
  );
  assert.throws(
    add({ type: 'tell', from: 0, n: 1 }),
    /'sent' is given 'from', which a record with type tell does not have/,
  );
  assert.throws(add({ type: 'tell' }), /'sent' is given a record with type tell and without 'to'/);
  assert.throws(add({ type: 'ask', from: 0, n: 4 }), /'sent\.n' was set to 4/);
  assert.throws(add({ type: 'aks', from: 0, n: 3 }), /'sent\.type' was set to "aks"/);
});

test('where an element of a list is replaced that holds more than a value, the lists are named that it may be in', () => {
  told(["The list may be 'node' or 'grid'."], s => void (s.grid[1] = [0, 0, 0]));
  told(["The list may be 'node' or 'grid'."], s => void (s.node[0] = s.node[1]));
  told(["has no '0'"], s => void (s.queue[0] = 1));
});

test('processes go by number', () => {
  told(
    ['"bob"', 'Processes go by number: ann is 0, bob is 1'],
    s => void (s.node[0].boss = 'bob'),
    s => s.node[0].votes.add('bob'),
    s => s.node[0].votes.has('bob'),
    s => s.node[0].votes.delete('bob'),
    s => s.node[0].votes.isSupersetOf(['bob']),
    s => void (s.node[0].votes = ['bob']),
    s => s.owner.set('lamp', { by: 'bob', n: 0 }),
    s => void (s.last = { by: 'bob', n: 0 }),
    s => s.turn.get('bob'),
    s => s.turn.set('bob', 1),
  );
  told(["'node ann.boss' was set to {", 'bob is 1'], s => void (s.node[0].boss = s.node[1]));
  told(["'node ann.boss' was set to 2", 'bob is 1'], s => void (s.node[0].boss = 2));
  told(['orNone'], s => void (s.node[0].boss = 'none'));
  assert.throws(() => check(model<any>({ state, init: { node: { boss: 'bob' } }, actions: { go: { then() {} } } })), {
    message: /In 'init': 'node ann\.boss' was set to "bob".*\nProcesses go by number/,
  });
  const many = each(5, { next: processOf('node') });
  assert.throws(
    () =>
      replay(
        model<any>({ state: { node: many }, actions: { go: { then: (s: any) => void (s.node[0].next = 'E') } } }),
        ['go'],
      ),
    /A is 0, B is 1, C is 2, …\./,
  );
});

test('what is assigned to a set, sequence, map or bag is told what it may be', () => {
  does('owner {door: (by bob, n 3)}', s => void (s.owner = new Map([['door', { by: 1, n: 3 }]])));
  does('owner {door: (by bob, n 3)}', s => void (s.owner = [['door', { by: 1, n: 3 }]]));
  does('names {b}, bag {b}, queue [3, 1]', s => {
    s.names = new Set(['b']);
    s.bag = s.names;
    s.queue = new Set([3, 1]);
  });
  told(
    ["'owner' was given", 'a list of pairs'],
    s => void (s.owner = [1, 2]),
    s => void (s.owner = ['ab']),
    s => void (s.owner = new Set(['lamp'])),
    s => void (s.owner = { lamp: { by: 0, n: 0 } }),
    s => void (s.owner = undefined),
  );
  told(["a list was put into 'names'"], s => void (s.names = new Map([['a', 1]])));
  told(
    ["'names' was given", 'in a list'],
    s => void (s.names = { a: true }),
    // A string has letters for elements, which is never meant.
    s => void (s.names = 'ab'),
    s => s.names.replaceWith('ab'),
    s => s.names.union('a'),
    s => s.names.difference('a'),
    s => s.names.intersection(1),
    s => s.names.isSubsetOf('a'),
    s => s.names.isDisjointFrom(undefined),
  );
  told(
    ["'place' was set to", 'a record with: x, y'],
    s => void (s.place = [1, 2]),
    s => void (s.place = new Map([['x', 1]])),
    s => void (s.place = s.names),
  );
});

test('a position outside of a list or a family is told with its length', () => {
  told(
    ["It asked for 'at' of undefined", "If one of a list was meant: 'node' has 2: [0] to [1].", 'find'],
    s => void (s.node[2].at = 'out'),
    s => void s.node[-1].at,
    s => void (s.node['bob'].at = 'out'),
    s => void (s.node.find((one: any) => one.at === 'out').at = 'in'),
    s => {
      const { at } = s.node[2];
      s.n = at;
    },
  );
  told(["'0' of undefined", "'grid' has 2: [0] to [1]."], s => void (s.grid[2][0] = 1));
  told(['no element 3', "'grid[…]' has 3: [0] to [2]."], s => void (s.grid[0][3] = 1));
  told(["'n' was set to NaN", 'end of a list'], s => void (s.n = s.grid[0][3] + 1));
  told(["'n' was set to undefined", 'end of a list'], s => void (s.n = s.grid[0][3]));
  // A list with the field is not told as the cause: it was a map that was asked.
  told(["'at' of undefined", "\nIf one of a list was meant: 'node' has 2", 'where get'], s => s.owner.get('lamp').at);
  told(["It asked for 'n' of undefined", 'where get'], s => void (s.n = s.owner.get('lamp').n));
});

test('what could never be there is not looked for without a word', () => {
  told(
    ['"bed" was given as a key of \'owner\', outside its domain lamp | door'],
    s => s.owner.get('bed'),
    s => s.owner.has('bed'),
    s => s.owner.delete('bed'),
    s => s.owner.set('bed', { by: 0, n: 0 }),
  );
  told(['2 was given as a key'], s => s.turn.has(2));
  told(
    ['"c" was looked for in', 'a | b'],
    s => s.names.has('c'),
    s => s.names.delete('c'),
    s => s.bag.has('c'),
    s => s.bag.count('c'),
    s => s.bag.delete('c'),
  );
  told(['"1" was looked for in \'queue\''], s => s.queue.includes('1'));
  // Numbers may come from a calculation at the edge of their range.
  does('n 1', s => void (s.n = s.low.has(4) || s.low.delete(0).size > 0 || s.queue.includes(9) ? 2 : 1));
  const sent = { sent: setOf({ type: oneOf('ask', 'vote'), n: range(1, 3) }), found: flag };
  const ask = (one: any) =>
    replay(model<any>({ state: sent, actions: { go: { then: (s: any) => void (s.found = s.sent.has(one)) } } }), [
      'go',
    ]);
  assert.equal(ask({ type: 'ask', n: 0 }).end.found, false);
  assert.throws(() => ask({ type: 'ask' }), /'sent' is given a record without 'n'/);
});

test('what a set, sequence, map or bag does not have is told with what it has', () => {
  told(["'names' has no 'length'", 'There are: has, size'], s => void (s.n = s.names.length));
  told(["'names' has no 'forEach'", '[...it]'], s => s.names.forEach(() => {}));
  told(["'queue' has no '0'", 'at, length'], s => void (s.queue[0] = 1));
  told(["'bag' has no 'isful'", "Did you mean 'isFull'?"], s => s.bag.isful('a'));
  told(
    ["'owner' has no 'lamp'", 'get, has'],
    s => void (s.owner.lamp = 1),
    s => void s.owner.lamp.n,
  );
  told(["It set 'size'", 'clear'], s => void (s.names.size = 0));
});

test('a range that overflows says which bound to move', () => {
  told(["'n' was set to 4", 'Raise the upper bound of its range to 4', "a guard ('when')"], s => void (s.n = 4));
  told(["'n' was set to -1", 'Lower the lower bound of its range to -1'], s => void s.n--);
  told(["4 was put into 'turn'", 'Raise the upper bound of its range to 4'], s => s.turn.set(0, 4));
});

test('of many names, some are told', () => {
  const wide = model({
    state: { n: range(0, 99) },
    actions: { go: { with: { n: range(0, 99) }, then: (s, { n }) => void (s.n = n) } },
  });
  assert.throws(
    () => replay(wide, ['gone']),
    /no action of this model\.\nThere are: go \(n 0\), .*, go \(n 19\), … 80 more\.$/,
  );
  assert.throws(() => replay(wide, ['gone (n 42)']), /Did you mean 'go \(n 42\)'\?/);
  for (const rest of [{ symmetric: ['nod'] }, { actions: { go: { by: 'nod', then() {} } } }] as any[])
    assert.throws(
      () => model({ state, actions: { go: { then() {} } }, ...rest }),
      /'nod', which is no family of processes\.\nDid you mean 'node'\? There are: node\./,
    );
});
