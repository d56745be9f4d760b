import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jugs, reference } from '../examples/classics.js';
import {
  arrayOf,
  bagOf,
  check,
  each,
  either,
  flag,
  graph,
  mapOf,
  model,
  oneOf,
  orNone,
  outlook,
  outlookFrom,
  processOf,
  range,
  replay,
  sequenceOf,
  setOf,
} from '../index.js';

const race = reference({ plans: 5, enactors: 2, keep: 2 });
const { trace } = check(race).of('something stays live');

test('each step of a trace follows from the one before, and its changes are all there is between them', () => {
  trace!.steps.forEach((step, i) => {
    assert.deepEqual(step.before, i === 0 ? trace!.start : trace!.steps[i - 1]!.after);
    const before = JSON.parse(JSON.stringify(step.before));
    for (const { field, after } of step.changes) {
      const [, family, letter, own] = /^(\w+) ([A-Z])\.(\w+)$/.exec(field) ?? [];
      const record = family ? before[family][letter!.charCodeAt(0) - 65] : before;
      record[own ?? field] = JSON.parse(JSON.stringify(after));
    }
    assert.deepEqual(before, JSON.parse(JSON.stringify(step.after)));
    assert(step.changes.length > 0);
  });
});

test('a trace replays to the same states', () => {
  assert.equal(String(replay(race, trace!.labels)), String(trace));
  // Also from an initial state that is not the first one.
  const late = model({
    state: { t: range(0, 9) },
    init: [{ t: 0 }, { t: 5 }],
    actions: {
      tick: {
        when: s => s.t < 9,
        then: s => {
          s.t++;
        },
      },
    },
    always: { early: s => s.t < 7 },
  });
  const second = check(late).of('early').trace!;
  assert.deepEqual([second.start, second.length], [{ t: 5 }, 2]);
  assert.equal(String(replay(late, second)), String(second));
});

test('a trace prints one line a step', () => {
  const { trace: six } = check(jugs).of('never four gallons');
  assert.equal(String(six).split('\n').length, 7);
  assert.match(String(six).split('\n')[1]!, /^ {2}1 {2}fillBig\s+big 0 → 5$/);
});

test('what an effect put in the place of a set is gone before the next step is tried', () => {
  const sets = model({
    state: { seen: setOf(range(0, 1)), x: range(0, 1) },
    init: { x: 1 },
    actions: {
      see: { then: s => void (s.seen = s.seen.union([1])) },
      fall: { when: s => s.seen.size === 0 && s.x > 0, then: s => s.x-- },
    },
    everyStep: { 'x stays': (before, after) => before.x === after.x },
  });
  assert.deepEqual(check(sets).of('x stays').trace!.labels, ['fall']);
});

test('a long start, and a long state in an error, leaves out what is at its first value', () => {
  const node = {
    at: oneOf('idle', 'busy'),
    seen: setOf(processOf('node')),
    log: sequenceOf({ term: range(1, 2), from: processOf('node') }, 2),
    last: {
      term: range(1, 2),
      of: arrayOf(2, either({ is: oneOf('no') }, { is: oneOf('yes'), by: processOf('node') })),
    },
  };
  const start = (init: object) => {
    const wide = model({
      state: { node: each(4, node), ticks: range(3, 9) },
      init,
      actions: { wait: { then: () => {} } },
    });
    return String(replay(wide, [])).replace('  0  start  ', '');
  };
  assert.equal(start({}), 'everything at its first value');
  assert.equal(
    start({
      ticks: 4,
      node: [{}, { seen: [1], last: { of: [{ is: 'no' }, { is: 'yes', by: 0 }] } }, { at: 'busy' }, {}],
    }),
    'node B (seen {B}, last (of [(is no), (is yes, by A)])), node C (at busy), ticks 4, all else at its first value',
  );
  const fails = model({
    state: { node: each(4, node), ticks: range(3, 9) },
    init: { ticks: 5 },
    actions: { tick: { then: () => assert.fail('too late') } },
  });
  assert.throws(() => check(fails), /failed in the state ticks 5, all else at its first value\./);
});

