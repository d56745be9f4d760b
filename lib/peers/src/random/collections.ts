import { check } from 'everystate';
import fc from 'fast-check';
import { findingsOf } from './compare.js';
import { KINDS, type Fixed, type Phrases, type Said, STATE } from './phrases.js';
import type { Kind } from './random-models.js';
import { fromSource } from './source.js';

/** A random model over nested data, collections, references and parameters, in both languages. */
export interface CollectionsModel extends Said {}

/** What stands for the process at hand and for parameters. */
const PLACES = ['$i', '$n', '$to', '$some'] as const;
type Values = Readonly<Record<(typeof PLACES)[number], string>>;

function put(text: string, values: Values): string {
  return text.replace(/\$\w+/g, place => values[place as keyof Values]);
}

const both = (text: string): Said => ({ ts: text, pml: text });

const one = (pairs: readonly Fixed[]) => fc.constantFrom(...pairs).map(([ts, pml]): Said => ({ ts, pml }));

/** Phrases in which A and B stand for numbers that are not negative. */
const over = (of: fc.Arbitrary<Said>, pairs: readonly Fixed[]) =>
  fc.tuple(of, of, one(pairs)).map(([a, b, { ts, pml }]): Said => {
    const fill = (text: string, language: keyof Said) =>
      text.replace(/\b[AB]\b/g, place => (place === 'A' ? a : b)[language]);
    return { ts: fill(ts, 'ts'), pml: fill(pml, 'pml') };
  });

/** Numbers, conditions and effects over some kinds of data. */
function languageOf(kinds: readonly string[]) {
  const all = (part: keyof Phrases) => kinds.flatMap(kind => KINDS[kind]![part] ?? []);
  const literal = fc.oneof(
    fc.integer({ min: 0, max: 2 }).map(value => both(String(value))),
    fc.constantFrom('$i', '$n', '$to').map(both),
  );
  const nums = all('nums');
  const leaf = nums.length > 0 ? fc.oneof(literal, one(nums)) : literal;
  const { num, cond } = fc.letrec<{ num: Said; cond: Said }>(tie => ({
    num: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 2, arbitrary: leaf },
      { weight: 2, arbitrary: over(tie('num'), [['(A + B)', '(A + B)'], ...all('numsOver')]) },
    ),
    cond: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      {
        weight: 5,
        arbitrary: over(tie('num'), [
          ['(A < B)', '(A < B)'],
          ['(A === B)', '(A == B)'],
          ['$some.has(A % 2)', '(($some >> (A % 2) & 1) == 1)'],
          ...all('condsOver'),
        ]),
      },
      { weight: 2, arbitrary: one([['true', '(true)'], ...all('conds')]) },
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
  const effect = fc.tuple(num, num, cond, one(all('changes'))).map(
    ([k, v, c, { ts, pml }]): Said => ({
      ts: `{ const k = ${k.ts} % 2, v = ${v.ts} % 3, c = ${c.ts}; ${ts}; }`,
      pml: `k = ${k.pml} % 2; v = ${v.pml} % 3; c = (${c.pml} -> 1 : 0); ${pml}`,
    }),
  );
  const action: fc.Arbitrary<Action> = fc.record({
    byNode: fc.boolean(),
    parameters: fc.record({ n: fc.boolean(), to: fc.boolean(), some: fc.boolean() }),
    // Several conditions at once, or hardly a model would come to an end.
    when: fc.oneof(cond, over(cond, [['(A && B)', '(A && B)']])),
    then: fc.array(effect, { minLength: 1, maxLength: 2 }),
  });
  return { action, cond };
}

interface Action {
  readonly byNode: boolean;
  readonly parameters: { readonly n: boolean; readonly to: boolean; readonly some: boolean };
  readonly when: Said;
  readonly then: readonly Said[];
}

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
  .subarray(Object.keys(KINDS), { minLength: 1, maxLength: 3 })
  .map(languageOf)
  .chain(({ action, cond }) =>
    fc.record({
      x: fc.nat(2),
      holder: fc.nat(2),
      actions: fc.array(action, { minLength: 1, maxLength: 5, size: 'max' }),
      always: cond,
      sometimes: cond,
      ends: fc.option(cond, { nil: undefined, freq: 2 }),
    }),
  )
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
