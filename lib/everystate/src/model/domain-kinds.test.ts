import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameAccelerated } from '../fixtures/accelerated.js';
import {
  arrayOf,
  bagOf,
  check,
  type Declaration,
  each,
  either,
  flag,
  graph,
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
  show,
  showState,
  type StateOf,
  toItf,
} from '../index.js';

/** What an effect makes of the first state. */
function after<const D extends Declaration>(state: D, then: (state: StateOf<D>) => void) {
  const one: any = model({ state, actions: { go: { then } } } as any);
  return replay(one, ['go']).end as any;
}

function fails(run: () => unknown, ...parts: string[]): void {
  assert.throws(run, fault => {
    assert(fault instanceof ModelError, String(fault));
    for (const part of parts) assert(fault.message.includes(part), `${part} is not in: ${fault.message}`);
    return true;
  });
}

const message = either(
  { type: oneOf('ask'), from: processOf('node') },
  { type: oneOf('vote'), from: processOf('node'), to: processOf('node') },
);
const node = each(['ann', 'bob', 'cy'], { votedFor: orNone(processOf('node')), votes: setOf(processOf('node')) });

test('records and lists nest, are changed in place, and are copied when they are assigned', () => {
  const state = {
    here: { x: range(0, 9), y: range(0, 9), tags: setOf(oneOf('a', 'b')) },
    there: { x: range(0, 9), y: range(0, 9), tags: setOf(oneOf('a', 'b')) },
    grid: arrayOf(2, arrayOf(3, range(0, 9))),
    worker: each(2, { spot: { x: range(0, 9), seen: arrayOf(2, flag) } }),
  };
  const end = after(state, s => {
    s.here.x = 3;
    s.here.tags.add('b');
    s.there = s.here;
    s.here.x = 4; // a copy was made
    s.here.tags.add('a');
    s.grid[1]![2] = 7;
    s.worker[1]!.spot.seen[0] = true;
    Object.assign(s.worker[0]!.spot, { x: 5 });
  });
  assert.equal(
    showState(end),
    'here (x 4, y 0, tags {a, b}), there (x 3, y 0, tags {b}), grid [[0, 0, 0], [0, 0, 7]], ' +
      'worker A (spot (x 5, seen [false, false])), worker B (spot (x 0, seen [true, false]))',
  );
  // Parts change places, also within the field that is assigned.
  const pair = { list: arrayOf(2, arrayOf(2, range(0, 9))), two: { a: { x: range(0, 9) }, b: { x: range(0, 9) } } };
  const swapped = after(pair, s => {
    s.list[0]![1] = 1;
    s.list = [s.list[1]!, s.list[0]!];
    s.two.a.x = 2;
    s.two = { a: s.two.b, b: s.two.a };
  });
  assert.equal(showState(swapped), 'list [[0, 0], [0, 1]], two (a (x 0), b (x 2))');
  const act = (then: (s: any) => void) => () => check(model({ state, actions: { act: { then } } }));
  fails(
    act(s => {
      s.here.x = 10;
    }),
    "'here.x' was set to 10",
    '0..9',
  );
  fails(
    act(s => {
      s.here = { x: 1, y: 2 };
    }),
    "'here' is given a record without 'tags'",
  );
  fails(
    act(s => {
      s.here = { x: 1, y: 2, tags: [], z: 3 };
    }),
    "given 'z', which it does not have",
  );
  fails(
    act(s => {
      s.here.z = 3;
    }),
    "no field 'z'",
  );
  fails(
    act(s => {
      s.grid[0].push(3);
    }),
    'fixed length',
    'sequenceOf',
  );
  fails(
    act(s => {
      s.grid[0] = [1, 2, 3];
    }),
    'replaceWith',
  );
  fails(
    act(s => {
      s.grid = [1];
    }),
    "'grid' was set to a list of 1",
    'list of 2',
  );
  assert.equal(
    String(
      after(state, (s: any) => {
        s.grid = [
          [1, 2, 3],
          [4, 5, 6],
        ];
      }).grid,
    ),
    '1,2,3,4,5,6',
  );
});