test('a step of a process names its family and its place in it', () => {
  const step = trace!.steps.find(({ label }) => label === 'apply B')!;
  assert.deepEqual([step.action, step.family, step.process], ['apply', 'enactor', 1]);
  assert.equal(trace!.steps[0]!.family, undefined);
});

test('a graph has every state once, and its edges are the steps between them', () => {
  const { states, edges, initial } = graph(race);
  assert.equal(states.length, 1_307);
  assert.equal(edges.length, 3_076);
  assert.equal(initial, 1);
  assert.equal(new Set(states.map(state => JSON.stringify(state))).size, states.length);
  const first = edges.filter(({ from }) => from === 0);
  assert.deepEqual(
    first.map(({ label }) => label),
    ['publish'],
  );
  assert.throws(() => graph(race, 100), /more than 100 states/);
});

test('the outlook says no exactly where every way on violates the property', () => {
  const looks = outlook(race, trace!, 'something stays live');
  assert.equal(looks.length, trace!.length + 1);
  assert.equal(looks.at(-1)!.canStillGoWell, false);
  looks.forEach(({ canStillGoWell, choices }, i) => {
    if (i < trace!.length) {
      const taken = choices.find(({ label }) => label === trace!.steps[i]!.label)!;
      assert.equal(taken.canStillGoWell, looks[i + 1]!.canStillGoWell);
    }
    if (choices.length > 0 && canStillGoWell) assert(choices.some(choice => choice.canStillGoWell));
  });
  // Four gallons can be avoided for ever, but not after they were measured.
  const six = check(jugs).of('never four gallons').trace!;
  assert.deepEqual(
    outlook(jugs, six, 'never four gallons').map(({ canStillGoWell }) => canStillGoWell),
    [true, true, true, true, true, true, false],
  );
  assert.throws(() => outlook(jugs, six, 'never five'), /There is no 'always' or 'everyStep' property 'never five'/);
});

test('the outlook sees a bad end coming from afar', () => {
  const fork = model({
    state: { at: oneOf('start', 'left', 'middle', 'bad', 'right', 'home') },
    actions: {
      goLeft: {
        when: s => s.at === 'start',
        then: s => {
          s.at = 'left';
        },
      },
      goRight: {
        when: s => s.at === 'start',
        then: s => {
          s.at = 'right';
        },
      },
      goOn: {
        when: s => s.at === 'left',
        then: s => {
          s.at = 'middle';
        },
      },
      fall: {
        when: s => s.at === 'middle',
        then: s => {
          s.at = 'bad';
        },
      },
      rest: {
        when: s => s.at === 'right',
        then: s => {
          s.at = 'home';
        },
      },
    },
    always: { 'never bad': s => s.at !== 'bad' },
    ends: { anywhere: () => true },
  });
  const looks = outlook(fork, check(fork).of('never bad').trace!, 'never bad');
  assert.deepEqual(
    looks.map(look => look.canStillGoWell),
    [true, false, false, false],
  );
  assert.deepEqual(
    looks[0]!.choices.map(({ label, after, canStillGoWell }) => [label, after.at, canStillGoWell]),
    [
      ['goLeft', 'left', false],
      ['goRight', 'right', true],
    ],
  );
  const lookFrom = outlookFrom(fork, 'never bad');
  assert.deepEqual(
    looks[0]!.choices.map(({ after }) => lookFrom(after).canStillGoWell),
    [false, true],
  );
});

