// biome-ignore-all lint/suspicious/noExplicitAny: models of any state
import type { Declaration, Model } from 'everystate';
import { print } from '../terms/print.js';
import { and, exists, or } from '../terms/simplify.js';
import { call, fresh, infix, name, num, range, record, setOfTerms, term, type Term } from '../terms/term.js';
import { actionsOf, callOf, overGiven, variablesOf, type ActionOfTla } from './actions.js';
import { definitions } from '../evaluate/definitions.js';
import { fairnessOf } from './fairness.js';
import { extendsFor, operatorsFor } from './library.js';
import { Functions } from './functions.js';
import { Names } from '../terms/names.js';
import { questionsOf } from './properties.js';
import type { Question } from './question.js';
import {
  allOf,
  interchangeable,
  literal,
  NO_VALUE,
  numbered,
  shapeOf,
  type Indices,
  type Shape,
} from '../terms/shapes.js';

// Where a model starts, with all that it leaves out, its own machine knows.
import { makeMachine, namesOf, snapshot } from 'everystate/dist/engine.js';

/** A model as a module of TLA+. */
export interface TlaModule {
  readonly name: string;
  readonly text: string;
  readonly questions: readonly Question[];
  /** TLC's configuration, with whatever is asked. */
  readonly configuration: (asked?: readonly Question[]) => string;
  /** The model's fields, with their variables and shapes. */
  readonly fields: readonly { readonly field: string; readonly variable: string; readonly shape: Shape }[];
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
  const fields = Object.keys(model.state as Declaration);
  const variables = new Map(fields.map(field => [field, names.take(field)]));
  const plain = (of: Term) => print(of, 0, new Map(), names.taken);
  const sets: string[] = [];
  const modelValues: string[] = [];
  const families = new Map<string, Indices>();
  // Beside names, processes are values of their own: TLC compares no number with a name.
  const mixed = mixedFamilies([model.state, ...Object.values(model.actions).map(one => one.with ?? {})]);
  const indicesOf = (family: string): Indices => {
    const known = families.get(family);
    if (known) return known;
    const set = names.operator(family);
    const processes = namesOf(model.state[family] as never);
    // TLC refuses the symmetry of a single one.
    const isAlike = (processes.length > 1 && (model.symmetric ?? []).includes(family as never)) || mixed.has(family);
    const indices = isAlike
      ? interchangeable(
          processes.map(process => names.take(process)),
          name(set),
        )
      : numbered(processes.length, name(set));
    if (isAlike) modelValues.push(...indices.members.map(({ text }) => text));
    sets.push(`${set} == ${plain(isAlike ? setOfTerms(indices.members) : range(num(0), num(processes.length - 1)))}`);
    families.set(family, indices);
    return indices;
  };
  const shapes = Object.fromEntries(fields.map(field => [field, shapeOf(model.state[field], field, indicesOf)]));

  const functions = new Functions(shapes, variables, names, indicesOf);
  const normal = model.normalForm && normalForm(model, functions, variables);
  const actions = actionsOf(model, functions, variables, names);
  const questions = questionsOf({ model, functions, actions }, said => names.operator(said));

