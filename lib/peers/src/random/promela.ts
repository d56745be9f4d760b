import {
  fieldName,
  resolve,
  stagger,
  startOf,
  type Cond,
  type Effect,
  type Field,
  type GuardedAction,
  type GuardedModel,
  type Num,
  type Ref,
} from './guarded.js';

/** What the environment variable SHOW makes an error of, for `pan -E -c0` to count. */
export const SHOWN = ['always', 'sometimes', 'rises', 'ends'] as const;

/**
 * A model of guarded commands in Promela: one action of one process is one
 * d_step, and the only process is back at its loop after each.
 */
export function toPromela(model: GuardedModel): string {
  const { fields, family, actions, always, sometimes, ends } = model;
  const writer = new Writer(model);
  const processes = Array.from({ length: family?.count ?? 0 }, (_, i) => i);
  const watched = resolve(model, model.rises, false, 'range');
  const options = actions.flatMap(action =>
    (action.byProcess && family ? processes : [undefined]).map(me =>
      writer.action(action, me, watched && fieldName(watched.index)),
    ),
  );
  const show = (what: (typeof SHOWN)[number], cond: string) =>
    `  :: atomic { c_expr { show == ${SHOWN.indexOf(what) + 1} } && ${cond} -> assert(false) }`;
  return `c_decl {
  static int show, was;
  __attribute__((constructor)) static void choose(void) {
    show = getenv("SHOW") ? atoi(getenv("SHOW")) : 0;
  }
};
${fields.map((field, i) => `${typeOf(field)} ${fieldName(i)} = ${startOf(field)};`).join('\n')}
${processes.flatMap(me => family!.fields.map((field, i) => `${typeOf(field)} ${own(i, me)} = ${startOf(field, stagger(model, me))};`)).join('\n')}
active proctype System() {
  do
${options.join('\n')}
${show('always', `!${writer.cond(always)}`)}
${show('sometimes', writer.cond(sometimes))}
${show('ends', `timeout${ends ? ` && !${writer.cond(ends)}` : ''}`)}
  od
}
`;
}

function typeOf({ kind }: Field): string {
  return kind === 'range' || kind === 'set' ? 'int' : 'byte';
}

/** A field of a process is a variable by itself: in Promela's words, there is only one process. */
const own = (index: number, me: number) => `p${me}_${fieldName(index)}`;

class Writer {
  readonly #model: GuardedModel;

  constructor(model: GuardedModel) {
    this.#model = model;
  }

  action({ when, then }: GuardedAction, me: number | undefined, watched: string | undefined): string {
    const steps = then.map(effect => this.effect(effect, me)).filter(step => step !== '');
    if (watched) {
      steps.unshift(`c_code { was = now.${watched}; }`);
      steps.push(`assert(c_expr { show != ${SHOWN.indexOf('rises') + 1} || now.${watched} >= was })`);
    }
    return `  :: d_step { ${this.cond(when, me)} -> ${[...steps, 'skip'].join('; ')} }`;
  }

  effect(effect: Effect, me?: number): string {
    if (effect.effect === 'if') {
      const block = (effects: readonly Effect[]) =>
        [...effects.map(inner => this.effect(inner, me)).filter(step => step !== ''), 'skip'].join('; ');
      return `if :: ${this.cond(effect.cond, me)} -> ${block(effect.then)} :: else -> ${block(effect.otherwise)} fi`;
    }
    const found = this.#find(effect.ref, me, 'range', 'names', 'flag', 'set');
    if (!found) return '';
    const { field, name } = found;
    const cond = () => this.cond(effect.cond, me);
    switch (field.kind) {
      case 'range':
        return `${name} = ${field.lowest} + ${around(field, this.num(effect.num, me))}`;
      case 'flag':
        return `${name} = (${cond()} -> 1 : 0)`;
      case 'names':
        return `${name} = (${cond()} -> ${(effect.code + 1) % field.size} : ${effect.code % field.size})`;
      case 'set': {
        const bit = `(1 << ${around(field, this.num(effect.num, me))})`;
        return `${name} = (${cond()} -> (${name} | ${bit}) : (${name} & ~${bit}))`;
      }
    }
  }

  /** The expression in brackets, even where none are needed. */
  cond(cond: Cond, me?: number): string {
    switch (cond.cond) {
      case 'constant':
        return `(${cond.value})`;
      case '<':
      case '<=':
        return `(${this.num(cond.left, me)} ${cond.cond} ${this.num(cond.right, me)})`;
      case '===':
        return `(${this.num(cond.left, me)} == ${this.num(cond.right, me)})`;
      case '!==':
        return `(${this.num(cond.left, me)} != ${this.num(cond.right, me)})`;
      case 'not':
        return `(!${this.cond(cond.of, me)})`;
      case 'and':
        return `(${this.cond(cond.left, me)} && ${this.cond(cond.right, me)})`;
      case 'or':
        return `(${this.cond(cond.left, me)} || ${this.cond(cond.right, me)})`;
      case 'some':
      case 'every': {
        const isSome = cond.cond === 'some';
        const each = Array.from({ length: this.#model.family?.count ?? 0 }, (_, i) => this.cond(cond.of, i));
        return `(${[String(!isSome), ...each].join(isSome ? ' || ' : ' && ')})`;
      }
      case 'is': {
        const found = this.#find(cond.ref, me, 'names', 'flag');
        return found
          ? `(${found.name} == ${cond.code % (found.field.kind === 'names' ? found.field.size : 2)})`
          : '(true)';
      }
      case 'has': {
        const found = this.#find(cond.ref, me, 'set');
        return found ? `((${found.name} >> ${around(found.field, this.num(cond.element, me))} & 1) == 1)` : '(true)';
      }
    }
  }

  /** The expression in brackets, even where none are needed. */
  num(num: Num, me?: number): string {
    switch (num.num) {
      case 'constant':
        return `(${num.value})`;
      case 'field':
        return this.#find(num.ref, me, 'range')?.name ?? '(1)';
      case 'size': {
        const found = this.#find(num.ref, me, 'set');
        return found
          ? `(${Array.from({ length: found.field.size }, (_, i) => `(${found.name} >> ${i} & 1)`).join(' + ')})`
          : '(1)';
      }
      case 'times':
        return `(${this.num(num.left, me)} * ${num.by})`;
      case 'plus':
        return `(${this.num(num.left, me)} + ${this.num(num.right, me)})`;
      case 'minus':
        return `(${this.num(num.left, me)} - ${this.num(num.right, me)})`;
      case 'min':
      case 'max': {
        const [left, right] = [this.num(num.left, me), this.num(num.right, me)];
        return `(${left} ${num.num === 'min' ? '<' : '>'} ${right} -> ${left} : ${right})`;
      }
      case 'choice':
        return `(${this.cond(num.when, me)} -> ${this.num(num.left, me)} : ${this.num(num.right, me)})`;
    }
  }

  #find<K extends Field['kind']>(ref: Ref, me: number | undefined, ...kinds: readonly K[]) {
    const target = resolve(this.#model, ref, me !== undefined, ...kinds);
    return target && { field: target.field, name: target.own ? own(target.index, me!) : fieldName(target.index) };
  }
}

/** How far from its lowest value a number comes to lie in a domain, brought back around its ends. */
function around({ size }: { size: number }, number: string): string {
  return `((${number} % ${size} + ${size}) % ${size})`;
}