test('sets range over records and processes, and over more values than a word has bits', () => {
  const state = { node, msgs: setOf(message), wide: setOf(range(0, 99)) };
  const end = after(state, s => {
    s.msgs.add({ type: 'vote', from: 0, to: 2 }).add({ type: 'ask', from: 1 });
    s.wide.replaceWith([3, 64, 99]).delete(3);
    s.node[1]!.votedFor = 2;
    s.node[1]!.votes = s.node[0]!.votes.union([0, 2]);
  });
  assert.equal(
    showState(end),
    'node ann (votedFor none, votes ∅), node bob (votedFor cy, votes {ann, cy}), node cy (votedFor none, votes ∅), ' +
      'msgs {(type ask, from bob), (type vote, from ann, to cy)}, wide {64, 99}',
  );
  assert(end.msgs.has({ type: 'vote', from: 0, to: 2 }));
  assert(!end.msgs.has({ type: 'vote', from: 1, to: 2 }));
  assert.equal([...end.msgs][0], [...after(state, s => void s.msgs.add({ type: 'ask', from: 1 })).msgs][0]);
  fails(
    () => after(state, (s: any) => s.msgs.add({ type: 'vote', from: 0 })),
    "'msgs' is given a record with type vote and without 'to'",
    'type, from, to',
  );
  const odd = (one: object) => () => after(state, (s: any) => s.msgs.add(one));
  fails(
    odd({ type: 'vote', from: 0, too: 1 }),
    "'msgs' is given 'too', which a record with type vote does not have",
    "Did you mean 'to'?",
  );
  fails(odd({ type: 'vote', from: 0, to: 9 }), "'msgs.to' was set to 9, outside its domain ann | bob | cy");
  fails(odd({ type: 'go', from: 0 }), '\'msgs.type\' was set to "go"');
  fails(() => after(state, (s: any) => s.msgs.add('ask')), '"ask" was put into \'msgs\'');
});

test('set algebra has the names of ECMAScript', () => {
  const { s: a } = after({ s: setOf(range(0, 50)) }, s => void s.s.replaceWith([1, 2, 40]));
  const b = new Set([2, 3]);
  assert.deepEqual([...a.union(b)], [1, 2, 3, 40]);
  assert.deepEqual([...a.intersection(b)], [2]);
  assert.deepEqual([...a.difference(b)], [1, 40]);
  assert.deepEqual([...a.symmetricDifference(b)], [1, 3, 40]);
  assert.deepEqual([a.isSubsetOf([1, 2, 3, 40]), a.isSubsetOf(b)], [true, false]);
  assert.deepEqual([a.isSupersetOf([1, 2]), a.isSupersetOf(b)], [true, false]);
  assert.deepEqual([a.isDisjointFrom([0, 3]), a.isDisjointFrom(b)], [true, false]);
  fails(() => a.union([51]), '51 was put into');
  // Records that are alike are the same element, whoever made them.
  const ask = (from: number) => ({ type: 'ask' as const, from });
  const { m } = after({ node, m: setOf(message) }, s => void s.m.add(ask(1)));
  assert.deepEqual([m.isSubsetOf([ask(0), ask(1)]), m.isSubsetOf([ask(0)])], [true, false]);
  assert.equal(String(m.symmetricDifference([ask(2), ask(1), ask(2)])), '{(type ask, from cy)}');
  assert.deepEqual([m.intersection([ask(1)]).size, m.difference([ask(1)]).size, m.union([ask(1)]).size], [1, 0, 1]);
});

test('set algebra knows sets over another domain', () => {
  const state = { a: setOf(oneOf('x', 'y')), b: setOf(oneOf('y', 'z')) };
  const { a, b } = after(state, s => void (s.a.add('x').add('y') && s.b.add('y').add('z')));
  assert.deepEqual([[...a.difference(b)], [...b.difference(a)]], [['x'], ['z']]);
  assert.deepEqual([[...a.intersection(b)], [...b.intersection(a)]], [['y'], ['y']]);
  assert.deepEqual([a.isSubsetOf(b), a.intersection(b).isSubsetOf(b)], [false, true]);
  assert.deepEqual([a.isSupersetOf(b), a.isSupersetOf(b.intersection(a))], [false, true]);
  assert.deepEqual([a.isDisjointFrom(b), a.difference(b).isDisjointFrom(b)], [false, true]);
  fails(() => a.difference(['z']), '"z" was looked for in');
});

