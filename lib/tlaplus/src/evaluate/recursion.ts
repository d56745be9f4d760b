import type ts from 'typescript';
import { definitions } from './definitions.js';
import type { Runner } from './outcomes.js';
import { refuse } from './refusal.js';
import { from, now, readAt, writeAt, type Store } from './store.js';
import { boundsOf, isSame, scalar, scalarOf } from './value.js';
import { ite, pathOf, read, replaceAll, updatesOf, type Place } from '../terms/simplify.js';
import { bound, call, fresh, record, wordFor, type Step, type Term } from '../terms/term.js';
import { NUMBER, type Shape } from '../terms/shapes.js';

/** Something that a round changes: a variable of the function, or a place in the state. */
interface Changed {
  readonly hint: string;
  readonly slot?: string;
  readonly place?: Place;
  /** Left out of what is no single value. */
  readonly shape?: Shape;
  /** What the operator calls it. */
  readonly parameter: string;
}

/** A loop whose rounds TLC counts: an operator that calls itself, with a parameter for whatever a round changes. */
export function recursion(node: ts.Node, test: () => Term, round: Runner, outlives: (slot: string) => boolean): Store {
  let changed: readonly Changed[] = [];
  for (;;) {
    const before = withParameters(now, changed);
    const [when] = from(before, test);
    const [outcomes] = from(before, round);
    const [only, ...others] = outcomes;
    if (only?.kind !== 'normal' || others.length > 0)
      return refuse('leaves a loop of unknown length', 'Say in its condition when it ends.');
    const more = moreChanges(before, only.store, changed);
    if (more.length > 0) changed = settled([...changed, ...more]);
    else return defined(node, changed, when, only.store, outlives);
  }
}

function withParameters(store: Store, changed: readonly Changed[]): Store {
  const before = store.copy();
  for (const { place, slot, shape, parameter } of changed) {
    if (place) writeAt(place, bound(parameter), before);
    else before.locals.set(slot!, scalar(bound(parameter), shape!));
  }
  return before;
}

const valueIn = (store: Store, { place, slot }: Changed): Term =>
  place ? readAt(place, store) : scalarOf(store.locals.get(slot!)!)!.term;

/** What a round changes beside what is known to change. */
function moreChanges(before: Store, after: Store, changed: readonly Changed[]): Changed[] {
  const make = (hint: string, of: Pick<Changed, 'slot' | 'place'>, shape?: Shape): Changed => {
    const parameter = fresh(hint);
    if (shape?.kind === 'number') scalar(bound(parameter), NUMBER);
    return { ...of, hint, parameter, shape: shape?.kind === 'number' ? NUMBER : shape };
  };
  const locals = [...before.locals].flatMap(([slot, was]) => {
    const is = after.locals.get(slot) ?? was;
    if (isSame(was, is) || changed.some(one => one.slot === slot)) return [];
    const name = slot.split('#')[0]!;
    const found = scalarOf(was);
    if (!found || scalarOf(is)?.shape.kind !== found.shape.kind)
      return refuse(`changes '${name}' into something else`, 'Keep one kind of value in a variable.');
    return [make(name, { slot }, found.shape)];
  });
  // Places may depend on variables, so that these come first.
  if (locals.length > 0) return locals;
  const moving = new Set(changed.map(({ parameter }) => parameter));
  return [...before.roots].flatMap(([root, was]) =>
    pathsChanged(was, after.roots.get(root) ?? was).flatMap(path => {
      const end = path.findIndex(step => typeof step !== 'string' && [...step.free].some(name => moving.has(name)));
      const place = { root, path: end < 0 ? path : path.slice(0, end) };
      const isKnown = changed.some(one => one.place?.root === root && isPrefix(one.place.path, place.path));
      const last = [...place.path].reverse().find(step => typeof step === 'string') ?? root.replace(/^.*:|#.*/g, '');
      return isKnown ? [] : [make(last as string, { place }, boundsOf(readAt(place, before)))];
    }),
  );
}

function pathsChanged(was: Term, is: Term): Step[][] {
  const [before, after] = [updatesOf(was), updatesOf(is)];
  if (before.base !== after.base) return [[]];
  const paths = [...before.updates, ...after.updates].map(pathOf);
  return paths.filter(path => read(was, path) !== read(is, path));
}

const isPrefix = (short: readonly Step[], long: readonly Step[]) => short.every((step, i) => step === long[i]);

/** Each place once, and no place within another. */
function settled(changed: readonly Changed[]): Changed[] {
  return changed.filter((one, i) =>
    changed.every((other, j) => {
      if (i === j) return true;
      if (one.slot) return one.slot !== other.slot || i < j;
      if (one.place?.root !== other.place?.root || !isPrefix(other.place!.path, one.place!.path)) return true;
      return other.place!.path.length === one.place!.path.length && i < j;
    }),
  );
}

function defined(
  node: ts.Node,
  changed: readonly Changed[],
  when: Term,
  next: Store,
  outlives: (slot: string) => boolean,
): Store {
  const left = changed.filter(({ slot }) => !slot || outlives(slot));
  if (left.length === 0) return now;
  const names = left.map(({ hint }, i) => (left.findIndex(one => one.hint === hint) === i ? hint : `${hint}${i}`));
  const result = (of: Store): Term => {
    const values = left.map(one => valueIn(of, one));
    return values.length === 1 ? values[0]! : record(values.map((value, i) => [names[i]!, value]));
  };
  const parameters = changed.map(({ parameter }) => parameter);
  const end = result(withParameters(now, changed));
  const body = (self: string, given: readonly Term[]) =>
    ite(when, call(self, [...changed.map(one => valueIn(next, one)), ...given]), end);
  const given = [...new Set(constantParts(body('', []), new Set(parameters)))];
  const own = given.map(one =>
    bound(fresh(wordFor(one) ?? (one.op === 'bound' ? one.text.replace(/#.*/, '') : 'given'))),
  );
  const self = definitions.recursive(hintOf(node), [...parameters, ...own.map(({ text }) => text)], name =>
    replaceAll(body(name, own), new Map(given.map((one, i) => [one, own[i]!]))),
  );
  const found = call(self, [...changed.map(one => valueIn(now, one)), ...given]);
  const after = now.copy();
  left.forEach(({ place, slot, shape }, i) => {
    const value = left.length === 1 ? found : read(found, [names[i]!]);
    if (place) writeAt(place, value, after);
    else after.locals.set(slot!, scalar(value, shape!));
  });
  return after;
}

/** The largest parts that no round changes, and that depend on where the loop stands. */
function constantParts(of: Term, parameters: ReadonlySet<string>): readonly Term[] {
  if (of.free.size === 0) return [];
  const isConstant = [...of.free].every(name => !parameters.has(name) && !name.includes('@'));
  return isConstant ? [of] : of.args.flatMap(arg => constantParts(arg, parameters));
}

/** What the function is called in which the loop stands. */
function hintOf(node: ts.Node): string {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    const name = (at as ts.FunctionDeclaration).name;
    if (name && 'text' in name && typeof name.text === 'string' && 'parameters' in at) return name.text;
  }
  return 'loop';
}
