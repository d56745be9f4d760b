import { ModelError, type Domain, type Fields } from 'everystate';
import { Untranslatable } from '../evaluate/evaluator.js';
import { Interpreter } from '../evaluate/interpreter.js';
import { sourceOf } from '../evaluate/source.js';
import { Store } from '../evaluate/store.js';
import { isTrue, known, scalar, type Value } from '../evaluate/value.js';
import { bound, name, prime, term, type Term } from '../terms/term.js';
import type { Definitions } from '../evaluate/definitions.js';
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
  readonly #interpreter: Interpreter;
  /** The fields with the variables that they become. */
  readonly #variables: ReadonlyMap<string, string>;
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly #indicesOf: (family: string) => Indices;
  /** Sets that are parameters. */
  readonly #given = new Map<string, Term>();

  constructor(
    shapes: Readonly<Record<string, Shape>>,
    variables: ReadonlyMap<string, string>,
    definitions: Definitions,
    indicesOf: (family: string) => Indices,
  ) {
    this.#interpreter = new Interpreter(definitions);
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

  fresh(hint: string): string {
    return this.#interpreter.fresh(hint);
  }

  state(prefix = ''): Value {
    return { tag: 'state', prefix, shapes: this.shapes };
  }

  /** A parameter of a step, over a family's processes, what is in a field of the process or the state, or a domain. */
  parameter(called: string, of: string | Domain | Fields, path: string, own: Shape | undefined): Parameter {
    const variable = this.fresh(called);
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
    return this.#translate(what, of, node => {
      const answer = this.#interpreter.ask(known(of), args, store, node);
      const found = isTrue(answer);
      if (!found)
        throw new Untranslatable('Its answer is no condition that TLA+ knows.', 'Let it answer true or false.');
      return found;
    });
  }

  /** What a function makes of the state. */
  effect(what: string, of: AnyFunction, args: readonly Value[], store: Store): Store {
    return this.#translate(what, of, node => {
      const after = store.copy();
      this.#interpreter.call(known(of), args, after, node);
      return after;
    });
  }

  #translate<T>(what: string, of: AnyFunction, run: (node: NonNullable<ReturnType<typeof sourceOf>>['node']) => T): T {
    const source = sourceOf(of);
    try {
      if (!source)
        throw new Untranslatable('Its source cannot be read.', 'Give a function that is written out in the model.');
      return run(source.node);
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      const where = source?.where();
      throw new ModelError(
        `${what} is not translated to TLA+${where ? ` (${where})` : ''}: ${error.problem}`,
        error.remedy,
      );
    }
  }
}
