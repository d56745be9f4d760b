import { readFileSync } from 'node:fs';
import { ModelError } from 'everystate';

/** Where facts come from. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly by: string;
  /** Year and month, with the day where it is known. */
  readonly date: string;
  readonly where: string;
  readonly note: string;
}

/** Something that a source says, in our words. */
export interface Claim {
  readonly id: string;
  readonly source: string;
  readonly paragraph: string;
  /** How the system works, what happened to it, what came after, or a model that others made of it. */
  readonly about: 'system' | 'event' | 'aftermath' | 'article';
  readonly text: string;
  /** Whether an action or a promise of a model encodes it. */
  readonly modelled: boolean;
}

/** Something that we add, and what hangs on it. */
export interface Assumption {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  /** Ids of the claims that it rests on. */
  readonly restsOn: readonly string[];
  /** What would change if it were false. */
  readonly ifFalse: string;
}

/** Something that such a system promises, and the property that it becomes. */
export interface Promised {
  readonly id: string;
  /** Also the name of the property in the models. */
  readonly name: string;
  readonly text: string;
  readonly restsOn: readonly string[];
  readonly asProperty: string;
  /** What speaks against reading the claims in this way. */
  readonly caveat?: string;
}

/** Something that happened. */
export interface Moment {
  /** UTC, as ISO 8601. */
  readonly at: string;
  readonly what: string;
  /** Id of the claim that says so. */
  readonly claim: string;
}

export const { sources, claims } = read<{ sources: readonly Source[]; claims: readonly Claim[] }>('claims');
export const { assumptions } = read<{ assumptions: readonly Assumption[] }>('assumptions');
export const { promises } = read<{ promises: readonly Promised[] }>('promises');
export const { events } = read<{ events: readonly Moment[] }>('timeline');

/**
 * The claim or assumption with this id, such as `PM-12` or `A-3`.
 * @throws ModelError when there is none
 */
export function cited(id: string): Claim | Assumption {
  const entry = [...claims, ...assumptions].find(entry => entry.id === id);
  if (!entry) {
    throw new ModelError(
      `Nothing in data/ has the id '${id}'.`,
      `Cite a claim of data/claims.json or an assumption of data/assumptions.json, or add one there.`,
    );
  }
  return entry;
}

/**
 * Where an entry stands on the pages in `data/`: `claims.md#pm-12`.
 * @throws ModelError when there is none
 */
export function placeOf(id: string): string {
  if (promises.some(promise => promise.id === id)) return `promises.md#${id.toLowerCase()}`;
  return `${'source' in cited(id) ? 'claims' : 'assumptions'}.md#${id.toLowerCase()}`;
}

/** A link from a notebook to an entry: `[PM-12](../data/claims.md#pm-12)`. */
export function linkTo(id: string): string {
  return `[${id}](../data/${placeOf(id)})`;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../data/${name}.json`, import.meta.url), 'utf8'));
}
