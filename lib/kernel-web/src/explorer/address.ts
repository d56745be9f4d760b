/** What the page shows, as the part of its address after `#`: whoever opens it sees the same. */
import { changesOf, SIZES, waysOf, type Setup, type Size } from './design.js';

export interface Place {
  readonly setup: Setup;
  /** Which of the models is walked: with so many plans, or P-4's, with plans without end. */
  readonly model: 'bounded' | 'oneStops';
  /** The steps, by their labels, those after `at` included. */
  readonly path: readonly string[];
  /** How many of them are taken. */
  readonly at: number;
}

/** An address that means nothing here. */
export class AddressError extends Error {}

export function toHash({ setup, model, path, at }: Place): string {
  const said = new URLSearchParams();
  for (const size of Object.keys(SIZES) as Size[]) said.set(size, String(setup[size]));
  said.set('way', setup.way);
  if (setup.changes.length > 0) said.set('changes', setup.changes.join('.'));
  if (model === 'oneStops') said.set('model', model);
  if (path.length > 0) said.set('path', path.map(label => label.replaceAll(' ', '-')).join('.'));
  said.set('at', String(at));
  return `#${said}`;
}

/**
 * Whether the steps are possible is for the walk to say.
 * @throws AddressError when a part of the address is none of what can be chosen
 */
export function fromHash(hash: string): Place {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const choose = <T>(name: string, text: string | null, among: readonly T[]): T => {
    const found = among.find(one => String(one) === text);
    if (found !== undefined) return found;
    throw new AddressError(`The address says ${name}=${text ?? ''}. It can be ${among.join(', ')}.`);
  };
  const number = (size: Size) => choose(size, said.get(size), SIZES[size]);
  const list = (name: string) => (said.get(name) || undefined)?.split('.') ?? [];
  const size = {
    enactors: number('enactors'),
    plans: number('plans'),
    keep: number('keep'),
    endpoints: number('endpoints'),
  };
  const ids = (options: readonly { id: string }[]) => options.map(({ id }) => id);
  const way = choose('way', said.get('way'), ids(waysOf(size)));
  const offered = ids(changesOf({ ...size, way }));
  const chosen = list('changes').map(id => choose('changes', id, offered));
  const path = list('path').map(label => label.replaceAll('-', ' '));
  return {
    setup: { ...size, way, changes: offered.filter(id => chosen.includes(id)) },
    model: choose('model', said.get('model') ?? 'bounded', ['bounded', 'oneStops'] as const),
    path,
    at: choose('at', said.get('at'), [...path.keys(), path.length]),
  };
}
