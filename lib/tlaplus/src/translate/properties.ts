// biome-ignore-all lint/suspicious/noExplicitAny: models of any state
import { processName, type Model, type PropertyKind } from 'everystate';
import { known, type Value } from '../evaluate/value.js';
import { implies, not } from '../terms/simplify.js';
import { call, infix, term, TRUE, type Term } from '../terms/term.js';
import { overSteps, valuesOf, type ActionOfTla } from './actions.js';
import type { Functions } from './functions.js';
import type { Question } from './question.js';

type Draft = Omit<Question, 'name' | 'kind' | 'operator'>;
interface Context {
  readonly model: Model;
  readonly functions: Functions;
  readonly actions: readonly ActionOfTla[];
}
type Translator = (name: string, property: any, context: Context) => Draft; // any: each kind has its own

/** That a property holds, a predicate or an implication, where `ask` asks it. */
const holds = (name: string, property: any, ask: (who: string, of: never) => Term): Term => {
  if (typeof property === 'function') return ask(`Property '${name}'`, property as never);
  const side = (which: 'when' | 'then') => ask(`'${which}' of property '${name}'`, property[which] as never);
  return implies(side('when'), side('then'));
};
const here = (name: string, property: any, { functions }: Context): Term =>
  holds(name, property, (who, of) => functions.predicate(who, of, [functions.state()], functions.now));

/** Asked of states: what is said of each. */
const invariant =
  (comment: string, make: (said: Term, context: Context) => Term): Translator =>
  (name, property, context) => ({ asks: 'INVARIANT', comment, body: make(here(name, property, context), context) });
/** Asked of fair runs. */
const temporal =
  (op: string, comment: string): Translator =>
  (name, property, context) => ({
    asks: 'PROPERTY',
    comment,
    body: term('prefix', [here(name, property, context)], op),
  });
const unasked = (why: string) => (): Draft => ({ asks: 'nothing', comment: `Not asked: ${why}` });

/** Every kind of property, as TLA+ has it. */
const TRANSLATORS: Readonly<Record<PropertyKind, Translator>> = {
  always: invariant('Should be true in every reachable state.', said => said),
  sometimes: invariant('Should be true in some reachable state: TLC finds one as a violation of its opposite.', not),
  ends: invariant('Should be true wherever a run ends.', (said, context) => implies(not(canStep(context)), said)),
  everyStep,
  canRecover: unasked('that some way leads back is a possibility, and TLC is asked what all runs have in common.'),
  eventually: temporal('<>', 'Should come true on every fair run, sooner or later.'),
  eventuallyAlways: temporal('<>[]', 'Should be true from some point on, on every fair run.'),
  infinitelyOften: temporal('[]<>', 'Should be true again and again, on every fair run.'),
  precededBy: unasked('one only after the other takes a variable that remembers, which this model does not have.'),
  leadsTo: (name, { when, then }, context) => ({
    asks: 'PROPERTY',
    comment: 'On every fair run, one should lead to the other.',
    body: infix('~>', here(name, when, context), here(name, then, context)),
  }),
};

/** Some step is possible. With a normal form, TLC would take long to find the step itself. */
function canStep({ model, actions }: Context): Term {
  return model.normalForm
    ? overSteps('exists', actions, ({ guard }) => guard)
    : term('prefix', [call('Next', [])], 'ENABLED ');
}

export function questionsOf(context: Context, operatorOf: (name: string) => string): Question[] {
  const questions = (Object.keys(TRANSLATORS) as PropertyKind[]).flatMap(kind =>
    Object.entries(context.model[kind] ?? {}).map(([name, property]) => {
      const draft = TRANSLATORS[kind](name, property, context);
      return { ...draft, name, kind, operator: draft.body && operatorOf(name) };
    }),
  );
  const isEndless = Object.keys(context.model.ends ?? {}).length === 0;
  const deadlock: Question = { name: 'no deadlock', kind: 'ends', asks: 'deadlock', comment: '' };
  return isEndless ? [...questions, deadlock] : questions;
}

/**
 * Where the same is asked of every step, and none that changes nothing could violate it, TLA+ says so of
 * the steps that it sees. Elsewhere, and where a normal form comes after the step, the property is said of
 * the state before: whatever step is possible there, is as it should be.
 */
function everyStep(name: string, property: any, { model, functions, actions }: Context): Draft {
  const ask = (action: ActionOfTla, after: Parameters<Functions['around']>[0]) =>
    holds(name, property, (who, of) =>
      functions.predicate(
        who,
        of,
        [functions.state(), functions.state('after:'), stepName(action, functions)],
        functions.around(after),
      ),
    );
  const [said, ...others] = actions.map(one => ask(one, undefined));
  const isOne = said!.free.size === 0 && others.every(other => other === said);
  if (isOne && !model.normalForm && actions.every(one => one.idle === 'never' || ask(one, functions.now) === TRUE))
    return { asks: 'PROPERTY', comment: 'Should be true of every step.', body: term('box', [said!]) };
  const body = overSteps('forall', actions, one => {
    const then = ask(one, one.after);
    return then === TRUE ? TRUE : implies(one.guard, then);
  });
  const which = model.normalForm ? 'before the normal form' : 'also of one that changes nothing';
  const comment = `Should be true of every step, ${which}: said of the state that it starts from.`;
  return { asks: 'INVARIANT', comment, body, isOfNextStep: true };
}

/** Which step was taken, as far as TLA+ knows. */
function stepName({ name, family, process, given }: ActionOfTla, functions: Functions): Value {
  const fields: [string, Value][] = [
    ['action', known(name)],
    ['family', known(family)],
    ['given', given.length > 0 ? valuesOf(given) : known(undefined)],
  ];
  if (family === undefined) fields.push(['process', known(undefined)], ['label', known(name)]);
  else {
    fields.push(['process', functions.process(family, process!.variable)[1]!]);
    if (functions.family(family).indices.members.length === 1)
      fields.push(['label', known(`${name} ${processName(0)}`)]);
    else fields.push(['label', { tag: 'unclear' }]);
  }
  return { tag: 'object', fields: new Map(fields) };
}