test('sequences, maps and bags', () => {
  const state = {
    node,
    queue: sequenceOf(message, 2),
    owner: mapOf(oneOf('x', 'y'), processOf('node')),
    sent: bagOf(oneOf('p', 'q'), 2),
  };
  const end = after(state, s => {
    s.queue.push({ type: 'ask', from: 1 }).push({ type: 'ask', from: 2 });
    assert(s.queue.isFull && s.queue.includes({ type: 'ask', from: 2 }));
    assert.equal(s.queue.shift()!.from, 1);
    s.owner.set('y', 1);
    s.sent.add('p').add('p').add('q').delete('q');
    assert(s.sent.isFull('p') && s.sent.size === 2);
  });
  const { node: _, ...rest } = end;
  assert.deepEqual(
    Object.entries(rest).map(([field, value]) => `${field} ${value}`),
    ['queue [(type ask, from cy)]', 'owner {y: bob}', 'sent {2 × p}'],
  );
  assert.deepEqual(
    [end.owner.get('y'), end.owner.get('x'), end.queue.at(-1).from, end.queue.at(1)],
    [1, undefined, 2, undefined],
  );
  fails(
    () => after(state, s => void [0, 1, 2].forEach(from => s.queue.push({ type: 'ask', from }))),
    "'queue' is full",
    'isFull',
  );
  fails(() => after(state, s => void s.sent.add('p').add('p').add('p')), "'sent' is full: it holds p at most 2 times");
  fails(
    () => after(state, (s: any) => s.owner.set('z', 1)),
    '"z" was given as a key of \'owner\', outside its domain x | y',
  );
  assert.deepEqual(
    toItf(replay(model({ state, actions: { go: { then: s => void s.owner.set('x', 2) } } }) as any, ['go'])).states[1]!
      .owner,
    {
      '#map': [['x', 'cy']],
    },
  );
});

test('a field that holds a value of its own kind of record starts, and is told, as any other', () => {
  const vote = { kind: oneOf('vote'), of: setOf(range(0, 2)) };
  const one = model({
    state: { last: either(vote, { kind: oneOf('none') }), n: range(0, 1) },
    init: { last: { kind: 'vote', of: [1] as never } },
    actions: { up: { when: s => s.n < 1, then: s => void s.n++ } },
  });
  const trace = replay(one, ['up']);
  assert.equal(String(trace).split('\n')[1], '  1  up     n 0 → 1');
  assert.equal(String(replay(one, trace)), String(trace));
  assert.equal(showState(trace.end), 'last (kind vote, of {1}), n 1');
});

test('collections are asked as arrays are, and give arrays', () => {
  const { q, s, b, m } = after(
    {
      q: sequenceOf(range(0, 9), 4),
      s: setOf(range(0, 99)),
      b: bagOf(oneOf('x', 'y'), 2),
      m: mapOf(range(0, 3), flag),
    },
    s => {
      s.q.push(3).push(1).push(3);
      s.s.add(70).add(4);
      s.b.add('y').add('y').add('x');
      s.m.set(2, true).set(1, false);
    },
  );
  assert.deepEqual(
    q.filter((n: number) => n > 1),
    [3, 3],
  );
  assert.deepEqual(
    q.map((n: number, i: number) => n * 10 + i),
    [30, 11, 32],
  );
  assert.deepEqual([q.find((n: number) => n < 3), q.find((n: number) => n > 3)], [1, undefined]);
  assert.deepEqual([s.some((n: number) => n === 70), s.every((n: number) => n > 4)], [true, false]);
  assert.deepEqual(
    b.map((one: string) => one),
    ['x', 'y', 'y'],
  );
  assert.deepEqual(
    m.filter(([, is]: [number, boolean]) => is),
    [[2, true]],
  );
});

