/** What the page shows, as the part of its address after `#`: whoever opens it sees the same. */
import { AS_IT_WAS, changesOf, SIZES, waysOf, type Setup, type Size } from './design.js';

export interface Place {
  readonly setup: Setup;
  /** Which of the models is walked: with so many plans, or P-4's, with plans without end. */
  readonly model: 'bounded' | 'oneStops';
  /** The steps, by their labels, those after `at` included. */
  readonly path: readonly string[];
  /** How many of them are taken. */
  readonly at: number;
}

export interface Read {
  /** What is valid of an address, and the smallest race for the rest; none, if nothing is. */
  readonly place?: Place;
  /** What is not valid of it, if anything. */
  readonly wrong: string;
}

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

/** Whether the steps are possible is for the walk to say. */
export function fromHash(hash: string): Read {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const wrong: string[] = [];
  const missing: string[] = [];
  const choose = <T>(name: string, text: string | null, among: readonly T[], otherwise: T): T => {
    const found = among.find(one => String(one) === text);
    if (found !== undefined) return found;
    if (text === null) missing.push(name);
    else wrong.push(`The address says ${name}=${text}. It can be ${among.join(', ')}.`);
    return otherwise;
  };
  const number = (size: Size) => choose(size, said.get(size), SIZES[size], AS_IT_WAS[size]);
  const list = (name: string) => (said.get(name) || undefined)?.split('.') ?? [];
  const size = {
    enactors: number('enactors'),
    plans: number('plans'),
    keep: number('keep'),
    endpoints: number('endpoints'),
  };
  const ids = (options: readonly { id: string }[]) => options.map(({ id }) => id);
  const ways = ids(waysOf(size));
  const way = choose('way', said.get('way'), ways, ways[0]!);
  const offered = ids(changesOf({ ...size, way }));
  const chosen = list('changes').map(id => choose('changes', id, offered, undefined));
  const path = list('path').map(label => label.replaceAll('-', ' '));
  const place: Place = {
    setup: { ...size, way, changes: offered.filter(id => chosen.includes(id)) },
    model: choose('model', said.get('model') ?? 'bounded', ['bounded', 'oneStops'], 'bounded'),
    path,
    at: choose('at', said.get('at'), [...path.keys(), path.length], path.length),
  };
  if (missing.length > 0) wrong.push(`The address doesn’t say ${missing.join(', ')}.`);
  const isNothing = Object.keys(SIZES).every(size => missing.includes(size));
  return { place: isNothing ? undefined : place, wrong: wrong.join(' ') };
}
