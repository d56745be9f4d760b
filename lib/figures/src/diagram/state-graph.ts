import type { Edge } from 'everystate';
import { diagram } from './diagram.js';
import { classDefs } from '../style/theme.js';

/** A state graph, such as the one that `graph` of everystate gives. */
export interface DrawnGraph<S> {
  readonly states: readonly S[];
  readonly edges: readonly Edge[];
  /** How many of the states, from the first on, are initial. */
  readonly initial: number;
}

export interface StateGraphOptions<S> {
  /** The finding, in a sentence. */
  title: string;
  alt: string;
  /** What to write into a state's box; a line break starts a second line. */
  name: (state: S) => string;
  /** The states to mark as bad. */
  bad?: (state: S) => boolean;
  /** The states in which a run may rightly end, to mark as good. */
  good?: (state: S) => boolean;
  /** What to write on an arrow; its label, if left out. */
  edge?: (label: string) => string;
}

/** Shows a small state graph whole, from the start with its thick border downwards; bad and good states are marked. */
export async function stateGraph<S>(graph: DrawnGraph<S>, options: StateGraphOptions<S>): Promise<void> {
  await diagram(stateGraphText(graph, options), options);
}

/** The Mermaid text that `stateGraph` shows. */
export function stateGraphText<S>(
  { states, edges, initial }: DrawnGraph<S>,
  { name, bad = () => false, good = () => false, edge = label => label }: Omit<StateGraphOptions<S>, 'title' | 'alt'>,
): string {
  const quoted = (text: string) => `"${text.replace(/"/g, '#quot;').replace(/\n/g, '<br/>')}"`;
  const nodes = states.map((state, i) => {
    const kind = bad(state) ? ':::danger' : good(state) ? ':::good' : i < initial ? ':::planner' : '';
    return `s${i}[${quoted((bad(state) ? '✗ ' : '') + name(state))}]${kind}`;
  });
  const arrows = edges.map(({ from, to, label }) => `s${from} -->|${quoted(edge(label))}| s${to}`);
  return ['flowchart TD', ...nodes, ...arrows, classDefs].join('\n');
}
