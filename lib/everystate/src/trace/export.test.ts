import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { reference } from '../examples/classics.js';
import { check, each, flag, graph, model, oneOf, range, setOf, toDot, toItf, toMermaid } from '../index.js';

const lamp = model({
  state: {
    on: flag,
    colour: oneOf('red', 'say "blue"'),
    presses: range(-1, 2),
    seen: setOf(range(0, 2)),
    hand: each(2, { at: oneOf('up', 'down') }),
  },
  init: { presses: -1 },
  actions: {
    press: {
      by: 'hand',
      when: s => s.presses < 2,
      then: (s, me) => {
        me.at = 'down';
        s.on = !s.on;
        s.presses++;
        s.seen.add(s.presses);
      },
    },
    blink: {
      when: s => s.presses === 2,
      then: s => {
        s.on = !s.on;
      },
    },
  },
  eventually: { dark: s => s.presses === 2 && s.colour !== 'red' },
  always: { 'few presses': s => s.presses < 1 },
});

test('a trace is written in the Informal Trace Format', () => {
  const { trace } = check(lamp).of('few presses');
  const itf = toItf(trace!);
  assert.deepEqual(itf.vars, ['on', 'colour', 'presses', 'seen', 'hand']);
  assert.deepEqual(itf.states[1], {
    '#meta': { index: 1, action: 'press A' },
    on: true,
    colour: 'red',
    presses: { '#bigint': '0' },
    seen: { '#set': [{ '#bigint': '0' }] },
    hand: [{ at: 'down' }, { at: 'up' }],
  });
  assert.equal(itf.states.length, trace!.length + 1);
  assert.deepEqual(itf.states[0]!['#meta'], { index: 0 });
  assert.equal(itf['#meta'].format, 'ITF');
  assert.deepEqual(JSON.parse(JSON.stringify(itf)), itf);
  assert.equal('loop' in itf, false);
});

test('a lasso says where its loop begins', () => {
  const { trace, loop } = check(lamp).of('dark');
  const itf = toItf(trace!, loop!);
  assert.equal(loop!.length, 2);
  assert.equal(itf.loop, trace!.length);
  assert.equal(itf.states.length, trace!.length + loop!.length);
  const last = check(model({ ...lamp, actions: { press: lamp.actions.press! } })).of('dark');
  const ending = toItf(last.trace!, last.loop!);
  assert.equal(ending.loop, ending.states.length - 1);
});

test('a number that is not whole cannot be written', () => {
  const half = model({
    state: { n: oneOf(0, 0.5) },
    actions: {
      go: {
        when: s => s.n === 0,
        then: s => {
          s.n = 0.5;
        },
      },
    },
    always: { whole: s => s.n === 0 },
  });
  assert.throws(() => toItf(check(half).of('whole').trace!), /'n' is 0\.5, which ITF cannot write/);
});

const fork = model({
  state: { at: oneOf('a "quoted"', 'b', 'c: #1') },
  actions: {
    go: {
      when: s => s.at !== 'b',
      then: s => {
        s.at = 'b';
      },
    },
    run: {
      when: s => s.at !== 'b',
      then: s => {
        s.at = 'b';
      },
    },
    back: {
      when: s => s.at === 'b',
      then: s => {
        s.at = 'c: #1';
      },
    },
  },
});

test('a graph is drawn in DOT', () => {
  const dot = toDot(graph(fork), { label: s => `at\n${s.at}`, mark: s => s.at === 'b' });
  assert.equal(
    dot,
    [
      'digraph {',
      '  rankdir=LR; node [shape=box, style="rounded,filled", fillcolor=white];',
      '  s0 [label="at\\na \\"quoted\\"", penwidth=2];',
      '  s1 [label="at\\nb", fillcolor="#fbe3e6"];',
      '  s2 [label="at\\nc: #1"];',
      '  s0 -> s1 [label="go\\nrun"];',
      '  s1 -> s2 [label="back"];',
      '  s2 -> s1 [label="go\\nrun"];',
      '}',
    ].join('\n'),
  );
  const drawn = spawnSync('dot', ['-Tplain'], { input: dot, encoding: 'utf8' });
  if (!drawn.error) assert.equal(drawn.status, 0, drawn.stderr);
});

test('and in Mermaid', () => {
  assert.equal(
    toMermaid(graph(fork), { mark: s => s.at === 'b' }),
    [
      'stateDiagram-v2',
      '  state "at a #34;quoted#34;" as s0',
      '  state "at b" as s1',
      '  state "at c: #35;1" as s2',
      '  [*] --> s0',
      '  s0 --> s1 : go<br>run',
      '  s1 --> s2 : back',
      '  s2 --> s1 : go<br>run',
      '  classDef marked fill:#fbe3e6',
      '  class s1 marked',
    ].join('\n'),
  );
  // A state without a name would not be read.
  assert.match(toMermaid(graph(fork), { label: () => '' }), /\n  state " " as s0\n/);
});

test('what nobody could read is not drawn', () => {
  const large = graph(reference({ plans: 5, enactors: 2, keep: 2 }));
  for (const draw of [toDot, toMermaid]) assert.throws(() => draw(large), /The graph has 1307 states.*more than 200/s);
});
