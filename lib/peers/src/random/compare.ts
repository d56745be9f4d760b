import { check, type PropertyResult, type Result } from 'everystate';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GuardedModel } from './guarded.js';
import { SHOWN } from './promela.js';
import type { GuardedFindings, Sighting } from './search.js';
import { toModel, type Reductions } from './source.js';
import { CACHE } from '../common/paths.js';
import { makePan } from '../spin/spin.js';

/** What everystate finds of a model of guarded commands, in the words of the plain search. */
export function searchWithEverystate(model: GuardedModel, reductions?: Reductions): GuardedFindings {
  return findingsOf(check(toModel(model, reductions)));
}

/** The same of any result, by the names of its properties. */
export function findingsOf(result: Result): GuardedFindings {
  return {
    states: result.states,
    transitions: result.transitions,
    depth: result.depth,
    always: sightingOf(result.of('always')),
    sometimes: sightingOf(result.of('sometimes')),
    rises: sightingOf(propertyOf(result, 'rises')),
    ends: sightingOf(propertyOf(result, 'ends') ?? propertyOf(result, 'no deadlock')),
  };
}

/** A model without a range of its own has no property 'rises'. */
function propertyOf({ properties }: Result, name: string): PropertyResult | undefined {
  return properties.find(property => property.name === name);
}

function sightingOf(property?: PropertyResult): Sighting {
  return { count: property?.count ?? 0, shortest: property?.trace?.length };
}

/**
 * What Spin finds of a model in Promela, breadth first.
 * @param label names the files that are made for it
 */
export async function searchWithSpin(promela: string, label: string): Promise<GuardedFindings> {
  const file = path.join(CACHE, 'spin', `${label}.pml`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, promela);
  // -o2: or Spin would leave out fields that are written and not read.
  const pan = await makePan(file, { breadthFirst: true, flags: ['-O0'], spinFlags: ['-o2'] });
  const search = (show: number, countErrors: boolean) =>
    pan.search({ countErrors, args: ['-w16'], environment: { SHOW: String(show) } });

  const { states, transitions, depth } = await search(0, true);
  const sightings: Record<string, Sighting> = {};
  for (const [i, name] of SHOWN.entries()) {
    const { errors } = await search(i + 1, true);
    const { first } = await search(i + 1, false);
    // A step is wrong in the state before it, one step sooner than a trace that shows it ends.
    sightings[name] = { count: errors, shortest: first && first.depth + (name === 'rises' ? 1 : 0) };
  }
  return { states, transitions, depth, ...sightings } as unknown as GuardedFindings;
}
