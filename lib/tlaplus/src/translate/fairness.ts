import { ModelError } from 'everystate';
import { and, exists, forall, not, or } from '../terms/simplify.js';
import { bound, call, infix, name, term, TRUE, type Term } from '../terms/term.js';
import { callOf, overGiven, variablesOf, type ActionOfTla } from './actions.js';
import type { Functions } from './functions.js';
import { isTemporal, type Question } from './question.js';

/** An operator that says where an action can change something. */
interface Possible {
  readonly title: string;
  readonly variables: readonly string[];
  readonly body: Term;
}
interface Fairness {
  readonly fairness?: Term;
  /** Operators that it needs. */
  readonly possible: readonly Possible[];
}
/** Something that is said of an action, taken by this process. */
type Said = (one: ActionOfTla, process?: Term) => Term;

const prefix = (op: string, of: Term): Term => term('prefix', [of], op);
const idles = (step: Term) => prefix('ENABLED ', term('and', [step, prefix('UNCHANGED ', name('vars'))]));
const allOf = (parts: readonly Term[]) => (parts.length > 0 ? and(...parts) : undefined);

/**
 * A run goes on as long as it can, but may take a step that changes nothing for ever.
 * Who is fair takes its steps in the end: where that goes for everybody, runs go on anyhow.
 */
export function fairnessOf(
  actions: readonly ActionOfTla[],
  functions: Functions,
  questions: readonly Question[],
): Fairness {
  const rests = actions.some(one => one.idle === 'always' && one.guard === TRUE);
  const mustMove = questions.some(isTemporal) && !rests && actions.some(one => !one.fair);
  if (actions.some(({ reached }) => reached))
    return questions.some(isTemporal) ? ofNormalForms(actions, functions, mustMove) : { possible: [] };

  const said = saidOfFair(actions, functions, (one, of) => {
    const step = of(callOf);
    if (one.fair === 'weak') return call('WF_vars', [step]);
    // Strongly fair is also who could take a step that changes nothing, again and again.
    const strong = call('SF_vars', [step]);
    return one.idle === 'never' ? strong : or(strong, prefix('[]<>', idles(step)));
  });
  if (mustMove) {
    const isRestless = actions.every(one => one.idle === 'never');
    const move = isRestless ? name('Next') : term('and', [name('Next'), term('not', [idles(name('Next'))])]);
    said.push(call('WF_vars', [move]));
  }
  return { fairness: allOf(said), possible: [] };
}

/** Written out, as TLC takes very long over ENABLED where a normal form comes after a step. */
function ofNormalForms(actions: readonly ActionOfTla[], functions: Functions, mustMove: boolean): Fairness {
  const can: Said = (one, process) => call(`Can${one.operator}`, callOf(one, process).args);
  const again = (step: Term) => prefix('[]<>', term('angle', [step]));
  const said = saidOfFair(actions, functions, (one, of) => {
    if (one.fair === 'strong') {
      throw new ModelError(
        `'${one.name}' is strongly fair, and the model has a normal form: that has no translation.`,
        'Declare it weakly fair, or check the model with everystate.',
      );
    }
    return or(prefix('[]<>', not(of(can))), again(of(callOf)));
  });
  const moving = actions.filter(one => one.idle !== 'always');
  if (mustMove) {
    const stays = somewhere(actions, functions, one =>
      and(one.guard, infix('=', call('NormalForm', [one.reached!]), name('State'))),
    );
    said.push(or(prefix('[]<>', or(stays, not(somewhere(moving, functions, can)))), again(name('Next'))));
  }
  const possible = (mustMove ? moving : moving.filter(({ fair }) => fair)).map(one => ({
    title: `Can${one.operator}`,
    variables: variablesOf(one),
    body: and(one.guard, infix('#', call('NormalForm', [one.reached!]), name('State'))),
  }));
  return { fairness: allOf(said), possible };
}

/**
 * What is said of each fair action that can change something: for each process and each choice of
 * parameters, or, where the action is fair in another way, of anybody's step.
 */
function saidOfFair(
  actions: readonly ActionOfTla[],
  functions: Functions,
  say: (one: ActionOfTla, of: (said: Said) => Term) => Term,
): Term[] {
  const fair = actions.filter(one => one.fair && one.idle !== 'always');
  // Who is fair to each process only, may always choose the same.
  const ofOne = (one: ActionOfTla, process?: Term) =>
    one.fairTo === 'process'
      ? say(one, said => overGiven('exists', one, said(one, process)))
      : overGiven(
          'forall',
          one,
          say(one, said => said(one, process)),
        );
  const toEach = fair.filter(one => one.fairTo !== 'action');
  const families = [...new Set(toEach.map(({ family }) => family))].flatMap(family => {
    const mine = toEach.filter(one => one.family === family);
    if (family === undefined) return mine.map(one => ofOne(one));
    const process = mine[0]!.process!;
    return [forall(process, functions.setOf(family), and(...mine.map(one => ofOne(one, bound(process)))))];
  });
  const toAny = fair.filter(one => one.fairTo === 'action');
  return [...families, ...toAny.map(one => say(one, said => somewhere([one], functions, said)))];
}

/** Whether something is so for some action, by some process. */
export function somewhere(actions: readonly ActionOfTla[], functions: Functions, what: Said): Term {
  return or(
    ...actions.map(one => {
      const said = overGiven('exists', one, what(one, one.process ? bound(one.process) : undefined));
      return one.family ? exists(one.process!, functions.setOf(one.family), said) : said;
    }),
  );
}
