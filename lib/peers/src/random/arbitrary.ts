import fc from 'fast-check';
import type { Cond, Effect, Field, GuardedAction, GuardedModel, Num, Ref } from './guarded.js';

const ref: fc.Arbitrary<Ref> = fc.record({ own: fc.boolean(), at: fc.nat(5) });
const small = fc.integer({ min: -2, max: 6 });
/** Numbers far apart, to reach the high bits of a wide field. */
const constant = fc.oneof(
  { weight: 9, arbitrary: small },
  { weight: 1, arbitrary: fc.constantFrom(255, 65_535, 262_144, 524_287) },
);

const range: fc.Arbitrary<Field> = fc.record({
  kind: fc.constant('range'),
  lowest: fc.integer({ min: -3, max: 1 }),
  size: fc.integer({ min: 2, max: 6 }),
  start: fc.nat(2),
});

const field: fc.Arbitrary<Field> = fc.oneof(
  { weight: 4, arbitrary: range },
  // Wide ones fill words, so that a state takes several and fields meet their ends.
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('range'),
      lowest: fc.constantFrom(-1000, 0, 7),
      size: fc.constantFrom(65_536, 500_000),
      start: fc.nat(4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('names'), size: fc.integer({ min: 2, max: 4 }), start: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flag'), start: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set'),
      lowest: fc.integer({ min: -1, max: 2 }),
      size: fc.constantFrom(2, 3, 4, 31, 32),
      start: fc.nat(3),
    }),
  },
);

const readField: fc.Arbitrary<Num> = fc.record({ num: fc.constant('field'), ref });
const literal: fc.Arbitrary<Num> = fc.record({ num: fc.constant('constant'), value: constant });
const comparison = fc.constantFrom('<', '<=', '===', '!==');

// At the greatest depth, the first of the choices is taken.
const { num, cond } = fc.letrec<{ num: Num; cond: Cond }>(tie => ({
  num: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: readField },
    { weight: 2, arbitrary: literal },
    { weight: 1, arbitrary: fc.record({ num: fc.constant('size'), ref }) },
    { weight: 1, arbitrary: fc.record({ num: fc.constant('times'), left: tie('num'), by: small }) },
    {
      weight: 4,
      arbitrary: fc.record({
        num: fc.constantFrom('plus', 'minus', 'min', 'max'),
        left: tie('num'),
        right: tie('num'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ num: fc.constant('choice'), when: tie('cond'), left: tie('num'), right: tie('num') }),
    },
  ) as fc.Arbitrary<Num>,
  cond: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 8, arbitrary: fc.record({ cond: comparison, left: readField, right: literal }) },
    { weight: 4, arbitrary: fc.record({ cond: comparison, left: tie('num'), right: tie('num') }) },
    { weight: 6, arbitrary: fc.record({ cond: fc.constant('is'), ref, code: fc.nat(3) }) },
    { weight: 3, arbitrary: fc.record({ cond: fc.constant('has'), ref, element: tie('num') }) },
    { weight: 3, arbitrary: fc.record({ cond: fc.constant('not'), of: tie('cond') }) },
    { weight: 3, arbitrary: fc.record({ cond: fc.constantFrom('and', 'or'), left: tie('cond'), right: tie('cond') }) },
    { weight: 3, arbitrary: fc.record({ cond: fc.constantFrom('some', 'every'), of: tie('cond') }) },
    { weight: 1, arbitrary: fc.record({ cond: fc.constant('constant'), value: fc.boolean() }) },
  ) as fc.Arbitrary<Cond>,
}));

const assign: fc.Arbitrary<Effect> = fc.record({ effect: fc.constant('assign'), ref, num, cond, code: fc.nat(3) });
/** An action that moves a field round and round: without such an action, most models soon come to rest. */
const move: fc.Arbitrary<Effect> = fc
  .record({ ref, by: fc.integer({ min: 1, max: 2 }), code: fc.nat(3) })
  .map(({ ref, by, code }) => ({
    effect: 'assign',
    ref,
    num: { num: 'plus', left: { num: 'field', ref }, right: { num: 'constant', value: by } },
    cond: { cond: 'is', ref, code },
    code,
  }));
const branch: fc.Arbitrary<Effect> = fc.record({
  effect: fc.constant('if'),
  cond,
  then: fc.array(assign, { maxLength: 2 }),
  otherwise: fc.array(assign, { maxLength: 1 }),
});

/** Guards that are true more often than not, so that models get somewhere. */
const guard: fc.Arbitrary<Cond> = fc.oneof(
  fc.record({ cond: fc.constant('!=='), left: readField, right: literal }),
  fc.record({ cond: fc.constant('is'), ref, code: fc.nat(3) }),
  fc.record({ cond: fc.constant('not'), of: fc.record({ cond: fc.constant('is'), ref, code: fc.nat(3) }) }),
  cond,
) as fc.Arbitrary<Cond>;

/** An action that counts a field up to a limit, where the field stays: so runs come to an end. */
const climb: fc.Arbitrary<GuardedAction> = fc
  .record({
    ref,
    limit: fc.integer({ min: -2, max: 2 }),
    byProcess: fc.boolean(),
    more: fc.array(move, { maxLength: 1 }),
  })
  .map(({ ref, limit, byProcess, more }) => ({
    byProcess,
    when: { cond: '<', left: { num: 'field', ref }, right: { num: 'constant', value: limit } },
    then: [
      {
        effect: 'assign',
        ref,
        num: { num: 'plus', left: { num: 'field', ref }, right: { num: 'constant', value: 1 } },
        cond: { cond: 'constant', value: true },
        code: 0,
      },
      ...more,
    ],
  }));

const free: fc.Arbitrary<GuardedAction> = fc.record({
  byProcess: fc.boolean(),
  when: guard,
  then: fc.array(
    fc.oneof({ weight: 2, arbitrary: move }, { weight: 2, arbitrary: assign }, { weight: 1, arbitrary: branch }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** Models of guarded commands; when a model fails, fast-check looks for a smaller one that fails, too. */
export const guardedModel: fc.Arbitrary<GuardedModel> = fc.record({
  fields: fc.tuple(range, fc.array(field, { maxLength: 3 })).map(([first, others]) => [first, ...others]),
  family: fc.option(
    fc.record({
      count: fc.integer({ min: 1, max: 3 }),
      fields: fc.array(field, { minLength: 1, maxLength: 2 }),
      staggered: fc.boolean(),
    }),
    { nil: undefined },
  ),
  actions: fc.oneof(
    fc.array(climb, { minLength: 1, maxLength: 4 }),
    fc.array(fc.oneof(free, climb), { minLength: 1, maxLength: 6, size: 'max' }),
  ),
  always: cond,
  sometimes: cond,
  rises: ref,
  ends: fc.option(cond, { nil: undefined, freq: 2 }),
});
