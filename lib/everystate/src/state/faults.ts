import { isCollection } from '../model/collection.js';
import { WHERE_UNDEFINED } from '../model/domain.js';
import { ModelError, OutOfBounds, shownAs } from '../model/errors.js';
import { isEnabled, type Machine, type Transition } from './machine.js';
import { showBriefly } from './show.js';

/** Errors that name the function at fault and the state. */
const withContext = new WeakSet<object>();

/**
 * An error that names the function at fault, the state, and the steps that lead there.
 * @param symmetric families whose processes may be exchanged: the steps lead to a state that counts as this one
 */
export function inContext(
  culprit: string,
  fault: unknown,
  state: object,
  way?: readonly string[],
  symmetric: readonly string[] = [],
): ModelError {
  const { problem, remedy } = fault instanceof ModelError ? fault : explained(fault, state);
  const what = symmetric.length > 0 ? 'A state that counts as this one' : 'It';
  const reached = way && way.length > 0 ? `\n${what} was reached by: ${abridged(way)}.` : '';
  const Kind = fault instanceof OutOfBounds ? OutOfBounds : ModelError;
  const error = new Kind(`${culprit} failed in the state ${showBriefly(state)}.${reached}\n${problem}`, remedy);
  withContext.add(error);
  if (!(fault instanceof ModelError)) error.cause = fault;
  return error;
}

/** Whether an error names the function at fault already. */
export function hasContext(fault: unknown): boolean {
  return withContext.has(fault as object);
}

/** Whether a step is possible in the machine's state. A guard that fails is named. */
export function isPossible(machine: Machine<any>, transition: Transition): boolean {
  try {
    return isEnabled(machine, transition);
  } catch (fault) {
    throw inContext(`Action '${transition.label}'`, fault, machine.state);
  }
}

/** At most the first and the last ten steps. */
function abridged(way: readonly string[]): string {
  const steps = way.length <= 20 ? way : [...way.slice(0, 10), `… ${way.length - 20} more …`, ...way.slice(-10)];
  return steps.join(', ');
}

/** What an error of the JavaScript engine means for a model, and which lists of the state it may be about. */
interface Meaning {
  readonly text: RegExp;
  readonly problem: string;
  readonly remedy: string;
  readonly isAbout?: (list: readonly any[], name: string) => boolean;
  /** What is told of such lists, if not how many elements each has. */
  readonly told?: (lists: readonly NamedList[]) => string;
}

/** The name that a text has found stands where there is a `$`. */
const MEANINGS: readonly Meaning[] = [
  {
    text: /properties of (?:undefined|null) \(\w+ '(\w+)'|destructure property '(\w+)'.* as it is undefined/,
    problem: `It asked for '$' of undefined.`,
    remedy: WHERE_UNDEFINED,
    isAbout: ([first], name) =>
      typeof first === 'object' && (isCollection(first) ? name in first : Object.hasOwn(first, name)),
    // What a map has for a missing key is undefined, too, and may be what was asked.
    told: lists => `If one of a list was meant: ${lists.map(hasSoMany).join(' ')}`,
  },
  {
    text: /Cannot add property (\d+), object is not extensible/,
    problem: `There is no element $ in a list of fixed length.`,
    remedy: `Stay below its length, or declare it with sequenceOf to let it grow and shrink.`,
    isAbout: (list, name) => list.length <= Number(name),
  },
  {
    text: /Cannot add property (\w+), object is not extensible|Cannot create property '(\w+)' on/,
    problem: `There is no field '$' that can be set here.`,
    remedy: `Elements of a list go by number. What is in a set, sequence, map or bag is not changed in place: put another one there.`,
  },
  {
    text: /Cannot set property (\w+) of .* which has only a getter/,
    problem: `It set '$', which only tells.`,
    remedy: `Change what is in it: add, push, set, delete, clear or replaceWith.`,
  },
  {
    text: /Cannot assign to read only property '(\d+)'/,
    problem: `It replaced a process or an element of a list as a whole, or changed a set that is a value by itself.`,
    remedy: `Change fields in place, also with Object.assign, or with replaceWith where it is a set or the like. Of a set that is an element or a parameter, make another one: union, difference.`,
    isAbout: (list, name) => Object.isFrozen(list) && typeof list[0] === 'object' && Number(name) < list.length,
    told: lists => `The list may be ${lists.map(([name]) => name).join(' or ')}.`,
  },
  {
    text: /Cannot assign to read only property '(\w+)'/,
    problem: `It changed '$' of a record that is a value by itself, such as what is in a set, sequence, map or bag.`,
    remedy: `Put another one in its place: { ...old, $: … }; in a map by set(key, …), in a set after the old one is deleted.`,
  },
];

function explained(fault: unknown, state: object): { problem: string; remedy: string } {
  const text = fault instanceof Error ? String(fault) : '';
  const family = /Cannot assign to read only property '(\w+)'/.exec(text)?.[1];
  if (family && Object.hasOwn(state, family) && Array.isArray((state as any)[family])) {
    return {
      problem: `'${family}' was replaced as a whole.`,
      remedy: `Instead, change its processes, such as ${family}[0], in place.`,
    };
  }
  for (const { text: pattern, problem, remedy, isAbout, told } of MEANINGS) {
    const found = pattern.exec(text);
    if (!found) continue;
    const name = found[1] ?? found[2] ?? '';
    const lists = isAbout ? listsIn(state, list => isAbout(list, name)) : [];
    const hints = lists.length > 0 && told ? [told(lists)] : lists.map(hasSoMany);
    return { problem: problem.replace('$', name), remedy: [...hints, remedy.replace('$', name)].join(' ') };
  }
  return {
    problem: `It threw ${fault instanceof Error ? text.replace(/\.$/, '') : shownAs(fault)}.`,
    remedy: `Guards, effects and properties must not throw in any reachable state.`,
  };
}

/** A list or a family of the state, with its name. */
type NamedList = readonly [name: string, list: readonly any[]];

function hasSoMany([name, { length }]: NamedList): string {
  return `${name} has ${length}: [0] to [${length - 1}].`;
}

/** The lists and families in a value of which something is true. */
function listsIn(value: any, isMeant: (list: readonly any[]) => boolean, name = ''): NamedList[] {
  if (typeof value !== 'object' || isCollection(value)) return [];
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([field, one]) => listsIn(one, isMeant, name ? `${name}.${field}` : field));
  const own: NamedList[] = isMeant(value) ? [[`'${name}'`, value]] : [];
  return [...own, ...listsIn(value[0], isMeant, `${name}[…]`)];
}
