/** What one search by Spin found. */
export interface SpinReport {
  /** Distinct states found. */
  readonly states: number;
  /** Steps taken between states. */
  readonly transitions: number;
  /** Breadth first: steps on the shortest way to the state farthest from the start. Depth first: on the longest way taken. */
  readonly depth: number;
  readonly errors: number;
  /** The first error, such as `assertion violated` or `invalid end state`, and its distance from the start in steps. */
  readonly first?: { readonly what: string; readonly depth: number };
  /** Why the search did not look for deadlocks, such as `disabled by never claim`; undefined when it did. */
  readonly deadlocksOff?: string;
  /** False when the search met a limit; one that was to stop at its first error and did has not. */
  readonly complete: boolean;
  /** States a second, as Spin reckons; undefined when it was done too soon to tell. */
  readonly rate?: number;
  readonly seconds: number;
  /** Memory used in all, in millions of bytes. */
  readonly megabytes: number;
}

/**
 * Reads the report that a `pan` prints.
 * @throws Error when the text is no report of Spin
 */
export function parseSpinReport(text: string): SpinReport {
  const number = (pattern: RegExp): number => {
    const match = pattern.exec(text);
    if (!match)
      throw new Error(`This is no report of a search by Spin, ${pattern} is not in it:\n${text.slice(0, 2000)}`);
    return Number(match[1]);
  };
  const first = /^pan:1: (.*) \(at depth (\d+)\)/m.exec(text);
  const rate = /pan: rate +([\d.e+]+) states\/second/.exec(text);
  return {
    states: number(/^ *(\d+) states, stored/m),
    // Spin counts the initial state as arrived at by a step.
    transitions: number(/^ *(\d+) transitions \(= stored\+matched\)/m) - 1,
    depth: number(/depth reached (\d+)/),
    errors: number(/errors: (\d+)/),
    first: first ? { what: first[1]!, depth: Number(first[2]) } : undefined,
    deadlocksOff: /invalid end states\t- \((.*)\)/.exec(text)?.[1],
    complete: !/max search depth too small|out of memory|VECTORSZ|hash factor/.test(text),
    rate: rate ? Number(rate[1]) : undefined,
    seconds: number(/elapsed time ([\d.e+-]+) seconds/),
    megabytes: number(/([\d.]+)\ttotal actual memory usage/),
  };
}
