import type { BagOf } from '../model/domains/bag.js';
import { type Domain, type Fields, type Scalar, textOf } from '../model/domain.js';
import { didYouMean, ModelError } from '../model/errors.js';
import { resolveElement } from '../model/domain-kinds.js';
import { type Family, namesOf } from '../model/domains/family.js';
import { BitSet } from '../model/domains/finite-set.js';
import type { MapOf } from '../model/domains/map.js';
import { processOf } from '../model/domains/reference.js';
import type { Action, Fairness, Model, ProcessAction, StepName } from '../model/model.js';

/** One action of the system, or one action of one process, with one choice of its parameters. */
export interface Transition extends StepName {
  readonly cites: readonly string[];
  readonly fair?: Fairness;
  readonly fairTo?: 'process' | 'action';
  readonly when?: (state: any, me?: any, process?: number) => boolean;
  readonly then: (state: any, me?: any, process?: number) => any;
  /** Where the last parameter is an element of a set: the set, and the element's bit. */
  readonly among?: { readonly set: BitSet<any>; readonly bit: number };
  /** The process's own record in the state object. */
  readonly me?: object;
  /** What traces call it in a state, where that is not `label`. */
  readonly labelIn?: (state: any) => string;
  /** The label of the step that this one becomes with process i of the family taken for `order[i]`. */
  readonly labelAfter: (family: string, order: readonly number[]) => string;
}

/** More choices of parameters of one action make a model that is slow to search. */
const MOST_CHOICES = 4096;

/** What properties of steps and traces are told of a transition. */
export function stepName({ action, family, process, given, label }: Transition): StepName {
  return { action, family, process, ...(given && { given }), label };
}

/**
 * Every step that a model's actions can take in this state object: one an action, or one for
 * each process, and for each choice of parameters.
 */
export function transitionsOf(model: Model<any>, state: any): Transition[] {
  return Object.entries<Action<any>>(model.actions).flatMap(([action, definition]) => {
    const { by } = definition as ProcessAction<any, string>;
    const family = by === undefined ? undefined : (model.state[by] as unknown as Family<Fields>);
    const choices = choicesOf(model.state, family?.fields, action, definition.with);
    if (!family) return choices.map(choice => transition(action, definition, choice, state));
    const names = namesOf(family);
    return (state[by] as object[]).flatMap((me, process) =>
      choices.map(choice => transition(action, definition, choice, state, { by, me, process, names })),
    );
  });
}

/** One parameter of a step with one of its values, by its position. */
interface Argument {
  readonly name: string;
  readonly domain: Scalar<unknown>;
  readonly code: number;
  /** The field of the state, or else of the process, that has it as an element or a key, if it is chosen from one. */
  readonly from?: string;
}

type Choice = readonly Argument[];

function choicesOf(
  state: Fields,
  own: Fields | undefined,
  action: string,
  parameters: Action<any>['with'],
): readonly Choice[] {
  const domains = Object.entries<any>(parameters ?? {}).map(([name, domain]) => ({
    name,
    ...parameterOf(state, own, domain, `${action}.${name}`),
  }));
  const count = domains.reduce((product, { domain }) => product * domain.values.length, 1);
  if (count > MOST_CHOICES) {
    throw new ModelError(
      `Action '${action}' has ${count} choices of its parameters ${domains.map(({ name }) => name).join(', ')}.`,
      `It may have at most ${MOST_CHOICES}: use smaller domains in 'with', or several actions.`,
    );
  }
  let choices: Choice[] = [[]];
  for (const parameter of domains)
    choices = choices.flatMap(choice => parameter.domain.values.map((_, code) => [...choice, { ...parameter, code }]));
  return choices;
}

