import { readValue, type Printed } from './values.js';

/** One state of a counterexample: its variables, and the operator that led to it. */
export interface ReportedState {
  readonly operator?: string;
  readonly variables: ReadonlyMap<string, Printed>;
}

/** What TLC found against a question. */
export interface Violation {
  readonly kind: 'invariant' | 'step' | 'deadlock' | 'temporal';
  /** The operator that is violated, where TLC says which. */
  readonly operator?: string;
  readonly states: readonly ReportedState[];
  /** For what is violated for ever: the number of the state, from 0, to which the run comes back. */
  readonly backTo?: number;
}

/** What one search by TLC found. */
export interface TlcReport {
  readonly states: number;
  readonly transitions: number;
  /** Steps on the shortest way to the state farthest from the start. */
  readonly depth: number;
  readonly violation?: Violation;
  /** By operators: how many steps they took. Set when TLC was asked to count them. */
  readonly steps: ReadonlyMap<string, number>;
}

const KINDS = [
  ['invariant', /^Error: Invariant (\w+) is violated/m],
  ['step', /^Error: Action property (\w+) is violated/m],
  ['deadlock', /^Error: Deadlock reached/m],
  ['temporal', /^Error: Temporal properties were violated/m],
] as const;

/**
 * Reads the report that TLC prints.
 * @throws Error when it is none, or tells of anything but a violation
 */
export function parseReport(text: string): TlcReport {
  const counts = [...text.matchAll(/^(\d+) states generated, (\d+) distinct states found/gm)].at(-1);
  const initial = /^Finished computing initial states: (\d+) distinct state(?:s|\(s\))? generated/m.exec(text);
  const depth = /^The depth of the complete state graph search is (\d+)/m.exec(text);
  const [kind, match] = KINDS.map(([kind, said]) => [kind, said.exec(text)] as const).find(([, found]) => found) ?? [];
  const failed = [...text.matchAll(/^Error: (.*)$/gm)].some(
    ([line, said]) => !KINDS.some(([, known]) => known.test(line)) && !/^The (following )?behavior/.test(said!),
  );
  const atStart = kind === 'invariant' && /is violated by the initial state:/.test(text);
  if (failed || (!counts && !atStart)) throw new Error(`TLC gave up:\n${causeIn(text)}`);
  return {
    states: Number(counts?.[2] ?? 1),
    transitions: Number(counts?.[1] ?? 1) - Number(initial?.[1] ?? 1),
    depth: depth ? Number(depth[1]) - 1 : Number.NaN,
    violation: kind && { kind, operator: match?.[1], ...counterexample(text, atStart) },
    steps: new Map(
      [...text.matchAll(/^<(\w+) line .*>: \d+:(\d+)$/gm)].map(([, name, steps]) => [name!, Number(steps)]),
    ),
  };
}

function counterexample(text: string, atStart: boolean): Pick<Violation, 'states' | 'backTo'> {
  if (atStart) {
    const start = text.slice(text.indexOf('is violated by the initial state:'));
    return { states: [{ variables: variablesIn(start.slice(start.indexOf('\n'))) }] };
  }
  const parts = [...text.matchAll(/^(?:State (\d+): |Back to state (\d+))(.*)\n((?:(?!\n\n).|\n(?!\n))*)/gm)];
  const back = parts.find(([, , to]) => to);
  const stutters = parts.findIndex(([, , , said]) => said!.includes('Stuttering'));
  const states = parts
    .filter(([, number, , said]) => number && !said!.includes('Stuttering'))
    .map(([, , , said, body]) => ({ operator: /^<(\w+) line/.exec(said!)?.[1], variables: variablesIn(body!) }));
  return { states, backTo: back ? Number(back[2]) - 1 : stutters >= 0 ? states.length - 1 : undefined };
}

/** `/\ a = 1` and so on, each perhaps over several lines; of a single variable, `a = 1`. */
function variablesIn(body: string): Map<string, Printed> {
  const block = body.trim().split(/\n\n/)[0]!;
  const items = block.startsWith('/\\') ? block.split(/^\/\\ /m).filter(Boolean) : [block];
  return new Map(
    items.map(item => {
      const [, name, value] = /^(\w+) = ([\s\S]*)$/.exec(item.trim())!;
      return [name!, readValue(value!)];
    }),
  );
}

/** The lines that say what was wrong. */
function causeIn(text: string): string {
  const at = text.search(/^Error: /m);
  return (at < 0 ? text.slice(-2000) : text.slice(at, at + 2000)).trim();
}
