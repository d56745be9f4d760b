import { check } from 'everystate';
import fc from 'fast-check';
import { findingsOf } from './compare.js';
import type { Kind } from './random-models.js';
import { fromSource } from './source.js';

/** The same in TypeScript and in Promela. */
interface Said {
  readonly ts: string;
  readonly pml: string;
}

/** A random model over nested data, collections, references and parameters, in both languages. */
export interface CollectionsModel extends Said {}

/**
 * The fields of all models. In Promela nobody is process 2, a message in the queue is `2 * kind + from`, one that
 * is sent a bit at `2 * term + from`, and places without a value are 0, as are k, v and c whenever a step is done.
 */
const STATE: Said = {
  ts: `{
    node: each(2, {
      role: oneOf('idle', 'busy'), votedFor: orNone(processOf('node')), log: sequenceOf(range(0, 1), 2),
    }),
    queue: sequenceOf({ kind: oneOf('a', 'b'), from: processOf('node') }, 2),
    sent: setOf({ term: range(0, 1), from: processOf('node') }),
    owner: mapOf(oneOf('x', 'y'), processOf('node')),
    bag: bagOf(range(0, 1), 2),
    grid: arrayOf(2, arrayOf(2, range(0, 2))),
    rec: { x: range(0, 2), on: flag },
    holder: orNone(processOf('node')),
    last: either({ type: oneOf('no') }, { type: oneOf('yes'), by: processOf('node') }),
  }`,
  pml: `byte role[2], voted[2] = 2, length[2], log[4], queued, queue[2], sent, owner[2] = 2, bag[2], grid[4];
byte on, last;
byte k, v, c;`,
};

/** What stands for the process at hand and for parameters. */
const PLACES = ['$i', '$n', '$to', '$some'] as const;
type Values = Readonly<Record<(typeof PLACES)[number], string>>;

function put(text: string, values: Values): string {
  return text.replace(/\$\w+/g, place => values[place as keyof Values]);
}

const both = (text: string): Said => ({ ts: text, pml: text });

type Fixed = readonly [ts: string, pml: string];
const one = (pairs: readonly Fixed[]) => fc.constantFrom(...pairs).map(([ts, pml]): Said => ({ ts, pml }));

/** Phrases in which A and B stand for numbers that are not negative. */
const over = (of: fc.Arbitrary<Said>, pairs: readonly Fixed[]) =>
  fc.tuple(of, of, one(pairs)).map(([a, b, { ts, pml }]): Said => {
    const fill = (text: string, language: keyof Said) =>
      text.replace(/\b[AB]\b/g, place => (place === 'A' ? a : b)[language]);
    return { ts: fill(ts, 'ts'), pml: fill(pml, 'pml') };
  });

