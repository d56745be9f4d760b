import { ModelError, type Domain, type Fields } from 'everystate';
import { ask, call } from '../evaluate/interpreter.js';
import { Untranslatable, within } from '../evaluate/refusal.js';
import { sourceOf } from '../evaluate/source.js';
import { from, Store } from '../evaluate/store.js';
import { forgetBounds, isTrue, known, scalar, type Value } from '../evaluate/value.js';
import { bound, forgetWords, fresh, name, prime, term, type Term } from '../terms/term.js';
import { define } from '../evaluate/definitions.js';
import type { Names } from '../terms/names.js';
import { allOf, shapeOf, type Indices, type Shape } from '../terms/shapes.js';

/** A parameter of a step: its name in the model, and what it ranges over. */
export interface Parameter {
  readonly name: string;
  readonly variable: string;
  readonly set: Term;
  /** The field of the state, or else of the process, that has it as an element or a key, if one has. */
  readonly from?: string;
  readonly value: Value;
}

type AnyFunction = (...args: never) => unknown;

/** Translates the functions of one model. */
export class Functions {
  /** The fields with the variables that they become. */
  readonly #variables: ReadonlyMap<string, string>;
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly #indicesOf: (family: string) => Indices;
  /** Sets that are parameters. */
  readonly #given = new Map<string, Term>();

  constructor(
    shapes: Readonly<Record<string, Shape>>,
    variables: ReadonlyMap<string, string>,
    names: Names,
    indicesOf: (family: string) => Indices,
  ) {
    define(names);
    forgetBounds();
    forgetWords();
    this.#variables = variables;
    this.shapes = shapes;
    this.#indicesOf = indicesOf;
  }

  /** The state as it is. */
  get now(): Store {
    return new Store([
      ...this.#given,
      ...[...this.#variables].map(([field, variable]) => [field, name(variable)] as const),
    ]);
  }

  /** A state that is held by a record. */
  heldBy(state: Term): Store {
    return new Store([...this.#variables].map(([field, variable]) => [field, term('field', [state], variable)]));
  }

  /** The state before a step, and the one after it: as given, or else the next one, whatever it is. */
  around(after?: Store): Store {
    const next = [...this.#variables].map(([field, variable]) => {
      return [`after:${field}`, after?.roots.get(field) ?? prime(name(variable))] as const;
    });
    return new Store([...this.now.roots, ...(after?.roots ?? []), ...this.now.roots, ...next]);
  }

  state(prefix = ''): Value {
    return { tag: 'state', prefix, shapes: this.shapes };
  }

  /** A parameter of a step, over a family's processes, what is in a field of the process or the state, or a domain. */
  parameter(called: string, of: string | Domain | Fields, path: string, own: Shape | undefined): Parameter {
    const variable = fresh(called);
    if (typeof of !== 'string') return this.#over(called, variable, shapeOf(of, path, this.#indicesOf));
    const field = this.shapes[of];
    if (field?.kind === 'array') {
      const { set, shape } = this.#indicesOf(of);
      return { name: called, variable, set, value: scalar(bound(variable), shape) };
    }
    const chosen = (field ?? (own?.kind === 'record' && own.fields[of])) as Extract<
      Shape,
      { kind: 'set' | 'bag' | 'map' }
    >;
    return { ...this.#over(called, variable, chosen.kind === 'map' ? chosen.keys : chosen.of), from: of };
  }

  #over(called: string, variable: string, shape: Shape): Parameter {
    const value = bound(variable);
    const set = allOf(shape);
    if (shape.kind !== 'set') return { name: called, variable, set, value: scalar(value, shape) };
    const root = `given:${variable}`;
    this.#given.set(root, value);
    return { name: called, variable, set, value: { tag: 'place', root, path: [], shape } };
  }

  /** All processes of a family. */
  setOf(family: string): Term {
    return (this.shapes[family] as Extract<Shape, { kind: 'array' }>).indices.set;
  }

  /** A process of a family, and its position there. */
  process(family: string, variable: string): Value[] {
    const shape = this.shapes[family]!;
    if (shape.kind !== 'array' || shape.of.kind !== 'record') throw new Error(`'${family}' is no family.`);
    const me = bound(variable);
    return [{ tag: 'place', root: family, path: [me], shape: shape.of }, scalar(me, shape.indices.shape)];
  }

  /** What a function answers, as a condition. */
  predicate(what: string, of: AnyFunction, args: readonly Value[], store: Store): Term {
    return translate(what, of, () => from(store, () => isTrue(ask(known(of), args)))[0]);
  }

  /** What a function makes of the state. */
  effect(what: string, of: AnyFunction, args: readonly Value[], store: Store): Store {
    return translate(what, of, () => from(store, () => call(known(of), args))[1]);
  }
}

/** @throws ModelError that says what has no translation, where it stands, and what to do */
function translate<T>(what: string, of: AnyFunction, run: () => T): T {
  const source = sourceOf(of);
  try {
    if (!source)
      throw new Untranslatable('Its source cannot be read', 'Give a function that is written out in the model.');
    return within(source.node, run);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    const where = source?.where();
    const said = `${error.construct}${error.message}`;
    throw new ModelError(`${what} is not translated to TLA+${where ? ` (${where})` : ''}: ${said}.`, error.remedy);
  }
}
