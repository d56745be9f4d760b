import { ModelError, type Domain, type Fields } from 'everystate';
import { ask, call } from '../evaluate/interpreter.js';
import { Untranslatable, within } from '../evaluate/refusal.js';
import { sourceOf } from '../evaluate/source.js';
import { from, Store } from '../evaluate/store.js';
import { forgetBounds, isTrue, known, scalar, type Value } from '../evaluate/value.js';
import { bound, forgetWords, fresh, name, prime, term, type Term } from '../terms/term.js';
import { define } from '../evaluate/definitions.js';
import type { Names } from '../terms/names.js';
import { allOf, shapeOf, type Compound, type Indices, type Shape } from '../terms/shapes.js';

/** A variable, and what it ranges over. */
export interface Choice {
  readonly variable: string;
  readonly set: Term;
}

/** A parameter of a step, by its name in the model. */
export interface Parameter extends Choice {
  readonly name: string;
  /** The field of the state, or else of the process, that has it as an element or a key, if one has. */
  readonly from?: string;
  readonly value: Value;
}

/** A field of the state, and the variable that it becomes. */
export interface Field {
  readonly field: string;
  readonly variable: string;
  readonly shape: Shape;
}

type AnyFunction = (...args: never) => unknown;

/** Translates the functions of one model. */
export class Functions {
  readonly fields: readonly Field[];
  readonly #shapes: Readonly<Record<string, Shape>>;
  readonly #indicesOf: (family: string) => Indices;
  /** Sets that are parameters. */
  readonly #given = new Map<string, Term>();

  constructor(fields: readonly Field[], names: Names, indicesOf: (family: string) => Indices) {
    define(names);
    forgetBounds();
    forgetWords();
    this.fields = fields;
    this.#shapes = Object.fromEntries(fields.map(({ field, shape }) => [field, shape]));
    this.#indicesOf = indicesOf;
  }

  /** The state as it is. */
  get now(): Store {
    return new Store([...this.#given, ...this.fields.map(({ field, variable }) => [field, name(variable)] as const)]);
  }

  /** A state that is held by a record. */
  heldBy(state: Term): Store {
    return new Store(this.fields.map(({ field, variable }) => [field, term('field', [state], variable)]));
  }

  /** The state before a step, and the one after it: as given, or else the next one, whatever it is. */
  around(after?: Store): Store {
    const next = this.fields.map(
      ({ field, variable }) => [`after:${field}`, after?.roots.get(field) ?? prime(name(variable))] as const,
    );
    return new Store([...(after?.roots ?? []), ...this.now.roots, ...next]);
  }

  state(prefix = ''): Value {
    return { tag: 'state', prefix, shapes: this.#shapes };
  }

  /** A parameter of a step, over a family's processes, what is in a field of the state or of the process, or a domain. */
  parameter(called: string, of: string | Domain | Fields, path: string, family?: string): Parameter {
    if (typeof of !== 'string') return this.#over(called, shapeOf(of, path, this.#indicesOf));
    const field = this.#shapes[of];
    if (field?.kind === 'array') return this.#over(called, field.indices.shape, field.indices.set);
    const chosen = field ?? (this.family(family!).of as Extract<Shape, { kind: 'record' }>).fields[of];
    const { keys, of: elements } = chosen as { keys?: Shape; of: Shape };
    return { ...this.#over(called, keys ?? elements), from: of };
  }

  #over(name: string, shape: Shape, set = allOf(shape)): Parameter {
    const variable = fresh(name);
    const value = bound(variable);
    if (shape.kind !== 'set') return { name, variable, set, value: scalar(value, shape) };
    const root = `given:${variable}`;
    this.#given.set(root, value);
    return { name, variable, set, value: { tag: 'place', root, path: [], shape } };
  }

  /** The processes of a family. */
  family(family: string) {
    return this.#shapes[family] as Extract<Shape, { kind: 'array' }>;
  }

  /** A process of a family, and its position there. */
  process(family: string, variable: string): Value[] {
    const { of, indices } = this.family(family);
    const me = bound(variable);
    return [{ tag: 'place', root: family, path: [me], shape: of as Compound }, scalar(me, indices.shape)];
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