const leaf = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map(value => both(String(value))),
  fc.constantFrom('$i', '$n', '$to').map(both),
  one([
    ['s.rec.x', 'x'],
    ['s.queue.length', 'queued'],
    ['(s.queue.at(0)?.from ?? 2)', '(queued == 0 -> 2 : queue[0] % 2)'],
    ['s.sent.size', '((sent & 1) + (sent >> 1 & 1) + (sent >> 2 & 1) + (sent >> 3))'],
    ["(s.owner.get('x') ?? 2)", 'owner[0]'],
    ['s.owner.size', '((owner[0] < 2) + (owner[1] < 2))'],
    ["(s.holder === 'none' ? 2 : s.holder)", 'holder'],
    ["(s.last.type === 'yes' ? s.last.by : 2)", '(last == 0 -> 2 : last - 1)'],
  ]),
);
const { num, cond } = fc.letrec<{ num: Said; cond: Said }>(tie => ({
  num: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 4, arbitrary: leaf },
    {
      weight: 2,
      arbitrary: over(tie('num'), [
        ['(A + B)', '(A + B)'],
        ['s.bag.count(A % 2)', 'bag[A % 2]'],
        ['s.grid[A % 2][B % 2]', 'grid[A % 2 * 2 + B % 2]'],
        ['s.node[A % 2].log.length', 'length[A % 2]'],
        ['(s.node[A % 2].log.at(-1) ?? 2)', '(length[A % 2] == 0 -> 2 : log[A % 2 * 2 + length[A % 2] - 1])'],
      ]),
    },
  ),
  cond: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    {
      weight: 4,
      arbitrary: over(tie('num'), [
        ['(A < B)', '(A < B)'],
        ['(A === B)', '(A == B)'],
        ['s.bag.isFull(A % 2)', '(bag[A % 2] == 2)'],
        ['s.sent.has({ term: A % 2, from: B % 2 })', '((sent >> (A % 2 * 2 + B % 2) & 1) == 1)'],
        ["(s.node[A % 2].votedFor === 'none')", '(voted[A % 2] == 2)'],
        ['(s.node[A % 2].votedFor === B % 2)', '(voted[A % 2] == B % 2)'],
        [
          "s.queue.includes({ kind: 'b', from: A % 2 })",
          '((queued > 0 && queue[0] == 2 + A % 2) || (queued > 1 && queue[1] == 2 + A % 2))',
        ],
        [
          's.node[A % 2].log.includes(B % 2)',
          '((length[A % 2] > 0 && log[A % 2 * 2] == B % 2) || (length[A % 2] > 1 && log[A % 2 * 2 + 1] == B % 2))',
        ],
        ['$some.has(A % 2)', '(($some >> (A % 2) & 1) == 1)'],
      ]),
    },
    {
      weight: 3,
      arbitrary: one([
        ['s.rec.on', '(on == 1)'],
        ['s.queue.isFull', '(queued == 2)'],
        ["s.owner.has('y')", '(owner[1] < 2)'],
        ["s.node.some(m => m.role === 'busy')", '(role[0] == 1 || role[1] == 1)'],
        ['s.node.every(m => m.log.length > 0)', '(length[0] > 0 && length[1] > 0)'],
        ['s.sent.isSubsetOf([{ term: 0, from: 0 }, { term: 1, from: 1 }])', '((sent & 6) == 0)'],
      ]),
    },
    {
      weight: 2,
      arbitrary: over(tie('cond'), [
        ['!A', '(!A)'],
        ['(A && B)', '(A && B)'],
        ['(A || B)', '(A || B)'],
      ]),
    },
  ),
}));