  const define = (head: string, body: Term, parameters: ReadonlyMap<string, string> = new Map()) => {
    const inline = print(body, head.length + 4, parameters, names.taken);
    return inline.includes('\n') ? `${head} ==\n  ${print(body, 2, parameters, names.taken)}` : `${head} == ${inline}`;
  };
  const parametersOf = (all: readonly string[]) => {
    const own = new Names();
    for (const one of names.taken) own.taken.add(one);
    return new Map(all.map(one => [one, own.take(one.replace(/[#@].*/, ''))]));
  };
  const operator = (title: string, all: readonly string[], body: Term) => {
    const parameters = parametersOf(all);
    return define(all.length === 0 ? title : `${title}(${[...parameters.values()].join(', ')})`, body, parameters);
  };

  const described = actions.map(one => {
    const cites = one.cites.length > 0 ? `\\* ${one.cites.join(', ')}\n` : '';
    return cites + operator(one.operator, variablesOf(one), one.body);
  });
  const asked = questions.map(({ operator: title, name: said, comment, body }) =>
    title ? `\\* ${said}: ${comment}\n${define(title, body!)}` : comment && `\\* ${said}: ${comment}`,
  );
  const loops = definitions.operators.map(
    one =>
      `RECURSIVE ${one.name}(${one.parameters.map(() => '_').join(', ')})\n${operator(one.name, one.parameters, one.body)}`,
  );
  const next = nextOf(actions, shapes);
  const { fairness, possible } = fairnessOf(actions, functions, questions);
  const all = [...variables.values()];
  const permutations = (model.symmetric ?? [])
    .map(family => (shapes[family] as Family).indices)
    .filter(({ shape }) => shape.kind === 'process')
    .map(({ set }) => `Permutations(${plain(set)})`);
  const body = [
    define('TypeOK', and(...fields.map(field => typeOf(name(variables.get(field)!), shapes[field]!)))),
    define(
      'Init',
      or(
        ...startsOf(model).map(start =>
          and(...fields.map(field => infix('=', name(variables.get(field)!), literal(shapes[field]!, start[field])))),
        ),
      ),
    ),
    ...loops,
    ...(normal?.map(
      ({ head, comment, parameters, body }) =>
        `\\* ${comment}\n${parameters ? operator(head, parameters, body) : define(head, body)}`,
    ) ?? []),
    described.some(one => one.includes(') = TRUE')) && ONE_CONDITION,
    ...described,
    possible.length > 0 && CAN,
    ...possible.map(({ title, variables, body }) => operator(title, variables, body)),
    define('Next', next),
    fairness && `${FAIRNESS}\n${define('Fairness', fairness)}`,
    `Spec == Init /\\ [][Next]_vars${fairness ? ' /\\ Fairness' : ''}`,
    ...asked,
  ].filter(Boolean);
  const used = operatorsFor(body.join('\n'));
  const words = new Set([...used, ...body].join(' ').match(/\w+/g));
  const sizes = [...definitions.constants.values()].filter(({ as }) => words.has(as));
  const constants = [...modelValues, ...(words.has(NO_VALUE.text) ? [NO_VALUE.text] : [])];
  const symmetry = permutations.length > 0 && `Symmetry == ${permutations.join(' \\union ')}`;
  const parts = [
    `${ABOUT}\n${extendsFor([symmetry, ...used, ...body].join('\n'))}`,
    constants.length > 0 && `CONSTANTS ${constants.join(', ')}`,
    `VARIABLES ${all.join(', ')}`,
    `vars == <<${all.join(', ')}>>`,
    sizes.map(({ value, as }) => `${as} == ${value}`).join('\n'),
    sets.join('\n'),
    symmetry,
    ...used,
    ...body,
  ].filter(Boolean);
  const dashes = '-'.repeat(Math.max(4, (70 - title.length) / 2));
  const text = `${dashes} MODULE ${title} ${dashes}\n${parts.join('\n\n')}\n${'='.repeat(77)}\n`;
  const configuration = (of: readonly Question[] = questions) =>
    [
      ...(questions.some(({ asks }) => asks === 'deadlock') ? [] : ['\\* Runs may end: give TLC the flag -deadlock.']),
      '\\* TLC stops at the first violation: leave out what it names, to see others.',
      'SPECIFICATION Spec',
      ...constants.map(value => `CONSTANT ${value} = ${value}`),
      ...(permutations.length > 0 ? ['SYMMETRY Symmetry'] : []),
      'INVARIANT TypeOK',
      ...of.filter(one => one.operator && one.asks !== 'nothing').map(one => `${one.asks} ${one.operator}`),
      '',
    ].join('\n');
  return {
    name: title,
    text,
    questions,
    configuration,
    fields: fields.map(field => ({ field, variable: variables.get(field)!, shape: shapes[field]! })),
    actions: new Map(actions.map(one => [one.operator, one])),
  };
}

/** The families whose processes are one choice among others. */
function mixedFamilies(declared: unknown, inChoice = false, found = new Set<string>()): Set<string> {
  if (typeof declared !== 'object' || declared === null) return found;
  const { kind, family } = declared as { kind?: unknown; family?: unknown };
  if (kind === 'reference' && inChoice) found.add(String(family));
  const isDomain = typeof kind === 'string';
  for (const [key, part] of Object.entries(declared)) {
    if (key !== 'values')
      mixedFamilies(
        part,
        isDomain ? kind === 'either' || (kind === 'shown' && inChoice) : Array.isArray(declared) && inChoice,
        found,
      );
  }
  return found;
}

const ABOUT = `\\* A model of everystate in TLA+. Sizes are fixed: another size is another module.
\\* Comments above actions are the sources that they cite.`;
const FAIRNESS =
  '\\* Steps that are taken in the end: those that stay possible (WF), or are possible again and again (SF).';
const CAN =
  '\\* Where a step can change something: TLC takes very long over ENABLED where a normal form follows the step.';
const ONE_CONDITION =
  '\\* A guard with a disjunction is compared with TRUE: TLC would take its step once for each side.';

type Family = Extract<Shape, { kind: 'array' }>;

const typeOf = (variable: Term, shape: Shape): Term =>
  shape.kind === 'set' ? infix('\\subseteq', variable, allOf(shape.of)) : infix('\\in', variable, allOf(shape));

/** Every state to start from, as everystate has it. */
function startsOf(model: Model): any[] {
  // any: states, field by field
  const machine = makeMachine<any>(model);
  return machine.initial.map(initial => {
    machine.read(initial, 0);
    machine.normalise();
    return snapshot(machine.state);
  });
}

/** The normal form of a state that a record holds, and the step to it. */
function normalForm(model: Model, functions: Functions, variables: ReadonlyMap<string, string>) {
  const given = fresh('s');
  const before = functions.heldBy(term('bound', [], given));
  const { roots } = functions.effect('The normal form', model.normalForm as never, [functions.state()], before);
  const pairs = [...variables];
  const reached = fresh('s');
  const found = fresh('next');
  const next = pairs.map(([, variable]) =>
    infix('=', term('prime', [name(variable)]), term('field', [term('bound', [], found)], variable)),
  );
  return [
    {
      head: 'State',
      comment: 'All variables, as a record.',
      body: record(pairs.map(([, variable]) => [variable, name(variable)])),
    },
    {
      head: 'NormalForm',
      comment: 'The state that stands for all like it. That they are alike is not checked here.',
      parameters: [given],
      body: record(pairs.map(([field, variable]) => [variable, roots.get(field)!])),
    },
    {
      head: 'Becomes',
      comment: '\\E over a single value: TLC finds it once for all variables.',
      parameters: [reached],
      body: exists(found, setOfTerms([call('NormalForm', [term('bound', [], reached)])]), and(...next)),
    },
  ] as readonly { head: string; comment: string; parameters?: string[]; body: Term }[];
}

function nextOf(actions: readonly ActionOfTla[], shapes: Readonly<Record<string, Shape>>): Term {
  const families = new Map<string | undefined, ActionOfTla[]>();
  for (const one of actions) families.set(one.family, [...(families.get(one.family) ?? []), one]);
  const parts = [...families].map(([family, of]) => {
    if (family === undefined) return or(...of.map(one => overGiven('exists', one, callOf(one))));
    const process = fresh(of[0]!.process!.replace(/#.*/, ''));
    return exists(
      process,
      (shapes[family] as Family).indices.set,
      or(...of.map(one => overGiven('exists', one, callOf(one, term('bound', [], process))))),
    );
  });
  return or(...parts);
}
