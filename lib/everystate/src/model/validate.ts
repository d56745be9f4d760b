import { familyIn, namesOf, type Family } from './domains/family.js';
import type { Declaration } from './domain.js';
import { didYouMean, ModelError, shownAs } from './errors.js';
import { hasEnds, isForEver, NO_DEADLOCK, PROPERTY_KINDS, type PropertyKind } from './property-kinds.js';

/** The names of the kinds of properties. */
const KIND_NAMES = Object.keys(PROPERTY_KINDS) as PropertyKind[];
const MODEL_KEYS = ['state', 'init', 'actions', ...KIND_NAMES, 'symmetric', 'normalForm'];
const ACTION_KEYS = ['by', 'cites', 'fair', 'fairTo', 'with', 'label', 'when', 'then'];

/**
 * Refuses a definition that cannot be what was meant: a word that is not known
 * here, a part that is missing or no function, a name given twice.
 * @throws ModelError naming it
 */
export function validate(given: unknown): void {
  if (!isRecord(given))
    throw new ModelError(`There is no model.`, `Give it as an object: { state, init, actions, always, … }.`);
  const model: any = given;
  known(model, MODEL_KEYS, 'The model');
  for (const part of ['state', 'actions']) {
    if (!isRecord(model[part])) throw new ModelError(`The model has no '${part}'.`, `Give it as an object.`);
  }
  refuseSymbols(model, 'The model');
  const actions = Object.entries<any>(model.actions);
  if (actions.length === 0) throw new ModelError(`The model has no action.`, `Give at least one in 'actions'.`);
  for (const [name, action] of actions) validateAction(name, action, model.state);
  refuseTwice(
    actions.flatMap(([name, { by }]) => labelsOf(name, model.state[by])),
    'actions',
  );

  for (const kind of KIND_NAMES) {
    if (model[kind] !== undefined && !isRecord(model[kind])) {
      throw new ModelError(
        `'${kind}' is no object.`,
        `Give properties by their names: ${kind}: { 'its name': s => … }.`,
      );
    }
  }
  for (const kind of KIND_NAMES) {
    for (const [name, test] of Object.entries<any>(model[kind] ?? {})) validateProperty(kind, name, test);
  }
  const names = KIND_NAMES.flatMap(kind => Object.keys(model[kind] ?? {}));
  refuseTwice([...names, ...(hasEnds(model) ? [] : [NO_DEADLOCK])], 'properties');
  validateReductions(model);
}

/** @throws ModelError when an object has a property that is not among the known ones */
export function known(given: object, names: readonly string[], whose: string): void {
  if (!isRecord(given))
    throw new ModelError(`${whose} cannot be ${String(given)}.`, `Give an object with: ${names.join(', ')}.`);
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) throw new ModelError(`${whose} has no '${name}'.`, didYouMean(name, names));
  }
}

function validateProperty(kind: PropertyKind, name: string, test: unknown): void {
  for (const one of [test, (test as any)?.when, (test as any)?.then])
    if (typeof one === 'function') refuseUnlikely(one, `Property '${name}'`);
  const { form } = PROPERTY_KINDS[kind];
  if (typeof test === 'function' && form !== 'implication') return;
  const given = kind === 'everyStep' ? '(before, after, by)' : 's';
  const asPair = `Give it as { when: ${given} => …, then: ${given} => … }.`;
  if (!isRecord(test) || form === 'function') {
    throw new ModelError(
      `Property '${name}' is no ${form === 'implication' ? 'pair of functions' : 'function'}.`,
      form === 'implication'
        ? asPair
        : `Give a function of ${kind === 'everyStep' ? 'the step' : 'the state'}: ${given} => ….`,
    );
  }
  known(test, ['when', 'then'], `Property '${name}'`);
  for (const side of ['when', 'then'] as const) {
    if (typeof (test as Record<string, unknown>)[side] !== 'function') {
      throw new ModelError(`Property '${name}' has no '${side}'.`, asPair);
    }
  }
}

