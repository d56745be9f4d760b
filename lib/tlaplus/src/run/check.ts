// biome-ignore-all lint/suspicious/noExplicitAny: models of any state
import {
  ModelError,
  type Model,
  type PropertyResult,
  type Result,
  type StepImplication,
  type StepProperty,
  type Trace,
} from 'everystate';

// everystate makes its results itself; here is another engine's.
import { Result as ResultOf } from 'everystate/dist/engine.js';
import { toTla, type TlaModule } from '../translate/module.js';
import { isTemporal, type Question } from '../translate/question.js';
import type { TlcReport, Violation } from './report.js';
import { searchWithTlc, type TlcOptions } from './tlc.js';
import { Retold } from './trace.js';

/** Searches a module and answers some of its questions, up to the first violation. */
export type Search = (module: TlaModule, asked: readonly Question[]) => Promise<TlcReport>;

/**
 * Checks a model with TLC, as `check` of everystate does by itself. TLC stops at the
 * first violation, so each further one takes a search of its own, and it does not count
 * how many states violate a property: of a violation, the `count` is NaN, and not told.
 * @param called the name of the module
 * @throws ModelError when the model has no translation, or leaves its domains
 * @throws TlcError when TLC is not to be had, or fails
 */
export async function checkWithTlc(model: Model, options: TlcOptions = {}, called = 'Model'): Promise<Result> {
  const search: Search = (module, asked) => searchWithTlc(module, asked, { ...options, coverage: true });
  return checkWith(search, model, toTla(model, called));
}

export async function checkWith(search: Search, model: Model, module: TlaModule): Promise<Result> {
  const retold = new Retold(model, module);
  const found = new Map<Question, Violation>();
  const asked = module.questions.filter(({ asks }) => asks !== 'nothing');

  // Whatever is violated is asked no more, until the whole is seen.
  let whole: TlcReport;
  for (;;) {
    const rest = asked.filter(one => !isTemporal(one) && !found.has(one));
    whole = await search(module, rest);
    if (!whole.violation) break;
    found.set(questionOf(whole.violation, rest, retold), whole.violation);
  }
  // Of what must come later, TLC does not say which is violated.
  const later = asked.filter(isTemporal);
  const together = later.length > 0 ? (await search(module, later)).violation : undefined;
  if (together && later.length === 1) found.set(later[0]!, together);
  else if (together) {
    for (const one of later) {
      const { violation } = await search(module, [one]);
      if (violation) found.set(one, violation);
    }
  }

  const properties = module.questions.map(question => resultOf(question, found.get(question), model, retold));
  const { states, transitions, depth, steps } = whole;
  // TLC's server doesn't count the steps of each action.
  const counted = steps.size > 0 ? [...module.actions] : [];
  const coverage = counted.map(([operator, { name }]) => ({ action: name, steps: steps.get(operator) ?? 0 }));
  const warnings = module.questions
    .filter(({ asks }) => asks === 'nothing')
    .map(({ name, comment }) => `not asked: '${name}': ${comment}`);
  return new ResultOf({ states, transitions, depth, complete: true, coverage, properties }, () => warnings);
}

/** @throws ModelError when it is the domains that are left */
function questionOf({ kind, operator, states }: Violation, asked: readonly Question[], retold: Retold): Question {
  const question = asked.find(one => (kind === 'deadlock' ? one.asks === kind : one.operator === operator));
  if (question) return question;
  const way = states.length > 1 ? retold.trace({ kind, states: states.slice(0, -1) }).labels.join(', ') : '';
  throw new ModelError(
    `A step of '${states.at(-1)!.operator}' leaves the domains of the state${way && `, after: ${way}`}.`,
    "Widen the domain in 'state', or see to it that such a value is never set.",
  );
}

function resultOf(
  { name, kind, asks, isOfNextStep }: Question,
  violation: Violation | undefined,
  model: Model,
  retold: Retold,
): PropertyResult {
  const isWitness = kind === 'sometimes';
  if (asks === 'nothing') return { name, kind, verdict: 'not finished', count: 0 };
  if (!violation) return { name, kind, verdict: isWitness ? 'violated' : 'holds', count: 0 };
  const told: { trace: Trace; loop?: Trace } =
    violation.kind === 'temporal'
      ? retold.lasso(violation)
      : { trace: retold.trace(violation, isOfNextStep ? asTest(model.everyStep![name]!) : undefined) };
  return { name, kind, verdict: isWitness ? 'holds' : 'violated', count: Number.NaN, ...told };
}

/** A property of steps as a single function. */
function asTest(property: StepProperty<any> | StepImplication<any>): StepProperty<any> {
  if (typeof property === 'function') return property;
  return (...step) => !property.when(...step) || property.then(...step);
}