const orElse = (guard: string, then: string) => `if :: ${guard} -> ${then} :: else -> skip fi`;
/** What is done with numbers k (0 or 1) and v (0 to 2) and a condition c. */
const change = one([
  ['s.rec.x = v', 'x = v'],
  ['s.rec = { x: v, on: c }', 'x = v; on = c'],
  [
    "if (!s.queue.isFull) s.queue.push({ kind: c ? 'b' : 'a', from: k })",
    orElse('queued < 2', 'queue[queued] = c * 2 + k; queued++'),
  ],
  ['s.queue.shift()', orElse('queued > 0', 'queue[0] = queue[1]; queue[1] = 0; queued--')],
  ['s.queue.pop()', orElse('queued > 0', 'queued--; queue[queued] = 0')],
  [
    's.queue.replaceWith([...s.queue].filter(m => m.from === k))',
    `${orElse('queued == 2 && queue[1] % 2 != k', 'queued = 1; queue[1] = 0')}; ${orElse('queued > 0 && queue[0] % 2 != k', 'queue[0] = queue[1]; queue[1] = 0; queued--')}`,
  ],
  [
    "const m = s.queue.at(-1); if (m) s.node[m.from].role = m.kind === 'b' ? 'busy' : 'idle'",
    orElse('queued > 0', 'v = queue[queued - 1]; role[v % 2] = v / 2'),
  ],
  [
    'if (!s.node[k].log.isFull) s.node[k].log.push(v % 2)',
    orElse('length[k] < 2', 'log[k * 2 + length[k]] = v % 2; length[k]++'),
  ],
  ['s.node[k].log.shift()', orElse('length[k] > 0', 'log[k * 2] = log[k * 2 + 1]; log[k * 2 + 1] = 0; length[k]--')],
  [
    's.node[k].log = s.node[1 - k].log',
    'length[k] = length[1 - k]; log[k * 2] = log[2 - k * 2]; log[k * 2 + 1] = log[3 - k * 2]',
  ],
  ['s.node[k].log.clear()', 'length[k] = 0; log[k * 2] = 0; log[k * 2 + 1] = 0'],
  ["s.node[k].role = c ? 'busy' : 'idle'", 'role[k] = c'],
  ["s.node[k].votedFor = v < 2 ? v : 'none'", 'voted[k] = v'],
  ['me.votedFor = k', 'voted[$i] = k'],
  ['s.sent.add({ term: v % 2, from: k })', 'sent = sent | (1 << (v % 2 * 2 + k))'],
  ['s.sent.delete({ term: v % 2, from: k })', 'sent = sent & ~(1 << (v % 2 * 2 + k))'],
  ['s.sent = s.sent.union([0, 1].map(term => ({ term, from: k })))', 'sent = sent | (5 << k)'],
  ['s.sent = s.sent.difference([...s.sent].filter(m => m.from === k))', 'sent = sent & ~(5 << k)'],
  ["s.owner.set(c ? 'x' : 'y', k)", 'owner[1 - c] = k'],
  ["s.owner.delete(c ? 'x' : 'y')", 'owner[1 - c] = 2'],
  ['if (!s.bag.isFull(k)) s.bag.add(k)', orElse('bag[k] < 2', 'bag[k]++')],
  ['s.bag.delete(k)', orElse('bag[k] > 0', 'bag[k]--')],
  ['s.grid[k][c ? 1 : 0] = v', 'grid[k * 2 + c] = v'],
  ['s.grid[k] = s.grid[1 - k]', 'grid[k * 2] = grid[2 - k * 2]; grid[k * 2 + 1] = grid[3 - k * 2]'],
  [
    's.grid = [s.grid[1], s.grid[0]]',
    'v = grid[0]; grid[0] = grid[2]; grid[2] = v; v = grid[1]; grid[1] = grid[3]; grid[3] = v',
  ],
  ["s.holder = c ? k : 'none'", 'holder = (c == 1 -> k : 2)'],
  ["s.last = c ? { type: 'yes', by: k } : { type: 'no' }", 'last = (c == 1 -> 1 + k : 0)'],
]);
const effect = fc.tuple(num, num, cond, change).map(
  ([k, v, c, { ts, pml }]): Said => ({
    ts: `{ const k = ${k.ts} % 2, v = ${v.ts} % 3, c = ${c.ts}; ${ts}; }`,
    pml: `k = ${k.pml} % 2; v = ${v.pml} % 3; c = (${c.pml} -> 1 : 0); ${pml}`,
  }),
);

interface Action {
  readonly byNode: boolean;
  readonly parameters: { readonly n: boolean; readonly to: boolean; readonly some: boolean };
  readonly when: Said;
  readonly then: readonly Said[];
}
const action: fc.Arbitrary<Action> = fc.record({
  byNode: fc.boolean(),
  parameters: fc.record({ n: fc.boolean(), to: fc.boolean(), some: fc.boolean() }),
  // Several conditions at once, or hardly a model would come to an end.
  when: fc.oneof(cond, over(cond, [['(A && B)', '(A && B)']])),
  then: fc.array(effect, { minLength: 1, maxLength: 2 }),
});

/** Where there is no process or no such parameter. */
const NONE: Record<keyof Said, Values> = {
  ts: { $i: '0', $n: '1', $to: '0', $some: 'new Set([1])' },
  pml: { $i: '0', $n: '1', $to: '0', $some: '2' },
};

