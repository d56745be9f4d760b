import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { guardedModel } from '../random/arbitrary.js';
import { toModel, toSource } from '../random/source.js';
import { searchPlainly } from '../random/search.js';
import pLimit from 'p-limit';
import { countHere, countWithTlc } from './counted.js';

export interface TlcRandomReport {
  readonly models: number;
  readonly states: number;
  /** The models on which the two disagree, with what each found. */
  readonly disagreements: readonly string[];
}

/** Has everystate and TLC look at random models; the same seed makes the same ones. */
export async function compareOnRandom(
  seed: number,
  runs: number,
  atOnce: number,
  most = 300,
): Promise<TlcRandomReport> {
  const models = fc
    .sample(guardedModel, { seed, numRuns: runs * 4 })
    .filter(model => (searchPlainly(model, most)?.states ?? 0) > 1)
    .slice(0, runs);
  let states = 0;
  let hasFound = false;
  const found = await pLimit(atOnce).map(models, async one => {
    if (hasFound) return []; // one is enough
    const model = toModel(one);
    const ours = countHere(model);
    states += ours.states!;
    const theirs = await countWithTlc(model).catch((error: Error) => error.message);
    hasFound ||= !isDeepStrictEqual(ours, theirs);
    return isDeepStrictEqual(ours, theirs)
      ? []
      : [`${toSource(one)}\nours: ${JSON.stringify(ours)}\nTLC: ${JSON.stringify(theirs)}`];
  });
  return { models: models.length, states, disagreements: found.flat() };
}
