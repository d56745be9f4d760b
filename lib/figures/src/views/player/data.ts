import { outlookFrom, type Declaration, type Model, type Step, type Trace } from 'everystate';
import { FigureError } from '../../output/figure-error.js';
import { isAside, linesOf, type Lane } from '../lane-blocks.js';
import { neighbourhood } from './neighbourhood.js';

/** Who does what in a step: the party, by the name of its lane, and the deed. */
export interface Deed {
  readonly from: string;
  readonly text: string;
}

export interface Played<D> {
  /** The `always` or `everyStep` property that the trace violates. */
  property: string;
  /** What each party holds in a state, as in a swimlane. */
  lanes: Readonly<Record<string, Lane<Trace<D>['start']>>>;
  tell: (step: Step<D>) => Deed;
  /** The plans that are deleted in a state. */
  deleted?: (state: Trace<D>['start']) => Iterable<number>;
  /** How many states the figure may hold: 1,500, if left out. */
  states?: number;
}

/**
 * All that a player knows, as short texts: saved notebooks put each element of a
 * list on a line of its own. What is said more than once is numbered.
 */
export interface PlayerData {
  readonly lanes: readonly string[];
  readonly promises: readonly string[];
  /** What a lane can show: `plan|words|kind`, where the plan 0 is none, and the kind is `token`, `danger` or `aside`. */
  readonly looks: readonly string[];
  /** What can be done: `party|deed`. */
  readonly deeds: readonly string[];
  /** For each state `look … look, deleted plans, broken promises, 1 if it can still go well, first edge, number of edges`. */
  readonly states: readonly string[];
  /** For each edge `state or -1 where the figure ends, deed, broken promises, 1 if it can still go well after it`. */
  readonly edges: readonly string[];
  /** The trace's edges. */
  readonly trace: readonly number[];
  /** The largest plan that is ever held. */
  readonly plans: number;
  /** The most choices that a state has. */
  readonly mostChoices: number;
}

const MOST_STATES = 1_500;

/** What the player of a trace has to know. */
export function playerData<D extends Declaration>(model: Model<D>, trace: Trace<D>, played: Played<D>): PlayerData {
  const { lanes, tell, deleted = () => [], states: most = MOST_STATES } = played;
  const names = Object.keys(lanes);
  const always = Object.entries(model.always ?? {});
  // A normal form hides what a step did: what a trace shows is the state after both.
  const everyStep = model.normalForm ? [] : Object.entries(model.everyStep ?? {});
  const promises = [...always, ...everyStep].map(([name]) => name);
  const { places, path } = neighbourhood(trace, outlookFrom(model, played.property), most);

  const looks = new Numbered();
  const deeds = new Numbered();
  const states: string[] = [];
  const edges: string[] = [];
  const firstEdges: number[] = [];
  let plans = 0;

  for (const { state, outlook, ways } of places) {
    const shown = names.map(name => {
      const look = lookOf(name, lanes[name]!(state));
      plans = Math.max(plans, look.plan);
      return looks.of(`${look.plan}|${look.words}|${look.kind}`);
    });
    const gone = [...deleted(state)].map(plan => `.${plan}.`).join('');
    const broken =
      always.map(([, property]) => (keeps(property, state) ? 'o' : 'x')).join('') + 'o'.repeat(everyStep.length);
    states.push(
      [...shown, gone || '-', broken || '-', outlook.canStillGoWell ? 1 : 0, edges.length, ways.length].join(' '),
    );
    firstEdges.push(edges.length);
    outlook.choices.forEach((step, i) => {
      const deed = tell(step);
      if (!names.includes(deed.from))
        throw new FigureError(
          `'tell' says that “${deed.from}” takes the step ${step.label}, but the player has no such lane: it has ${names.join(', ')}.`,
        );
      const breaks =
        'o'.repeat(always.length) +
        everyStep.map(([, property]) => (keeps(property, state, step.after, step) ? 'o' : 'x')).join('');
      edges.push(
        [
          ways[i] ?? -1,
          deeds.of(`${names.indexOf(deed.from)}|${deed.text}`),
          breaks || '-',
          step.canStillGoWell ? 1 : 0,
        ].join(' '),
      );
    });
  }
  const trail = trace.steps.map(
    ({ label }, i) =>
      firstEdges[path[i]!]! + places[path[i]!]!.outlook.choices.findIndex(choice => choice.label === label),
  );
  return {
    lanes: names,
    promises,
    looks: looks.all,
    deeds: deeds.all,
    states,
    edges,
    trace: trail,
    plans,
    mostChoices: Math.max(...places.map(({ ways }) => ways.length)),
  };
}

type Test<G extends readonly unknown[]> = (...given: G) => boolean;

/** Whether a property of a state or a step, plain or an implication, is kept. */
function keeps<G extends readonly unknown[]>(
  property: Test<G> | { readonly when: Test<G>; readonly then: Test<G> },
  ...given: G
): boolean {
  return typeof property === 'function' ? property(...given) : !property.when(...given) || property.then(...given);
}

/** How a player shows the text of a lane: where it stands, and with what words. */
function lookOf(lane: string, text: string): { plan: number; words: string; kind: 'token' | 'danger' | 'aside' } {
  if (/[|\t]/.test(text))
    throw new FigureError(`The lane “${lane}” shows “${text}”: the player cannot hold | or a tab.`);
  const danger = text.startsWith('✗');
  const lines = linesOf({ text, aside: isAside(text), danger });
  const plan = lines.flatMap(line => ('plan' in line ? [line.plan] : []))[0] ?? 0;
  const words = lines.flatMap(line => ('words' in line ? [line.words] : [])).join(' ');
  return { plan, words, kind: danger ? 'danger' : isAside(text) || text === '' ? 'aside' : 'token' };
}

/** Gives each different text a number. */
class Numbered {
  readonly all: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}
