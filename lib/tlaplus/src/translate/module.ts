import type { Model } from 'everystate';
// Where a model starts, with all that it leaves out, its own machine knows.
import { makeMachine, snapshot } from 'everystate/dist/engine.js';
import { and, or, union } from '../terms/simplify.js';
import { call, infix, name, type Term } from '../terms/term.js';
import { definitions } from '../evaluate/definitions.js';
import { Names } from '../terms/names.js';
import { allOf, literal, NO_VALUE, shapeOf, type Shape } from '../terms/shapes.js';
import { actionsOf, callOf, choicesOf, overSteps, type ActionOfTla } from './actions.js';
import { written, type Definition } from '../terms/definition.js';
import { fairnessOf } from './fairness.js';
import { familiesOf } from './families.js';
import { Functions, type Field } from './functions.js';
import { extendsFor, operatorsFor } from './library.js';
import { normalForm } from './normal-form.js';
import { questionsOf } from './properties.js';
import type { Question } from './question.js';

/** A model as a module of TLA+. */
export interface TlaModule {
  readonly name: string;
  readonly text: string;
  readonly questions: readonly Question[];
  /** TLC's configuration, with whatever is asked. */
  readonly configuration: (asked?: readonly Question[]) => string;
  readonly fields: readonly Field[];
  /** The model's actions by their operators. */
  readonly actions: ReadonlyMap<string, ActionOfTla>;
}

/**
 * Translates a model to TLA+. One action becomes one operator, each field a variable,
 * each property an operator that TLC's configuration asks about.
 * @param called the module's name
 * @throws ModelError that names what has no translation, where it stands, and how to say it otherwise
 */
export function toTla(model: Model, called = 'Model'): TlaModule {
  const names = new Names();
  const title = names.operator(called);
  const variables = Object.keys(model.state).map(field => [field, names.take(field)] as const);
  const families = familiesOf(model, names);
  const fields = variables.map(([field, variable]): Field => {
    return { field, variable, shape: shapeOf(model.state[field]!, field, families.of) };
  });
  const functions = new Functions(fields, names, families.of);
  const normal = model.normalForm ? normalForm(model, functions) : [];
  const actions = actionsOf(model, functions, names);
  const questions = questionsOf({ model, functions, actions }, said => names.operator(said));
  const { fairness, possible } = fairnessOf(actions, questions);

  const write = (one: Definition) => written(one, names);
  const steps = actions.map(one =>
    write({
      name: one.operator,
      given: choicesOf(one).map(({ variable }) => variable),
      body: one.body,
      comment: one.cites.join(', '),
    }),
  );
  const body = [
    write({ name: 'TypeOK', body: and(...fields.map(isOfType)) }),
    write({ name: 'Init', body: initOf(model, fields) }),
    ...definitions.operators.map(write),
    ...normal.map(write),
    steps.some(one => one.includes(') = TRUE')) && ONE_CONDITION,
    ...steps,
    possible.length > 0 && CAN,
    ...possible.map(write),
    write({ name: 'Next', body: overSteps('exists', actions, callOf) }),
    fairness && write({ name: 'Fairness', body: fairness, comment: FAIRNESS }),
    `Spec == Init /\\ [][Next]_vars${fairness ? ' /\\ Fairness' : ''}`,
    ...questions.map(({ operator, name, comment: said, body }) => {
      const comment = `${name}: ${said}`;
      return operator ? write({ name: operator, body: body!, comment }) : said && `\\* ${comment}`;
    }),
  ].filter(Boolean);

  const symmetry = symmetryOf(model, fields).map(write);
  const library = operatorsFor(body.join('\n'));
  const words = new Set([...library, ...body].join(' ').match(/\w+/g));
  const sizes = [...definitions.constants.values()].filter(one => words.has(one.name));
  const values = [...families.values, ...(words.has(NO_VALUE.text) ? [NO_VALUE.text] : [])];
  const all = variables.map(([, variable]) => variable).join(', ');
  const parts = [
    `${ABOUT}\n${extendsFor([...symmetry, ...library, ...body].join('\n'))}`,
    values.length > 0 && `CONSTANTS ${values.join(', ')}`,
    `VARIABLES ${all}`,
    `vars == <<${all}>>`,
    sizes.map(write).join('\n'),
    families.sets.map(write).join('\n'),
    ...symmetry,
    ...library,
    ...body,
  ].filter(Boolean);
  const dashes = '-'.repeat(Math.max(4, (70 - title.length) / 2));
  const configuration = (asked: readonly Question[] = questions) =>
    [
      ...(questions.some(({ asks }) => asks === 'deadlock') ? [] : ['\\* Runs may end: give TLC the flag -deadlock.']),
      '\\* TLC stops at the first violation: leave out what it names, to see others.',
      'SPECIFICATION Spec',
      ...values.map(value => `CONSTANT ${value} = ${value}`),
      ...(symmetry.length > 0 ? ['SYMMETRY Symmetry'] : []),
      'INVARIANT TypeOK',
      ...asked.filter(one => one.operator).map(one => `${one.asks} ${one.operator}`),
      '',
    ].join('\n');
  return {
    name: title,
    text: `${dashes} MODULE ${title} ${dashes}\n${parts.join('\n\n')}\n${'='.repeat(77)}\n`,
    questions,
    configuration,
    fields,
    actions: new Map(actions.map(one => [one.operator, one])),
  };
}

const ABOUT = `\\* A model of everystate in TLA+. Sizes are fixed: another size is another module.
\\* Comments above actions are the sources that they cite.`;
const FAIRNESS =
  'Steps that are taken in the end: those that stay possible (WF), or are possible again and again (SF).';
const CAN =
  '\\* Where a step can change something: TLC takes very long over ENABLED where a normal form follows the step.';
const ONE_CONDITION =
  '\\* A guard with a disjunction is compared with TRUE: TLC would take its step once for each side.';

const isOfType = ({ variable, shape }: Field): Term =>
  shape.kind === 'set'
    ? infix('\\subseteq', name(variable), allOf(shape.of))
    : infix('\\in', name(variable), allOf(shape));

/** Every state to start from, as everystate has it. */
function initOf(model: Model, fields: readonly Field[]): Term {
  const machine = makeMachine<never>(model as never);
  const starts = machine.initial.map(initial => {
    machine.read(initial, 0);
    machine.normalise();
    const start = snapshot(machine.state) as Record<string, unknown>;
    return and(...fields.map(({ field, variable, shape }) => infix('=', name(variable), literal(shape, start[field]))));
  });
  return or(...starts);
}

/** The symmetry of the families whose processes are model values. */
function symmetryOf({ symmetric = [] }: Model, fields: readonly Field[]): Definition[] {
  const families = fields.filter(({ field }) => symmetric.includes(field as never)).map(({ shape }) => shape);
  const sets = (families as Extract<Shape, { kind: 'array' }>[])
    .filter(({ indices }) => indices.shape.kind === 'process')
    .map(({ indices }) => call('Permutations', [indices.set]));
  return sets.length > 0 ? [{ name: 'Symmetry', body: sets.reduce(union) }] : [];
}
