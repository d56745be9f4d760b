import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { guardedModel } from './arbitrary.js';
import type { GuardedModel } from './guarded.js';
import { searchPlainly, type GuardedFindings } from './search.js';
import { toSource } from './source.js';

export type Search<M = GuardedModel> = (model: M) => GuardedFindings | Promise<GuardedFindings>;

/** A kind of random models. */
export interface Kind<M> {
  readonly arbitrary: fc.Arbitrary<M>;
  /** What there is to find of a model; undefined when it has more states than `most`. */
  readonly within: (model: M, most: number) => GuardedFindings | undefined;
  readonly source: (model: M) => string;
}
export const guarded: Kind<GuardedModel> = {
  arbitrary: guardedModel,
  within: searchPlainly,
  source: model => toSource(model),
};

export interface RandomOptions {
  /** The same seed makes the same models. */
  readonly seed: number;
  readonly runs: number;
  /** Models with fewer states are left out: most of those say little. */
  readonly fewest?: number;
  /** Leave out models with more. */
  readonly most?: number;
}

/** What the models were like, and where two searches disagreed, if they did. */
export interface RandomReport {
  models: number;
  states: number;
  transitions: number;
  /** Models in which something was violated, ended or witnessed at all. */
  always: number;
  sometimes: number;
  rises: number;
  ends: number;
  /** The smallest model found on which the searches disagree: its source, what each search found, and the seed. */
  disagreement?: string;
}

/**
 * Has two searches look at the same random models. The first disagreement is
 * made as small as it goes, and ends the comparison.
 */
export async function compareOnRandomModels<M>(
  { arbitrary, within, source }: Kind<M>,
  ours: Search<M>,
  theirs: Search<M>,
  { seed, runs, fewest = 1, most = 1500 }: RandomOptions,
): Promise<RandomReport> {
  const report: RandomReport = { models: 0, states: 0, transitions: 0, always: 0, sometimes: 0, rises: 0, ends: 0 };
  const outcome = await fc.check(
    fc.asyncProperty(arbitrary, async model => {
      const plain = within(model, most);
      fc.pre(plain !== undefined && plain.states >= fewest);
      count(report, plain);
      const found = findings(await theirs(model));
      return isDeepStrictEqual(findings(await ours(model)), found);
    }),
    { seed, numRuns: runs },
  );
  if (!outcome.failed) return report;
  if (!outcome.counterexample)
    throw new Error(`Too few of the random models were of use: ${report.models} of ${runs}.`);

  const [model] = outcome.counterexample;
  const show = (search: Search<M>) =>
    Promise.resolve(model)
      .then(search)
      .then(found => JSON.stringify(findings(found)), String);
  return {
    ...report,
    disagreement: [
      `After ${report.models} models, made smaller ${outcome.numShrinks} times (seed ${seed}, path ${outcome.counterexamplePath}):`,
      source(model),
      `ours:   ${await show(ours)}`,
      `theirs: ${await show(theirs)}`,
    ].join('\n'),
  };
}

function count(report: RandomReport, { states, transitions, always, sometimes, rises, ends }: GuardedFindings): void {
  report.models++;
  report.states += states;
  report.transitions += transitions;
  for (const [name, { count }] of Object.entries({ always, sometimes, rises, ends })) {
    if (count > 0) report[name as 'always']++;
  }
}

/** Only what is compared, as plain objects. */
function findings({ states, transitions, depth, always, sometimes, rises, ends }: GuardedFindings) {
  const plain = ({ count, shortest }: GuardedFindings['always']) => [count, shortest];
  return {
    states,
    transitions,
    depth,
    always: plain(always),
    sometimes: plain(sometimes),
    rises: plain(rises),
    ends: plain(ends),
  };
}