test('what is no longer in a sequence or a map makes no difference', () => {
  const states = (state: any, actions: any) => check(model({ state, actions })).states;
  assert.equal(
    states(
      { q: sequenceOf(range(0, 2), 2) },
      {
        push: { with: { v: range(0, 2) }, when: (s: any) => !s.q.isFull, then: (s: any, { v }: any) => s.q.push(v) },
        shift: { then: (s: any) => void s.q.shift() },
        pop: { then: (s: any) => void s.q.pop() },
      },
    ),
    1 + 3 + 9,
  );
  assert.equal(
    states(
      { m: mapOf(range(0, 1), range(0, 2)) },
      {
        set: { with: { k: range(0, 1), v: range(0, 2) }, then: (s: any, { k, v }: any) => s.m.set(k, v) },
        delete: { with: { k: range(0, 1) }, then: (s: any, { k }: any) => s.m.delete(k) },
      },
    ),
    4 * 4,
  );
});

test('a step has parameters, and a label of its own', () => {
  const flip = { with: {}, then: (s: { x: boolean }, given: object) => void (s.x = Object.keys(given).length === 0) };
  const none = model({ state: { x: flag }, actions: { flip } });
  assert.equal(check(none).states, 2);
  const election = model({
    state: { node, msgs: setOf(message), seen: setOf(range(0, 1)) },
    actions: {
      vote: {
        by: 'node',
        with: { to: 'node', how: oneOf('fast', 'slow') },
        when: (_, me, i, { to, how }) => me.votedFor === 'none' && (how === 'fast') === (to === i),
        then: (s, me, i, { to }) => {
          me.votedFor = to;
          s.msgs.add({ type: 'vote', from: i, to });
        },
      },
      deliver: {
        with: { m: message },
        label: ({ m }) => `deliver ${m.type} ${m.from}→${m.to}`,
        when: (s, { m }) => s.msgs.has(m),
        then: (s, { m }) => {
          s.msgs.delete(m);
          if (m.type === 'vote') s.node[m.to]!.votes.add(m.from);
        },
      },
      choose: {
        with: { some: setOf(range(0, 1)) },
        then: (s, { some }) => {
          s.seen.replaceWith(some);
        },
      },
    },
    sometimes: { elected: s => s.node[2]!.votes.size > 1 },
  });
  const found = check(election).of('elected').trace!;
  assert.deepEqual(found.labels, [
    'vote ann (to cy, how slow)',
    'vote bob (to cy, how slow)',
    'deliver vote ann→cy',
    'deliver vote bob→cy',
  ]);
  assert.deepEqual(replay(election, found).labels, found.labels);
  assert.deepEqual(replay(election, found.labels).labels, found.labels);
  assert.deepEqual(replay(election, ['choose (some {0, 1})']).end.seen.size, 2);
  assert.deepEqual(found.steps[2]!.given, { m: { type: 'vote', from: 0, to: 2 } });
  assert.match(String(found), /node ann\.votedFor none → cy/);
  const deliver = { ...election.actions.deliver!, label: ({ m }: any) => `deliver ${m}` };
  const whole = model({ ...election, actions: { ...election.actions, deliver } } as typeof election);
  assert.equal(check(whole).of('elected').trace!.labels[2], 'deliver (type vote, from ann, to cy)');
  fails(
    () =>
      check(
        model({
          state: { n: range(0, 9) },
          actions: { a: { with: { x: range(0, 99), y: range(0, 99) }, then: () => {} } },
        }),
      ),
    "'a' has 10000 choices of its parameters x, y",
    '4096',
  );
  fails(
    () =>
      check(model({ state: { n: range(0, 9), node }, actions: { a: { with: { x: 'nod' as any }, then: () => {} } } })),
    "Did you mean 'node'?",
  );
});

test('values are written as show says', () => {
  const shown = show(message, m => `${m.type}:${m.from}`);
  const end = after({ node, msgs: setOf(shown), last: orNone(shown) }, s => {
    s.msgs.add({ type: 'ask', from: 2 });
    s.last = { type: 'ask', from: 1 };
  });
  assert.deepEqual(showState(end).split('), ').at(-1)!.slice(0), 'msgs {ask:cy}, last ask:bob');
});