test('a change is told by its place, and of what is long, what came and what went', () => {
  const mail = { to: processOf('node'), n: range(0, 9) };
  const nested = model({
    state: {
      node: each(['ann', 'bob'], {
        place: { x: range(0, 9), list: arrayOf(2, range(0, 9)) },
        knows: arrayOf('node', flag),
      }),
      link: arrayOf('node', arrayOf('node', sequenceOf(mail, 4))),
      late: mapOf(oneOf('post', 'wire'), mail),
      bag: bagOf(mail, 2),
      log: sequenceOf(mail, 4),
      last: orNone(mail),
    },
    init: { log: [1, 2, 3].map(n => ({ to: 1, n })) },
    actions: {
      nest: {
        then: s => {
          s.node[0]!.place.x = 1;
          s.node[1]!.place.list[1] = 2;
          s.node[0]!.knows[1] = true;
          s.link[0]![1]!.push({ to: 1, n: 1 });
          s.last = { to: 1, n: 1 };
        },
      },
      send: { then: s => void s.link[0]![1]!.push({ to: 1, n: 2 }).push({ to: 0, n: 3 }) },
      take: { then: s => (s.link[0]![1]!.shift(), s.link[0]![1]!.push({ to: 0, n: 4 })) },
      keep: {
        then: s => {
          s.late.replaceWith([
            ['post', { to: 0, n: 1 }],
            ['wire', { to: 1, n: 2 }],
          ]);
          s.bag.add({ to: 0, n: 1 }).add({ to: 0, n: 1 }).add({ to: 0, n: 2 });
        },
      },
      drop: {
        then: s => {
          s.late.set('wire', { to: 1, n: 3 });
          s.bag.delete({ to: 0, n: 1 }).delete({ to: 0, n: 2 }).add({ to: 0, n: 3 });
        },
      },
      pop: { then: s => (s.log.pop(), s.log.pop()) },
      swap: { then: s => s.log.replaceWith([2, 1, 3].map(n => ({ to: 1, n }))) },
    },
  });
  const changes = (...labels: string[]) =>
    String(replay(nested, labels))
      .split('\n')
      .slice(1)
      .map(line => line.replace(/^ +\d+ +\w+ +/, ''));
  assert.deepEqual(changes('nest', 'send', 'take'), [
    'node ann.place.x 0 → 1, node ann.knows[bob] false → true, node bob.place.list[1] 0 → 2, ' +
      'link[ann][bob] [] → [(to bob, n 1)], last none → (to bob, n 1)',
    'link[ann][bob] + [(to bob, n 2), (to ann, n 3)]',
    'link[ann][bob] + [(to ann, n 4)] − [(to bob, n 1)]',
  ]);
  assert.deepEqual(changes('keep', 'drop'), [
    'late + {post: (to ann, n 1), wire: (to bob, n 2)}, bag ∅ → {2 × (to ann, n 1), (to ann, n 2)}',
    'late + {wire: (to bob, n 3)} − {wire: (to bob, n 2)}, ' +
      'bag + {(to ann, n 1), (to ann, n 3)} − {2 × (to ann, n 1), (to ann, n 2)}',
  ]);
  assert.deepEqual(changes('pop'), ['log − [(to bob, n 2), (to bob, n 3)]']);
  const [one, two, three] = [1, 2, 3].map(n => `(to bob, n ${n})`);
  assert.deepEqual(changes('swap'), [`log + [${two}, ${one}, ${three}] − [${one}, ${two}, ${three}]`]);
});

test('of a long set, a trace tells what was added and what was taken out', () => {
  const words = oneOf('the first of them', 'the second of them', 'the third of them', 'the fourth of them');
  const long = model({
    state: { seen: setOf(words), few: setOf(range(0, 3)) },
    init: { seen: ['the first of them', 'the second of them'] },
    actions: {
      swap: {
        then: s => {
          s.seen.delete('the first of them').add('the third of them').add('the fourth of them');
          s.few.add(1);
        },
      },
      drop: {
        then: s => {
          s.seen.delete('the second of them');
        },
      },
    },
  });
  assert.deepEqual(
    String(replay(long, ['swap', 'drop']))
      .split('\n')
      .slice(1),
    [
      '  1  swap   seen + {the third of them, the fourth of them} − {the first of them}, few ∅ → {1}',
      '  2  drop   seen − {the second of them}',
    ],
  );
});
