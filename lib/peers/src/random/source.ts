import * as everystate from 'everystate';
import {
  bitsOf,
  fieldName,
  nameOf,
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

/** What to leave to everystate to see through. */
export interface Reductions {
  /** The processes are declared interchangeable. */
  readonly symmetric?: boolean;
  /** Every step writes fields that nobody reads, and a normal form clears those fields. */
  readonly ghosts?: boolean;
}

/** A model of guarded commands as a model of everystate. */
export function toModel(model: GuardedModel, reductions?: Reductions): everystate.Model {
  return fromSource(toSource(model, reductions));
}

/** What a source gives that knows all of everystate by its names. */
export function fromSource(source: string): everystate.Model {
  const names = Object.keys(everystate);
  return new Function(...names, `'use strict'; return ${source}`)(
    ...names.map(name => (everystate as Record<string, unknown>)[name]),
  );
}

/** The same model as its source would read. */
export function toSource(given: GuardedModel, { symmetric = false, ghosts = false }: Reductions = {}): string {
  const { fields, family, actions, always, sometimes, ends } = given;
  const writer = new Writer(given);
  const ghost = ghosts ? 'ghost: range(0, 4), ' : '';
  const declared = (all: readonly Field[]) => all.map((field, i) => `${fieldName(i)}: ${domainOf(field)}`).join(', ');
  const starts = (all: readonly Field[], process = 0) =>
    all.map((field, i) => `${fieldName(i)}: ${literal(field, startOf(field, process))}`).join(', ');
  const processes = Array.from(
    { length: family?.count ?? 0 },
    (_, i) => `{ ${starts(family!.fields, stagger(given, i))} }`,
  );
  const watched = resolve(given, given.rises, false, 'range');
  return `model({
  state: { ${ghost}${declared(fields)}${family ? `, p: each(${family.count}, { ${ghost}${declared(family.fields)} })` : ''} },
  init: { ${starts(fields)}${ghosts ? ', ghost: 3' : ''}${family ? `, p: [${processes.join(', ')}]` : ''} },
  actions: {
${actions.map((action, i) => writer.action(action, `a${i}`, ghosts ? `ghost = ${i % 5};` : '')).join('\n')}
  },
  always: { always: s => ${writer.cond(always)} },
  sometimes: { sometimes: s => ${writer.cond(sometimes)} },${
    watched
      ? `
  everyStep: { rises: (before, after) => after.${fieldName(watched.index)} >= before.${fieldName(watched.index)} },`
      : ''
  }${
    ends
      ? `
  ends: { ends: s => ${writer.cond(ends)} },`
      : ''
  }${
    symmetric && family
      ? `
  symmetric: ['p'],`
      : ''
  }${
    ghosts
      ? `
  normalForm: s => { s.ghost = 0; ${family ? 'for (const one of s.p) one.ghost = 0; ' : ''}},`
      : ''
  }
})`;
}

function domainOf(field: Field): string {
  switch (field.kind) {
    case 'range':
      return `range(${field.lowest}, ${field.lowest + field.size - 1})`;
    case 'names':
      return `oneOf(${Array.from({ length: field.size }, (_, code) => `'${nameOf(code)}'`).join(', ')})`;
    case 'flag':
      return 'flag';
    case 'set':
      return `setOf(range(${field.lowest}, ${field.lowest + field.size - 1}))`;
  }
}

function literal(field: Field, code: number): string {
  switch (field.kind) {
    case 'range':
      return String(code);
    case 'names':
      return `'${nameOf(code)}'`;
    case 'flag':
      return String(code === 1);
    case 'set': {
      const elements = Array.from({ length: field.size }, (_, i) => field.lowest + i);
      return `[${elements.filter((_, i) => ((code & bitsOf(field.size)) >>> i) & 1).join(', ')}]`;
    }
  }
}

/** The name that the process at hand goes by, if there is one. */
type Me = string | false;

class Writer {
  readonly #model: GuardedModel;

  constructor(model: GuardedModel) {
    this.#model = model;
  }

  action({ byProcess, when, then }: GuardedAction, name: string, last: string): string {
    const me: Me = byProcess && this.#model.family !== undefined && 'me';
    const given = me ? '(s, me)' : 's';
    return `    ${name}: {${me ? ` by: 'p',` : ''}
      when: ${given} => ${this.cond(when, me)},
      then: ${given} => {
${then.map(effect => this.effect(effect, me, '        ')).join('')}${last && `        ${me || 's'}.${last}\n`}      },
    },`;
  }

  effect(effect: Effect, me: Me, indent: string): string {
    if (effect.effect === 'if') {
      const block = (effects: readonly Effect[]) =>
        effects.map(inner => this.effect(inner, me, `${indent}  `)).join('');
      return `${indent}if (${this.cond(effect.cond, me)}) {\n${block(effect.then)}${indent}} else {\n${block(effect.otherwise)}${indent}}\n`;
    }
    const found = this.#find(effect.ref, me, 'range', 'names', 'flag', 'set');
    if (!found) return '';
    const { field, path } = found;
    const cond = () => this.cond(effect.cond, me);
    switch (field.kind) {
      case 'range':
        return `${indent}${path} = ${within(field, this.num(effect.num, me))};\n`;
      case 'flag':
        return `${indent}${path} = ${cond()};\n`;
      case 'names': {
        const name = (more: number) => `'${nameOf((effect.code + more) % field.size)}'`;
        return `${indent}${path} = ${cond()} ? ${name(1)} : ${name(0)};\n`;
      }
      case 'set': {
        const element = within(field, this.num(effect.num, me));
        return `${indent}if (${cond()}) ${path}.add(${element}); else ${path}.delete(${element});\n`;
      }
    }
  }

  cond(cond: Cond, me: Me = false): string {
    switch (cond.cond) {
      case 'constant':
        return String(cond.value);
      case '<':
      case '<=':
      case '===':
      case '!==':
        return `${this.num(cond.left, me)} ${cond.cond} ${this.num(cond.right, me)}`;
      case 'not':
        return `!(${this.cond(cond.of, me)})`;
      case 'and':
        return `(${this.cond(cond.left, me)} && ${this.cond(cond.right, me)})`;
      case 'or':
        return `(${this.cond(cond.left, me)} || ${this.cond(cond.right, me)})`;
      case 'some':
      case 'every':
        return this.#model.family
          ? `s.p.${cond.cond}(it => ${this.cond(cond.of, 'it')})`
          : String(cond.cond === 'every');
      case 'is': {
        const found = this.#find(cond.ref, me, 'names', 'flag');
        if (!found) return 'true';
        if (found.field.kind === 'flag') return cond.code % 2 === 1 ? found.path : `!${found.path}`;
        return `${found.path} === '${nameOf(cond.code % found.field.size)}'`;
      }
      case 'has': {
        const found = this.#find(cond.ref, me, 'set');
        return found ? `${found.path}.has(${within(found.field, this.num(cond.element, me))})` : 'true';
      }
    }
  }

  num(num: Num, me: Me): string {
    switch (num.num) {
      case 'constant':
        return String(num.value);
      case 'field':
        return this.#find(num.ref, me, 'range')?.path ?? '1';
      case 'size': {
        const found = this.#find(num.ref, me, 'set');
        return found ? `${found.path}.size` : '1';
      }
      case 'times':
        return `${this.num(num.left, me)} * ${num.by}`;
      case 'plus':
        return `(${this.num(num.left, me)} + ${this.num(num.right, me)})`;
      case 'minus':
        return `(${this.num(num.left, me)} - ${this.num(num.right, me)})`;
      case 'min':
      case 'max':
        return `Math.${num.num}(${this.num(num.left, me)}, ${this.num(num.right, me)})`;
      case 'choice':
        return `(${this.cond(num.when, me)} ? ${this.num(num.left, me)} : ${this.num(num.right, me)})`;
    }
  }

  #find<K extends Field['kind']>(ref: Ref, me: Me, ...kinds: readonly K[]) {
    const target = resolve(this.#model, ref, me !== false, ...kinds);
    return target && { field: target.field, path: `${target.own ? me : 's'}.${fieldName(target.index)}` };
  }
}

function within({ lowest, size }: { lowest: number; size: number }, number: string): string {
  return `${lowest} + ((${number}) % ${size} + ${size}) % ${size}`;
}
