import type { Graph } from 'everystate';
import { diagram } from './diagram.js';
import { classDefs } from './theme.js';

export interface StateGraphOptions<S> {
  /** The finding, in a sentence. */
  title: string;
  alt: string;
  /** What to write into a state's box. */
  name: (state: S) => string;
  /** The states to mark as bad. */
  bad?: (state: S) => boolean;
  /** What to write on an arrow; its label, if left out. */
  edge?: (label: string) => string;
}

/** Shows a small state graph whole, from the start downwards, bad states marked. */
export async function stateGraph<D>(graph: Graph<D>, options: StateGraphOptions<Graph<D>['states'][number]>): Promise<void> {
  await diagram(stateGraphText(graph, options), options);
}

/** The Mermaid text that `stateGraph` shows. */
export function stateGraphText<D>(
  { states, edges, initial }: Graph<D>,
  { name, bad = () => false, edge = label => label }: Omit<StateGraphOptions<Graph<D>['states'][number]>, 'title' | 'alt'>,
): string {
  const quoted = (text: string) => `"${text.replace(/"/g, '#quot;')}"`;
  const nodes = states.map((state, i) => {
    const kind = bad(state) ? ':::danger' : i < initial ? ':::good' : '';
    return `s${i}[${quoted((bad(state) ? '✗ ' : '') + name(state))}]${kind}`;
  });
  const arrows = edges.map(({ from, to, label }) => `s${from} -->|${quoted(edge(label))}| s${to}`);
  return ['flowchart TD', ...nodes, ...arrows, classDefs].join('\n');
}
