import { type Domain, type Fields, type Scalar, textOf } from '../model/domain.js';
import { ModelError } from '../model/errors.js';
import { resolveElement } from '../model/domain-kinds.js';
import { type Family, namesOf } from '../model/domains/family.js';
import { processOf } from '../model/domains/reference.js';
import type { Action, Fairness, Model, ProcessAction, StepName } from '../model/model.js';

/** One action of the system, or one action of one process, with one choice of its parameters. */
export interface Transition extends StepName {
  readonly cites: readonly string[];
  readonly fair?: Fairness;
  readonly fairTo?: 'process' | 'action';
  readonly when?: (state: any, me?: any, process?: number) => boolean;
  readonly then: (state: any, me?: any, process?: number) => void;
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
    const choices = choicesOf(model, action, definition.with);
    const { by } = definition as ProcessAction<any, string>;
    if (by === undefined) return choices.map(choice => transition(action, definition, choice));
    const names = namesOf(model.state[by] as unknown as Family<Fields>);
    return (state[by] as object[]).flatMap((me, process) =>
      choices.map(choice => transition(action, definition, choice, { by, me, process, names })),
    );
  });
}

/** One parameter of a step with one of its values, by its position. */
interface Argument {
  readonly name: string;
  readonly domain: Scalar<unknown>;
  readonly code: number;
}

type Choice = readonly Argument[];

function choicesOf(model: Model<any>, action: string, parameters: Action<any>['with']): readonly Choice[] {
  const domains = Object.entries<any>(parameters ?? {}).map(([name, domain]) => ({
    name,
    domain: parameterOf(model.state, domain, `${action}.${name}`),
  }));
  const count = domains.reduce((product, { domain }) => product * domain.values.length, 1);
  if (count > MOST_CHOICES) {
    throw new ModelError(
      `Action '${action}' has ${count} choices of its parameters ${domains.map(({ name }) => name).join(', ')}.`,
      `It may have at most ${MOST_CHOICES}: use smaller domains in 'with', or several actions.`,
    );
  }
  let choices: Choice[] = [[]];
  for (const { name, domain } of domains)
    choices = choices.flatMap(choice => domain.values.map((_, code) => [...choice, { name, domain, code }]));
  return choices;
}

/** The domain of a parameter; a string names a family whose processes are chosen from. */
function parameterOf(state: Fields, domain: Domain | Fields | string, name: string): Scalar<unknown> {
  return resolveElement(state, typeof domain === 'string' ? processOf(domain) : domain, name);
}

/** The process that takes a step. */
interface Owner {
  readonly by: string;
  readonly me: object;
  readonly process: number;
  readonly names: readonly string[];
}

function transition(action: string, definition: Action<any>, choice: Choice, own?: Owner): Transition {
  const { fair, fairTo, cites = [], when, then, label: labelOf } = definition as ProcessAction<any, string>;
  const values = (told: (domain: Scalar<any>, value: unknown) => unknown) =>
    Object.fromEntries(choice.map(({ name, domain, code }) => [name, told(domain, domain.values[code])]));
  const given = definition.with ? Object.freeze(values((_, value) => value)) : undefined;
  const named = { ...values(({ named }, value) => named?.(value) ?? value), me: own?.names[own.process] };
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
    when: when && withGiven(when, given, own !== undefined),
    then: withGiven(then, given, own !== undefined),
    labelIn: labelOf && ((state: any) => String(labelOf(named as any, state))),
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

function labelled(action: string, choice: Choice, own?: Owner): string {
  const parts = choice.map(({ name, domain, code }) => `${name} ${textOf(domain, domain.values[code])}`);
  return `${action}${own ? ` ${own.names[own.process]}` : ''}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

/** A guard or an effect with its parameters: a function of its own, so that the engine can inline each. */
function withGiven<F>(run: F, given: object | undefined, isOwn: boolean): F {
  if (!given) return run;
  const own = isOwn ? 'state, me, process' : 'state';
  return new Function('run', 'given', `return (${own}) => run(${own}, given);`)(run, given);
}
