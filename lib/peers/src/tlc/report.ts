/** What one search by TLC found. */
export interface TlcReport {
  readonly states: number;
  readonly transitions: number;
  /** Steps on the shortest way to the state farthest from the start. */
  readonly depth: number;
  /** Set when the property asked for is violated: how many steps the counterexample has, its loop included. */
  readonly violation?: { readonly steps: number };
}

/**
 * Reads the report that TLC prints.
 * @throws Error when it is none, or tells of anything but a violation
 */
export function parseTlcReport(text: string): TlcReport {
  const counts = /^(\d+) states generated, (\d+) distinct states found/m.exec(text);
  const depth = /^The depth of the complete state graph search is (\d+)/m.exec(text);
  const initial = /^Finished computing initial states: (\d+) distinct state/m.exec(text);
  const violated = /^Error: (Invariant|Action property|Temporal properties) .*violated/m.test(text);
  const failed = /^Error: (?!Invariant|Action property|Temporal properties|The behavior|The following behavior)/m.test(
    text,
  );
  if (!counts || !initial || failed) throw new Error(`This is no report of a search by TLC:\n${text.slice(0, 2000)}`);
  const states = [...text.matchAll(/^State (\d+): /gm)].map(([, number]) => Number(number));
  return {
    states: Number(counts[2]),
    transitions: Number(counts[1]) - Number(initial[1]),
    // TLC counts the states on the way; of a temporal property's violation it says nothing.
    depth: depth ? Number(depth[1]) - 1 : NaN,
    violation: violated ? { steps: Math.max(...states) - 1 } : undefined,
  };
}
