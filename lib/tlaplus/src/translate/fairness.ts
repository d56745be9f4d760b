import { ModelError } from 'everystate';
import { and, not, or } from '../terms/simplify.js';
import { call, infix, name, term, TRUE, type Term } from '../terms/term.js';
import { callOf, choicesOf, overGiven, overProcesses, overSteps, type ActionOfTla } from './actions.js';
import type { Definition } from '../terms/definition.js';
import { isTemporal, type Question } from './question.js';

interface Fairness {
  readonly fairness?: Term;
  /** Operators that it needs: where an action can change something. */
  readonly possible: readonly Definition[];
}
/** Something that is said of an action. */
type Said = (one: ActionOfTla) => Term;

const prefix = (op: string, of: Term): Term => term('prefix', [of], op);
const idles = (step: Term) => prefix('ENABLED ', term('and', [step, prefix('UNCHANGED ', name('vars'))]));
const allOf = (parts: readonly Term[]) => (parts.length > 0 ? and(...parts) : undefined);

/**
 * A run goes on as long as it can, but may take a step that changes nothing for ever.
 * Who is fair takes its steps in the end: where that goes for everybody, runs go on anyhow.
 */
export function fairnessOf(actions: readonly ActionOfTla[], questions: readonly Question[]): Fairness {
  const rests = actions.some(one => one.idle === 'always' && one.guard === TRUE);
  const mustMove = questions.some(isTemporal) && !rests && actions.some(one => !one.fair);
  if (actions.some(({ reached }) => reached))
    return questions.some(isTemporal) ? ofNormalForms(actions, mustMove) : { possible: [] };

  const said = saidOfFair(actions, (one, of) => {
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
function ofNormalForms(actions: readonly ActionOfTla[], mustMove: boolean): Fairness {
  const can: Said = one => call(`Can${one.operator}`, callOf(one).args);
  const again = (step: Term) => prefix('[]<>', term('angle', [step]));
  const said = saidOfFair(actions, (one, of) => {
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
    const stays = overSteps('exists', actions, one =>
      and(one.guard, infix('=', call('NormalForm', [one.reached!]), name('State'))),
    );
    said.push(or(prefix('[]<>', or(stays, not(overSteps('exists', moving, can)))), again(name('Next'))));
  }
  const possible = (mustMove ? moving : moving.filter(({ fair }) => fair)).map(one => ({
    name: `Can${one.operator}`,
    given: choicesOf(one).map(({ variable }) => variable),
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
  say: (one: ActionOfTla, of: (said: Said) => Term) => Term,
): Term[] {
  const fair = actions.filter(one => one.fair && one.idle !== 'always');
  const toEach = overProcesses(
    'forall',
    fair.filter(({ fairTo }) => fairTo !== 'action'),
    one =>
      // Who is fair to each process only, may always choose the same.
      one.fairTo === 'process'
        ? say(one, said => overGiven('exists', one, said(one)))
        : overGiven(
            'forall',
            one,
            say(one, said => said(one)),
          ),
  );
  const toAny = fair.filter(({ fairTo }) => fairTo === 'action');
  return [toEach, ...toAny.map(one => say(one, said => overSteps('exists', [one], said)))].filter(one => one !== TRUE);
}