function toTs({ byNode, parameters, when, then }: Action, index: number): string {
  const domains = { n: 'range(0, 1)', to: `'node'`, some: 'setOf(range(0, 1))' };
  const chosen = (Object.keys(domains) as (keyof typeof domains)[]).filter(name => parameters[name]);
  const values = {
    ...NONE.ts,
    ...(byNode && { $i: 'i' }),
    ...Object.fromEntries(chosen.map(name => [`$${name}`, name])),
  };
  const given = `(${[byNode ? 's, me, i' : 's', ...(chosen.length > 0 ? [`{ ${chosen.join(', ')} }`] : [])].join(', ')})`;
  return `    act${index}: {${byNode ? ` by: 'node',` : ''}
      ${chosen.length > 0 ? `with: { ${chosen.map(name => `${name}: ${domains[name]}`).join(', ')} },` : ''}
      when: ${given} => ${put(when.ts, values)},
      then: ${given} => {
        ${byNode ? '' : 'const me = s.node[0];'}
        ${then.map(({ ts }) => put(ts, values)).join('\n        ')}
      },
    },`;
}

/** One d_step for each choice of process and parameters. */
function toPml({ byNode, parameters, when, then }: Action): string[] {
  const choices = (place: keyof Values, count: number, isChosen: boolean) =>
    isChosen ? Array.from({ length: count }, (_, i) => ({ [place]: String(i) })) : [{}];
  return choices('$i', 2, byNode).flatMap(i =>
    choices('$n', 2, parameters.n).flatMap(n =>
      choices('$to', 2, parameters.to).flatMap(to =>
        choices('$some', 4, parameters.some).map(some => {
          const values = { ...NONE.pml, ...i, ...n, ...to, ...some };
          const all = then.map(({ pml }) => put(pml, values)).join('; ');
          return `  :: d_step { ${put(when.pml, values)} -> c_code { was = now.x; }; ${all}; k = 0; v = 0; c = 0; assert(c_expr { show != 3 || now.x >= was }) }`;
        }),
      ),
    ),
  );
}

const collectionsModel: fc.Arbitrary<CollectionsModel> = fc
  .record({
    x: fc.nat(2),
    holder: fc.nat(2),
    actions: fc.array(action, { minLength: 1, maxLength: 5, size: 'max' }),
    always: cond,
    sometimes: cond,
    ends: fc.option(cond, { nil: undefined, freq: 2 }),
  })
  .map(({ x, holder, actions, always, sometimes, ends }) => {
    const asked = (of: Said, language: keyof Said) => put(of[language], NONE[language]);
    return {
      ts: `model({
  state: ${STATE.ts},
  init: { rec: { x: ${x} }, holder: ${holder === 2 ? `'none'` : holder} },
  actions: {
${actions.map(toTs).join('\n')}
  },
  always: { always: s => ${asked(always, 'ts')} },
  sometimes: { sometimes: s => ${asked(sometimes, 'ts')} },
  everyStep: { rises: (before, after) => after.rec.x >= before.rec.x },${ends ? `\n  ends: { ends: s => ${asked(ends, 'ts')} },` : ''}
})`,
      pml: `c_decl {
  static int show, was;
  __attribute__((constructor)) static void choose(void) {
    show = getenv("SHOW") ? atoi(getenv("SHOW")) : 0;
  }
};
${STATE.pml}
byte x = ${x}, holder = ${holder};
active proctype System() {
  do
${actions.flatMap(toPml).join('\n')}
  :: atomic { c_expr { show == 1 } && !${asked(always, 'pml')} -> assert(false) }
  :: atomic { c_expr { show == 2 } && ${asked(sometimes, 'pml')} -> assert(false) }
  :: atomic { c_expr { show == 4 } && timeout${ends ? ` && !${asked(ends, 'pml')}` : ''} -> assert(false) }
  od
}
`,
    };
  });

/** What everystate finds of it. */
export const searchCollections = (model: CollectionsModel) => findingsOf(check(fromSource(model.ts)));

export const collections: Kind<CollectionsModel> = {
  arbitrary: collectionsModel,
  within({ ts }, most) {
    const result = check(fromSource(ts), { maxStates: most });
    return result.complete ? findingsOf(result) : undefined;
  },
  source: ({ ts }) => ts,
};
