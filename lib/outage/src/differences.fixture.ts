import { graph, type Graph, type Model } from 'everystate';

/** How two models are compared of which one has normal forms for states. */
export interface Forms {
  /** Puts a state into its normal form, in place. */
  readonly settle: (state: any) => void;
  /** What the properties ask of a state, and of the next step from it. */
  readonly answers: (state: any) => string;
}

/** Steps by which clean-up passes over plans; silent where the normal form stays the same. */
const PASSING = /^(cleanUp|lookFirst)/;

/** The states' normal forms as text, and the steps out of each: what they do, and where they lead. */
function sideOf({ states, edges }: Graph, { settle, answers }: Forms) {
  const unlike: string[] = [];
  const forms = states.map(state => {
    const copy = copyOf(state);
    settle(copy);
    if (answers(state) !== answers(copy)) unlike.push(`unlike its normal form: ${nameOf(state)}`);
    return nameOf(copy);
  });
  const steps = states.map(() => new Map<string, number>());
  for (const { from, to, label } of edges) steps[from]!.set(`${label} to ${forms[to]}`, to);
  return { forms, steps, unlike };
}

/** A copy that may be changed: sets as sets, records and lists copied all the way down. */
function copyOf(value: any): any {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value.has === 'function') return new Set(value);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyOf(field)]));
}

function nameOf(state: object): string {
  return JSON.stringify(state, (_, value) =>
    typeof value?.has === 'function' ? [...value].sort((a, b) => a - b) : value,
  );
}

type Side = ReturnType<typeof sideOf>;

function canTake(side: Side, from: number, step: string): boolean {
  return (
    side.steps[from]!.has(step) ||
    [...side.steps[from]!].some(
      ([silent, to]) => PASSING.test(silent) && side.forms[to] === side.forms[from] && canTake(side, to, step),
    )
  );
}

/** Every difference between a bounded model and the endless one: a step that one can take and the other cannot. */
export function differences(bounded: Model, closed: Model, plans: number, forms: Forms): string[] {
  const full = graph(bounded, 300_000);
  const mine = sideOf(full, forms);
  const theirs = sideOf(graph(closed, 300_000), forms);
  const stepsOf = new Map(theirs.forms.map((form, i) => [form, theirs.steps[i]!]));
  const found = mine.unlike;
  full.states.forEach((state, i) => {
    const form = mine.forms[i]!;
    const inClosed = stepsOf.get(form);
    if (!inClosed) return found.push(`unknown state ${form}`);
    for (const [step, to] of mine.steps[i]!) {
      const silent = PASSING.test(step) && mine.forms[to] === form;
      if (!silent && !inClosed.has(step)) found.push(`only bounded: ${form} ${step}`);
    }
    for (const step of inClosed.keys()) {
      if (step.startsWith('publish') && (state as any).latest === plans) continue;
      if (!canTake(mine, i, step)) found.push(`only endless: ${form} ${step}`);
    }
  });
  return found;
}
