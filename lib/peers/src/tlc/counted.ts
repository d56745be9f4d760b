import { check, type Model } from 'everystate';
import { searchWithTlc, toTla, type Question, type TlaModule } from 'tlaplus';

/** What a search found of one model: counts, and of each property how many states or steps violate it. */
export type Counted = Readonly<Record<string, number>>;

/** Counts with everystate. A witness counts as a violation of its opposite. */
export function countHere(model: Model): Counted {
  const { states, transitions, depth, coverage, properties } = check(model);
  const steps = coverage.map(({ action, steps }) => [`steps of ${action}`, steps]);
  const counts = properties.map(({ name, count }) => [name, count]);
  return Object.fromEntries([['states', states], ['transitions', transitions], ['depth', depth], ...steps, ...counts]);
}

/**
 * Has TLC count the same in a single search of the model's translation: constraints
 * that are always true print each state and step that violates a property.
 * @throws Error when TLC finds that a state is not of its type
 */
export async function countWithTlc(model: Model): Promise<Counted> {
  const module = toTla(model);
  const said: string[] = [];
  const { violation, states, transitions, depth, steps } = await searchWithTlc(watching(module), [], {
    coverage: true,
    printed: text => said.push(text),
  });
  if (violation) throw new Error(`TLC: ${violation.operator} is violated.`);
  const printed = said.join('').split(/^(?=<<\s*"violated )/m);
  const countOf = ({ operator, asks }: Question) => {
    const mine = printed.filter(
      text => text.startsWith(`<<"violated ${operator}"`) || text.startsWith(`<< "violated ${operator}"`),
    );
    const plain = mine.map(text => text.slice(0, text.search(/>>$/m) + 2));
    // TLC asks about a state each time that a step leads there, and about each step once.
    return asks === 'PROPERTY' ? plain.length : new Set(plain).size;
  };
  const names = [...module.actions].map(([operator, { name }]) => [`steps of ${name}`, steps.get(operator) ?? 0]);
  const counts = module.questions.map(question => [question.name, countOf(question)]);
  return Object.fromEntries([['states', states], ['transitions', transitions], ['depth', depth], ...names, ...counts]);
}

/** The module with constraints that print. */
function watching(module: TlaModule): TlaModule {
  const asked = (asks: string) => module.questions.filter(one => one.operator && one.asks === asks);
  const say = (operator: string, test: string, what: string) =>
    `  /\\ ${test} \\/ PrintT(<<"violated ${operator}", ${what}>>)`;
  const states = asked('INVARIANT').map(({ operator }) => say(operator!, operator!, 'vars'));
  const steps = asked('PROPERTY').map(({ operator }) => say(operator!, `Step${operator}`, "vars, vars'"));
  const deadlock = module.questions.some(({ asks }) => asks === 'deadlock')
    ? ['  /\\ ENABLED Next \\/ PrintT(<<"violated undefined", vars>>)']
    : [];
  const split = module.text.replace(
    /^(\w+) == \[\]\[(.*)\]_vars$/gm,
    (_, operator, said) => `Step${operator} == ${said}\n${operator} == [][Step${operator}]_vars`,
  );
  const more = [
    ['States ==', '  /\\ TRUE', ...states, ...deadlock].join('\n'),
    ['Steps ==', '  /\\ TRUE', ...steps].join('\n'),
  ].join('\n\n');
  return {
    ...module,
    text: split
      .replace('EXTENDS Integers', 'EXTENDS TLC, Integers')
      .replace(', TLC\n', '\n')
      .replace(/\n=+\n$/, `\n\n${more}\n====\n`),
    configuration: () => `${module.configuration([])}CONSTRAINT States\nACTION_CONSTRAINT Steps\n`,
  };
}