/** The domain of a parameter. A string names what it is chosen from: a family, or a set, bag or map in the state. */
function parameterOf(
  state: Fields,
  own: Fields | undefined,
  given: Domain | Fields | string,
  name: string,
): Omit<Argument, 'name' | 'code'> {
  if (typeof given !== 'string') return { domain: resolveElement(state, given, name) };
  const fields = { ...own, ...state };
  if (fields[given]?.kind === 'family') return { domain: resolveElement(state, processOf(given), name) };
  const elements = elementsOf(fields[given]);
  if (elements) return { domain: resolveElement(state, elements, name), from: given };
  const known = Object.keys(fields).filter(field => fields[field]!.kind === 'family' || elementsOf(fields[field]));
  throw new ModelError(
    `'${name}' is chosen from '${given}', which is no family, set, bag or map.`,
    known.length > 0 ? didYouMean(given, known) : `Declare it in 'state', or give a domain.`,
  );
}

/** What is in a set or a bag; of a map, its keys. */
function elementsOf(field: Domain | Fields | undefined): Domain | Fields | undefined {
  if (field?.kind === 'set' || field?.kind === 'bag') return (field as BagOf<unknown>).of;
  return field?.kind === 'map' ? (field as MapOf<unknown, unknown>).keys : undefined;
}

/** The process that takes a step. */
interface Owner {
  readonly by: string;
  readonly me: object;
  readonly process: number;
  readonly names: readonly string[];
}

function transition(action: string, definition: Action<any>, choice: Choice, state: any, own?: Owner): Transition {
  const { fair, fairTo, cites = [], when, then, label: labelOf } = definition as ProcessAction<any, string>;
  const values = (told: (domain: Scalar<any>, value: unknown) => unknown) =>
    Object.fromEntries(choice.map(({ name, domain, code }) => [name, told(domain, domain.values[code])]));
  const given = definition.with ? Object.freeze(values((_, value) => value)) : undefined;
  const among = choice.flatMap(({ from, domain, code }) => {
    if (from === undefined) return [];
    return [{ set: (Object.hasOwn(state, from) ? state : own!.me)[from], value: domain.values[code] }];
  });
  const last = choice.at(-1);
  const set = last?.from && among.at(-1)!.set;
  const named = { ...values(forLabels), me: own?.names[own.process] };
  return {
    action,
    family: own?.by,
    process: own?.process,
    me: own?.me,
    given,
    label: labelled(action, choice, own),
    cites,
    fair,
    fairTo,
    when: among.reduceRight<Transition['when']>(within, when && withGiven(when, given, own !== undefined)),
    then: withGiven(then, given, own !== undefined),
    among: set instanceof BitSet ? { set, bit: last!.code } : undefined,
    labelIn: labelOf && ((state: any) => labelOf(named as any, state)),
    labelAfter: (family: string, order: readonly number[]) =>
      labelled(
        action,
        choice.map(({ name, domain, code }) => ({
          name,
          domain,
          code: domain.permuted?.(family, order)?.[code] ?? code,
        })),
        own && own.by === family ? { ...own, process: order[own.process]! } : own,
      ),
  } as Transition;
}

/** A value as labels are given it: processes go by their names, and a record writes itself as in traces. */
function forLabels(domain: Scalar<any>, value: unknown): unknown {
  const named = domain.named?.(value) ?? value;
  if (named === value || typeof named !== 'object') return named;
  return Object.defineProperty(named as object, 'toString', { value: () => textOf(domain, value) });
}

function labelled(action: string, choice: Choice, own?: Owner): string {
  const parts = choice.map(({ name, domain, code }) => `${name} ${textOf(domain, domain.values[code])}`);
  return `${action}${own ? ` ${own.names[own.process]}` : ''}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

/** A guard or an effect with its parameters: a function of its own, so that the engine can inline each. */
function withGiven(run: (...all: any[]) => any, given: object | undefined, isOwn: boolean): Transition['then'] {
  if (!given) return run;
  const own = isOwn ? 'state, me, process' : 'state';
  return new Function('run', 'given', `return (${own}) => run(${own}, given);`)(run, given);
}

/** The guard of a step whose parameter is in a set, bag or map. */
function within(
  when: Transition['when'],
  { set, value }: { set: { has(value: unknown): boolean }; value: unknown },
): Transition['when'] {
  return (state, me, process) => set.has(value) && (!when || when(state, me, process));
}
