import type { Model } from 'everystate';
// The reference model is a fixture of everystate's own tests; it is no part of what the package offers.
import { reference } from 'everystate/dist/classics.fixture.js';
import { race } from 'outage';
import type { Defines } from './spin.js';

/** A model of ours, and the same model in the language of another checker. */
export interface Twin {
  readonly name: string;
  /** The file in `data/twins`, without its ending. */
  readonly file: string;
  /** How large, in the names that the file leaves open. */
  readonly sizes: readonly Defines[];
  readonly model: (size: Record<string, number>) => Model;
  /** The properties that the file can show violations of, in the order of its SHOW. */
  readonly shows: readonly string[];
}

const sizes = (...triples: readonly (readonly [plans: number, enactors: number, keep: number])[]): Defines[] =>
  triples.map(([PLANS, ENACTORS, KEEP]) => ({ PLANS, ENACTORS, KEEP }));

export const twins: readonly Twin[] = [
  {
    name: 'reference model',
    file: 'reference',
    sizes: sizes([5, 2, 2], [8, 2, 2], [5, 3, 2]),
    model: ({ PLANS, ENACTORS, KEEP }) => reference({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! }),
    shows: ['ordered', 'something stays live'],
  },
  {
    name: 'the race',
    file: 'race',
    sizes: sizes([3, 1, 0], [5, 1, 2], [4, 2, 2], [5, 2, 2], [8, 2, 3], [5, 3, 2], [6, 3, 1]),
    model: ({ PLANS, ENACTORS, KEEP }) => race({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! }),
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
];
