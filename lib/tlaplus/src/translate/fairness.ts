import { and, exists, forall, not, or, replaceAll } from '../terms/simplify.js';
import { bound, call, infix, name, term, TRUE, type Term } from '../terms/term.js';
import { callOf, overGiven, someCall, variablesOf, type ActionOfTla } from './actions.js';
import type { Functions } from './functions.js';
import { isTemporal, type Question } from './question.js';

/** An operator that says where an action can change something. */
interface Possible {
  readonly title: string;
  readonly variables: readonly string[];
  readonly body: Term;
}

const prefix = (op: string, of: Term): Term => term('prefix', [of], op);
const idles = (step: Term) => prefix('ENABLED ', term('and', [step, prefix('UNCHANGED ', name('vars'))]));

/**
 * A run goes on as long as it can, but may take a step that changes nothing for ever.
 * Who is fair takes its steps in the end: where that goes for everybody, runs go on anyhow.
 *
 * With a normal form, fairness is written out: for ENABLED, TLC would find each part
 * of a normal form again and again.
 */
export function fairnessOf(
  actions: readonly ActionOfTla[],
  functions: Functions,
  questions: readonly Question[],
): { fairness?: Term; possible: readonly Possible[] } {
  const hasTemporal = questions.some(isTemporal);
  const isNormal = actions.some(({ reached }) => reached);
  if (isNormal && !hasTemporal) return { possible: [] };
  const allFair = actions.filter(one => one.fair && one.idle !== 'always');
  // Of some it is enough that anybody takes them.
  const [fair, fairToAny] = [
    allFair.filter(one => one.fairTo !== 'action'),
    allFair.filter(one => one.fairTo === 'action'),
  ];
  const anybody = (one: ActionOfTla) =>
    someCall(one, one.family ? functions.setOf(one.family) : undefined, one.process ?? '');
  const setOf = (family: string) => functions.setOf(family);
  // Who is fair to each process only, may always choose the same.
  const forChoices = (one: ActionOfTla, said: Term) =>
    one.fairTo === 'process' ? said : overGiven('forall', one, said);
  const stepOf = (one: ActionOfTla, process?: Term) =>
    one.fairTo === 'process' ? overGiven('exists', one, callOf(one, process)) : callOf(one, process);
  const forEach = (of: readonly ActionOfTla[], make: (one: ActionOfTla, process?: Term) => Term) =>
    [...new Set(of.map(({ family }) => family))].flatMap(family => {
      const mine = of.filter(one => one.family === family);
      if (family === undefined) return mine.map(one => forChoices(one, make(one)));
      const process = mine[0]!.process!;
      return [forall(process, setOf(family), and(...mine.map(one => forChoices(one, make(one, bound(process))))))];
    });
  const rests = actions.some(one => one.idle === 'always' && one.guard === TRUE);
  const mustMove = hasTemporal && !rests && actions.some(one => !one.fair);
  if (isNormal) {
    const can = (one: ActionOfTla, process?: Term) => {
      const some = call(`Can${one.operator}`, callOf(one, process).args);
      return one.fairTo === 'process' ? overGiven('exists', one, some) : some;
    };
    const said = forEach(fair, (one, process) => {
      const step = prefix('[]<>', term('angle', [stepOf(one, process)]));
      if (one.fair === 'weak') return or(prefix('[]<>', not(can(one, process))), step);
      // Strongly fair is also who could take a step that changes nothing, again and again.
      const idle = and(one.guard, not(can(one, process)));
      return or(
        prefix('<>[]', not(can(one, process))),
        step,
        prefix('[]<>', process ? replaceAll(idle, new Map([[bound(one.process!), process]])) : idle),
      );
    });
    for (const one of fairToAny) {
      const canAny = somewhere([one], functions, () => can(one, one.process ? bound(one.process) : undefined));
      const step = prefix('[]<>', term('angle', [anybody(one)]));
      if (one.fair === 'weak') said.push(or(prefix('[]<>', not(canAny)), step));
      else {
        const idle = somewhere([one], functions, () =>
          and(one.guard, not(can(one, one.process ? bound(one.process) : undefined))),
        );
        said.push(or(prefix('<>[]', not(canAny)), step, prefix('[]<>', idle)));
      }
    }
    const move = prefix('[]<>', term('angle', [name('Next')]));
    const stays = somewhere(actions, functions, one =>
      and(one.guard, infix('=', call('NormalForm', [one.reached!]), name('State'))),
    );
    const moves = somewhere(actions, functions, one =>
      one.idle === 'always' ? not(TRUE) : can(one, one.process ? bound(one.process) : undefined),
    );
    if (mustMove) said.push(or(prefix('[]<>', or(stays, not(moves))), move));
    const asked = mustMove ? actions.filter(one => one.idle !== 'always') : allFair;
    const possible = asked.map(one => ({
      title: `Can${one.operator}`,
      variables: variablesOf(one),
      body: and(one.guard, infix('#', call('NormalForm', [one.reached!]), name('State'))),
    }));
    return { fairness: said.length > 0 ? and(...said) : undefined, possible };
  }
  const fairly = (one: ActionOfTla, step: Term) => {
    if (one.fair === 'weak') return call('WF_vars', [step]);
    // Strongly fair is also who could take a step that changes nothing, again and again.
    const strong = call('SF_vars', [step]);
    return one.idle === 'never' ? strong : or(strong, prefix('[]<>', idles(step)));
  };
  const said = [
    ...forEach(fair, (one, process) => fairly(one, stepOf(one, process))),
    ...fairToAny.map(one => fairly(one, anybody(one))),
  ];
  if (mustMove) {
    const isRestless = actions.every(one => one.idle === 'never');
    said.push(
      call('WF_vars', [isRestless ? name('Next') : term('and', [name('Next'), term('not', [idles(name('Next'))])])]),
    );
  }
  return { fairness: said.length > 0 ? and(...said) : undefined, possible: [] };
}

/** Whether something is so for some action, by some process. */
export function somewhere(
  actions: readonly ActionOfTla[],
  functions: Functions,
  what: (one: ActionOfTla) => Term,
): Term {
  return or(
    ...actions.map(one => {
      const said = overGiven('exists', one, what(one));
      return one.family ? exists(one.process!, functions.setOf(one.family), said) : said;
    }),
  );
}