function validateReductions(model: any): void {
  const { state, symmetric = [], normalForm } = model;
  if (normalForm !== undefined) refuseUnlikely(normalForm, `The normal form`);
  if (!Array.isArray(symmetric))
    throw new ModelError(`'symmetric' is no list.`, `Name families in a list: symmetric: ['worker'].`);
  for (const name of symmetric) familyIn(state, name, `'symmetric' names`);
  refuseTwice(symmetric, `families in 'symmetric'`);
  const [live] = KIND_NAMES.filter(isForEver).flatMap(kind => Object.keys(model[kind] ?? {}));
  if (symmetric.length > 0 && live !== undefined) {
    throw new ModelError(
      `'${live}' cannot be checked with 'symmetric': where processes count as one, it is not known which of them took a step, and so not what is fair to each.`,
      `Check it without: check({ ...model, symmetric: [] }).`,
    );
  }
}

function validateAction(name: string, action: any, state: Declaration): void {
  if (!isRecord(action))
    throw new ModelError(`Action '${name}' is no object.`, `Give it as { when: s => …, then: s => { … } }.`);
  known(action, ACTION_KEYS, `Action '${name}'`);
  const { by, when, then, fair, fairTo, label, with: parameters } = action as any;
  if (parameters !== undefined && !isRecord(parameters)) {
    throw new ModelError(
      `The parameters of '${name}' are given as ${shownAs(parameters)}.`,
      `Give 'with' an object of domains: with: { to: 'node', key: oneOf('x', 'y') }.`,
    );
  }
  if (fair !== undefined && fair !== 'weak' && fair !== 'strong') {
    throw new ModelError(
      `Action '${name}' is fair in a way not known here: ${String(fair)}.`,
      `Give 'weak' or 'strong', or leave 'fair' out.`,
    );
  }
  if (fairTo !== undefined && (!['process', 'action'].includes(fairTo) || fair === undefined)) {
    throw new ModelError(
      `Action '${name}' is fair to ${shownAs(fairTo)}${fair === undefined ? `, but not fair` : ''}.`,
      `Give 'fair', and fairTo: 'process' or 'action'; or leave 'fairTo' out.`,
    );
  }
  if (typeof then !== 'function') {
    throw new ModelError(`Action '${name}' has no effect.`, `Give it 'then', a function that changes the state.`);
  }
  refuseUnlikely(then, `The effect of '${name}'`);
  if (when !== undefined) refuseUnlikely(when, `The guard of '${name}'`);
  if (label !== undefined) refuseUnlikely(label, `The label of '${name}'`);
  if (by !== undefined) familyIn(state, by, `Action '${name}' is taken by`);
}

function labelsOf(action: string, family?: Family<any>): string[] {
  return family ? namesOf(family).map(name => `${action} ${name}`) : [action];
}

/** Fields, actions and properties go by names: what goes by a symbol would be left out without a word. */
function refuseSymbols(record: any, whose: string): void {
  for (const key of Object.getOwnPropertySymbols(record)) {
    throw new ModelError(`${whose} has something under ${String(key)}.`, `Give it a name: symbols are not known here.`);
  }
  for (const [name, part] of Object.entries(record)) {
    if (isRecord(part) && Object.getPrototypeOf(part) === Object.prototype) refuseSymbols(part, `'${name}'`);
  }
}

/** @throws ModelError when something is no function, or one that does not run to its end when it is called */
function refuseUnlikely(run: unknown, whose: string): void {
  const kind = Object.prototype.toString.call(run);
  if (kind === '[object Function]') return;
  if (typeof run !== 'function') throw new ModelError(`${whose} is ${shownAs(run)}.`, `Give a function.`);
  throw new ModelError(
    `${whose} is ${/Generator/.test(kind) ? 'a generator: nothing of it runs when it is called' : 'asynchronous'}.`,
    `Give an ordinary function. A step is indivisible: what happens in several goes is several actions.`,
  );
}

function refuseTwice(names: readonly string[], what: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new ModelError(
      `Two ${what} go by the name '${twice}'.`,
      `Traces and results go by name: rename one of them.`,
    );
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Gives a limit on states back, if it is one.
 * @throws ModelError when it is not a whole number of at least one, or Infinity
 */
export function limitOn(maxStates: number): number {
  if (maxStates === Infinity || (Number.isSafeInteger(maxStates) && maxStates >= 1)) return maxStates;
  throw new ModelError(
    `maxStates is ${shownAs(maxStates)}.`,
    `Give the number of states to hold at most: a whole number, 1 or more.`,
  );
}
