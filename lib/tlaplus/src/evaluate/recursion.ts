import type ts from 'typescript';
import { refuse, type Evaluator, type Outcome } from './evaluator.js';
import type { Runner } from './outcomes.js';
import type { Store } from './store.js';
import { boundsOf, isSame, scalar, scalarOf } from './value.js';
import { ite, pathOf, read, replaceAll, updatesOf, type Place } from '../terms/simplify.js';
import { bound, call, record, wordFor, type Step, type Term } from '../terms/term.js';
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
export function recursion(
  node: ts.Node,
  test: (store: Store) => Term,
  round: Runner,
  store: Store,
  evaluator: Evaluator,
  outlives: (slot: string) => boolean,
): Store {
  let changed: readonly Changed[] = [];
  for (;;) {
    const before = withParameters(store, changed);
    const when = test(before);
    const outcomes = round(before.copy());
    if (outcomes.some(({ kind }) => kind === 'return')) {
      refuse(node, 'returns out of a loop', 'Break out of it, and return after it.');
    }
    const more = outcomes.map(({ store: after }) => moreChanges(before, after, changed, evaluator, node));
    if (more.some(({ length }) => length > 0)) changed = settled([...changed, ...more.flat()]);
    else
      return changed.length === 0 ? store.copy() : defined(node, changed, when, outcomes, store, evaluator, outlives);
  }
}

function withParameters(store: Store, changed: readonly Changed[]): Store {
  const before = store.copy();
  for (const { place, slot, shape, parameter } of changed) {
    if (place) before.write(place, bound(parameter));
    else before.locals.set(slot!, scalar(bound(parameter), shape!));
  }
  return before;
}

function valueIn(store: Store, { place, slot }: Changed): Term {
  return place ? store.read(place) : scalarOf(store.locals.get(slot!)!)!.term;
}

/** What a round changes beside what is known to change. */
function moreChanges(
  before: Store,
  after: Store,
  changed: readonly Changed[],
  { fresh }: Evaluator,
  node: ts.Node,
): Changed[] {
  const make = (hint: string, of: Pick<Changed, 'slot' | 'place'>, shape?: Shape): Changed => {
    const parameter = fresh(hint);
    if (shape?.kind === 'number') scalar(bound(parameter), NUMBER);
    return { ...of, hint, parameter, shape: shape?.kind === 'number' ? NUMBER : shape };
  };
  const locals = [...before.locals].flatMap(([slot, was]) => {
    const is = after.locals.get(slot) ?? was;
    if (isSame(was, is) || changed.some(one => one.slot === slot)) return [];
    const found = scalarOf(was);
    if (!found || scalarOf(is)?.shape.kind !== found.shape.kind)
      refuse(node, `changes '${slot.split('#')[0]}' into something else`, 'Keep one kind of value in a variable.');
    return [make(slot.split('#')[0]!, { slot }, found.shape)];
  });
  // Places may depend on variables, so that these come first.
  if (locals.length > 0) return locals;
  const moving = new Set(changed.map(({ parameter }) => parameter));
  return [...before.roots].flatMap(([root, was]) => {
    const is = after.roots.get(root) ?? was;
    return pathsChanged(was, is).flatMap(path => {
      const end = path.findIndex(step => typeof step !== 'string' && [...step.free].some(name => moving.has(name)));
      const place = { root, path: end < 0 ? path : path.slice(0, end) };
      const isKnown = changed.some(one => one.place?.root === root && isPrefix(one.place.path, place.path));
      const last = [...place.path].reverse().find(step => typeof step === 'string') ?? root.replace(/^.*:|#.*/g, '');
      return isKnown ? [] : [make(last as string, { place }, boundsOf(before.read(place)))];
    });
  });
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
  outcomes: readonly Outcome[],
  store: Store,
  { definitions, fresh }: Evaluator,
  outlives: (slot: string) => boolean,
): Store {
  const left = changed.filter(({ slot }) => !slot || outlives(slot));
  if (left.length === 0) return store.copy();
  const names = left.map(({ hint }, i) => (left.findIndex(one => one.hint === hint) === i ? hint : `${hint}${i}`));
  const result = (of: Store): Term => {
    const values = left.map(one => valueIn(of, one));
    return values.length === 1 ? values[0]! : record(values.map((value, i) => [names[i]!, value]));
  };
  const parameters = changed.map(({ parameter }) => parameter);
  const end = result(withParameters(store, changed));
  const broken = outcomes.find(({ kind }) => kind === 'break');
  const normal = outcomes.find(({ kind }) => kind === 'normal');
  const body = (self: string, given: readonly Term[]) => {
    const again = normal ? call(self, [...changed.map(one => valueIn(normal.store, one)), ...given]) : end;
    return ite(when, broken ? ite(broken.when, result(broken.store), again) : again, end);
  };
  const given = [...new Set(constantParts(body('', []), new Set(parameters)))];
  const own = given.map(one =>
    bound(fresh(wordFor(one) ?? (one.op === 'bound' ? one.text.replace(/#.*/, '') : 'given'))),
  );
  const self = definitions.recursive(hintOf(node), [...parameters, ...own.map(({ text }) => text)], name =>
    replaceAll(body(name, own), new Map(given.map((one, i) => [one, own[i]!]))),
  );
  const found = call(self, [...changed.map(one => valueIn(store, one)), ...given]);
  const after = store.copy();
  left.forEach(({ place, slot, shape }, i) => {
    const value = left.length === 1 ? found : read(found, [names[i]!]);
    if (place) after.write(place, value);
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
