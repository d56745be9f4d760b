import type { Model } from 'everystate';
import type { Defines } from './spin.js';

/** A model of ours, and the same model in the language of another checker. */
export interface Twin {
  readonly name: string;
  /** The file in `data/twins`, without its ending. */
  readonly file: string;
  /** How large, in the names that the file leaves open. */
  readonly sizes: readonly Defines[];
  readonly model: (size: Record<string, number>) => Model;
  /** The properties that the file can show violations of, in the order of its SHOW; undefined where the model has no such property. */
  readonly shows: readonly (string | undefined)[];
  /** Flags for Spin that the file needs, if any. */
  readonly spinFlags?: readonly string[];
}

export const sizes = (...triples: readonly (readonly [plans: number, enactors: number, keep: number])[]): Defines[] =>
  triples.map(([PLANS, ENACTORS, KEEP]) => ({ PLANS, ENACTORS, KEEP }));

/** Numbers by their values alone, changes by their names: `5, 2, 2 RECHECK`. */
export function showSize(size: Defines): string {
  const isNumber = (name: string) => ['PLANS', 'ENACTORS', 'KEEP', 'ENDPOINTS', 'PHILOSOPHERS', 'TERMS'].includes(name);
  const names = Object.keys(size);
  return [
    names
      .filter(isNumber)
      .map(name => size[name])
      .join(', '),
    ...names
      .filter(name => !isNumber(name) && size[name] !== 0)
      .map(name => (size[name] === 1 ? name : `${name}=${size[name]}`)),
  ].join(' ');
}
