import {
  resolve,
  stagger,
  startOf,
  type Cond,
  type Effect,
  type Field,
  type GuardedModel,
  type Num,
  type Ref,
} from './guarded.js';

/** A state: the code of each field, of the system and of each process. */
export interface Plain {
  readonly fields: number[];
  readonly family: number[][];
}

/** What a search found of one property: how often, and how near to the start first. */
export interface Sighting {
  readonly count: number;
  readonly shortest: number | undefined;
}

export interface GuardedFindings {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Violating states or steps; for `sometimes`, witnesses. */
  readonly always: Sighting;
  readonly sometimes: Sighting;
  readonly rises: Sighting;
  readonly ends: Sighting;
}

/**
 * Searches a model of guarded commands in the plainest way: it interprets the
 * model as it stands, and keeps states by their JSON. Shares nothing with
 * everystate. Undefined when there are more states than `most`.
 *
 * @param canonical the representative of a state; each state itself, if left out
 */
export function searchPlainly(
  model: GuardedModel,
  most: number,
  canonical: (state: Plain) => Plain = state => state,
): GuardedFindings | undefined {
  const start = canonical(startState(model));
  const depths = new Map([[JSON.stringify(start), 0]]);
  const queue = [start];
  const tallies = { always: new Tally(), sometimes: new Tally(), rises: new Tally(), ends: new Tally() };
  const watched = resolve(model, model.rises, false, 'range');
  let transitions = 0;
  let depth = 0;

  for (const state of queue) {
    if (queue.length > most) return undefined;
    depth = depths.get(JSON.stringify(state))!;
    if (!isTrue(model, state, model.always)) tallies.always.note(depth);
    if (isTrue(model, state, model.sometimes)) tallies.sometimes.note(depth);
    const steps = stepsFrom(model, state);
    transitions += steps.length;
    if (steps.length === 0 && !(model.ends && isTrue(model, state, model.ends))) tallies.ends.note(depth);
    for (const after of steps) {
      if (watched && after.fields[watched.index]! < state.fields[watched.index]!) tallies.rises.note(depth + 1);
      const next = canonical(after);
      const key = JSON.stringify(next);
      if (depths.has(key)) continue;
      depths.set(key, depth + 1);
      queue.push(next);
    }
  }
  return { states: queue.length, transitions, depth, ...tallies };
}

class Tally {
  count = 0;
  shortest: number | undefined = undefined;

  note(depth: number): void {
    this.count++;
    this.shortest ??= depth;
  }
}

function startState(model: GuardedModel): Plain {
  const { fields, family } = model;
  return {
    fields: fields.map(field => startOf(field)),
    family: Array.from({ length: family?.count ?? 0 }, (_, i) =>
      family!.fields.map(field => startOf(field, stagger(model, i))),
    ),
  };
}

/** The state after each step that is possible, one for each. */
function stepsFrom(model: GuardedModel, state: Plain): Plain[] {
  return model.actions.flatMap(({ byProcess, when, then }) =>
    (byProcess && model.family ? state.family.map((_, i) => i) : [undefined])
      .filter(me => isTrue(model, state, when, me))
      .map(me => {
        const next = { fields: [...state.fields], family: state.family.map(codes => [...codes]) };
        for (const effect of then) take(model, next, effect, me);
        return next;
      }),
  );
}

function take(model: GuardedModel, state: Plain, effect: Effect, me?: number): void {
  if (effect.effect === 'if') {
    for (const inner of isTrue(model, state, effect.cond, me) ? effect.then : effect.otherwise)
      take(model, state, inner, me);
    return;
  }
  const target = resolve(model, effect.ref, me !== undefined, 'range', 'names', 'flag', 'set');
  if (!target) return;
  const { field, index } = target;
  const codes = target.own ? state.family[me!]! : state.fields;
  const number = numberIn(model, state, effect.num, me);
  const holds = isTrue(model, state, effect.cond, me);
  if (field.kind === 'range') codes[index] = within(field, number);
  else if (field.kind === 'flag') codes[index] = Number(holds);
  else if (field.kind === 'names') codes[index] = (effect.code + Number(holds)) % field.size;
  else if (holds) codes[index]! |= bitOf(field, number);
  else codes[index]! &= ~bitOf(field, number);
}

function isTrue(model: GuardedModel, state: Plain, cond: Cond, me?: number): boolean {
  const test = (inner: Cond, who = me) => isTrue(model, state, inner, who);
  const number = (num: Num) => numberIn(model, state, num, me);
  switch (cond.cond) {
    case 'constant':
      return cond.value;
    case '<':
      return number(cond.left) < number(cond.right);
    case '<=':
      return number(cond.left) <= number(cond.right);
    case '===':
      return number(cond.left) === number(cond.right);
    case '!==':
      return number(cond.left) !== number(cond.right);
    case 'not':
      return !test(cond.of);
    case 'and':
      return test(cond.left) && test(cond.right);
    case 'or':
      return test(cond.left) || test(cond.right);
    case 'some':
      return state.family.some((_, i) => test(cond.of, i));
    case 'every':
      return state.family.every((_, i) => test(cond.of, i));
    case 'is': {
      const found = look(model, state, cond.ref, me, 'names', 'flag');
      return !found || found.code === cond.code % (found.field.kind === 'names' ? found.field.size : 2);
    }
    case 'has': {
      const found = look(model, state, cond.ref, me, 'set');
      return !found || (found.code & bitOf(found.field, number(cond.element))) !== 0;
    }
  }
}

function numberIn(model: GuardedModel, state: Plain, num: Num, me?: number): number {
  const value = (inner: Num) => numberIn(model, state, inner, me);
  switch (num.num) {
    case 'constant':
      return num.value;
    case 'field':
      return look(model, state, num.ref, me, 'range')?.code ?? 1;
    case 'size':
      return sizeOf(look(model, state, num.ref, me, 'set')?.code ?? 1);
    case 'times':
      return value(num.left) * num.by;
    case 'plus':
      return value(num.left) + value(num.right);
    case 'minus':
      return value(num.left) - value(num.right);
    case 'min':
      return Math.min(value(num.left), value(num.right));
    case 'max':
      return Math.max(value(num.left), value(num.right));
    case 'choice':
      return isTrue(model, state, num.when, me) ? value(num.left) : value(num.right);
  }
}

function look<K extends Field['kind']>(
  model: GuardedModel,
  state: Plain,
  ref: Ref,
  me: number | undefined,
  ...kinds: K[]
) {
  const target = resolve(model, ref, me !== undefined, ...kinds);
  return target && { field: target.field, code: (target.own ? state.family[me!]! : state.fields)[target.index]! };
}

type Bounds = { readonly lowest: number; readonly size: number };

/** Brings a number back into a domain, around its ends. */
function within({ lowest, size }: Bounds, number: number): number {
  return lowest + (((number % size) + size) % size);
}

function bitOf(field: Bounds, number: number): number {
  return 1 << (within(field, number) - field.lowest);
}

function sizeOf(bits: number): number {
  return [...(bits >>> 0).toString(2)].filter(bit => bit === '1').length;
}