test('every state is found that a plain search with JSON finds', () => {
  const whole = model({
    state: {
      q: sequenceOf({ a: range(0, 1), b: flag }, 2),
      m: mapOf({ k: range(0, 1) }, oneOf('u', 'v')),
      bag: bagOf(range(0, 1), 2),
      rec: { set: setOf(range(0, 1)), list: arrayOf(2, range(0, 1)) },
    },
    actions: {
      push: { with: { v: { a: range(0, 1), b: flag } }, when: s => !s.q.isFull, then: (s, { v }) => void s.q.push(v) },
      shift: {
        when: s => s.q.length > 0,
        then: s => {
          s.rec.list[s.q.shift()!.a] = 1;
        },
      },
      put: {
        with: { k: { k: range(0, 1) }, v: oneOf('u', 'v') },
        when: s => s.rec.list[0] === 1,
        then: (s, { k, v }) => void s.m.set(k, v),
      },
      add: {
        with: { n: range(0, 1) },
        when: (s, { n }) => !s.bag.isFull(n) && s.m.size > 0,
        then: (s, { n }) => {
          s.bag.add(n);
          s.rec.set.add(n);
        },
      },
      take: {
        with: { n: range(0, 1) },
        when: (s, { n }) => s.bag.has(n),
        then: (s, { n }) => {
          s.bag.delete(n);
          s.rec = { set: [n] as any, list: [0, n] };
        },
      },
    },
  });
  const { states, edges } = graph(whole);
  const keys = new Set(states.map(state => JSON.stringify(state)));
  assert.equal(keys.size, states.length);
  assert.equal(check(whole).transitions, edges.length);
  assert(assertSameAccelerated(whole).states > 500);
});

test('a field over records by themselves holds one of its own: equal ones are ===, and what is assigned is copied', () => {
  const receipt = orNone({ m: range(1, 2), n: range(1, 2) });
  const state = { worker: each(2, { of: receipt }), list: arrayOf(2, receipt), late: flag };
  const given = { m: 1, n: 1 };
  const end = after(state, s => {
    s.worker[0]!.of = given;
    s.list[1] = given;
    given.n = 2; // copies were made
    s.worker[1]!.of = { m: 1, n: 1 };
    s.late = s.worker[0]!.of === s.worker[1]!.of && s.list[1] === s.worker[0]!.of;
  });
  assert.deepEqual(end.list, ['none', { m: 1, n: 1 }]);
  assert.equal(end.late, true);

  const workers = model({
    state,
    actions: {
      take: {
        by: 'worker',
        when: (_, me) => me.of === 'none',
        then: (_, me) => {
          me.of = { m: 1, n: 1 };
        },
      },
      wait: {
        when: s => !s.late,
        then: s => {
          s.late = true;
        },
      },
    },
    always: { 'no two alike': s => s.worker[0]!.of === 'none' || s.worker[0]!.of !== s.worker[1]!.of },
    ends: { 'may end': () => true },
  });
  assertSameAccelerated(workers);
  const alike = check(workers).of('no two alike');
  assert.equal(alike.count, 2, 'before and after waiting');
  assert.equal(alike.trace!.length, 2);
  const { trace } = check({ ...workers, always: { early: s => s.worker[1]!.of === 'none' || !s.late } }).of('early');
  assert.deepEqual(
    trace!.steps.map(({ changes }) => changes.length),
    trace!.steps.map(() => 1),
    'what stays as it was is no change',
  );
  assert.deepEqual(replay(workers, trace!).labels, trace!.labels);
});

test('rows of a list of lists change places: what is assigned is copied before anything is written', () => {
  const swapping = model({
    state: { grid: arrayOf(2, arrayOf(2, range(0, 3))) },
    init: {
      grid: [
        [0, 1],
        [2, 3],
      ],
    },
    actions: {
      swap: {
        then: s => {
          s.grid = [s.grid[1]!, s.grid[0]!];
        },
      },
    },
  });
  assert.deepEqual(JSON.parse(JSON.stringify(replay(swapping, ['swap']).end.grid)), [
    [2, 3],
    [0, 1],
  ]);
  assertSameAccelerated(swapping);
});
