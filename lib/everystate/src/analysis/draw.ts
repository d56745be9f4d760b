import { ModelError } from '../model/errors.js';
import type { Graph } from './graph.js';
import { showState } from '../state/show.js';

/** What `toDot` and `toMermaid` write on states, and which states they mark. */
export interface DrawOptions<D = any> {
  /** What to write on a state; all its fields, if left out. Lines are parted by `\n`. */
  readonly label?: (state: Graph<D>['states'][number]) => string;
  /** States to mark, such as those that violate something. */
  readonly mark?: (state: Graph<D>['states'][number]) => boolean;
}

/** More than this nobody can read. */
const MOST_STATES = 200;

/**
 * A state graph in the DOT language, for Graphviz. Steps between the same two states
 * are one arrow with all their names.
 * @throws ModelError when there are more than 200 states
 */
export function toDot<D>(
  graph: Graph<D>,
  { label = showState as DrawOptions<D>['label'], mark = () => false }: DrawOptions<D> = {},
): string {
  const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
  refuseLarge(graph);
  return [
    'digraph {',
    '  rankdir=LR; node [shape=box, style="rounded,filled", fillcolor=white];',
    ...graph.states.map((state, i) => {
      const looks = [
        `label=${quote(label!(state))}`,
        ...(i < graph.initial ? ['penwidth=2'] : []),
        ...(mark(state) ? ['fillcolor="#fbe3e6"'] : []),
      ];
      return `  s${i} [${looks.join(', ')}];`;
    }),
    ...arrows(graph).map(({ from, to, labels }) => `  s${from} -> s${to} [label=${quote(labels.join('\n'))}];`),
    '}',
  ].join('\n');
}

/**
 * A state graph as a Mermaid state diagram.
 * @throws ModelError when there are more than 200 states
 */
export function toMermaid<D>(
  graph: Graph<D>,
  { label = showState as DrawOptions<D>['label'], mark = () => false }: DrawOptions<D> = {},
): string {
  // Mermaid has no escapes of its own: what means something to it is written as the number of its character.
  // Nor does it take an empty name.
  const quote = (text: string) =>
    (text || ' ').replace(/["#;<>]/g, sign => `#${sign.codePointAt(0)};`).replace(/\n/g, '<br>');
  refuseLarge(graph);
  const marked = graph.states.flatMap((state, i) => (mark(state) ? [`s${i}`] : []));
  return [
    'stateDiagram-v2',
    ...graph.states.map((state, i) => `  state "${quote(label!(state))}" as s${i}`),
    ...graph.states.slice(0, graph.initial).map((_, i) => `  [*] --> s${i}`),
    ...arrows(graph).map(({ from, to, labels }) => `  s${from} --> s${to} : ${quote(labels.join('\n'))}`),
    ...(marked.length > 0 ? ['  classDef marked fill:#fbe3e6', `  class ${marked.join(',')} marked`] : []),
  ].join('\n');
}

function refuseLarge({ states }: Graph): void {
  if (states.length <= MOST_STATES) return;
  throw new ModelError(
    `The graph has ${states.length} states.`,
    `Nobody could read a drawing of more than ${MOST_STATES}: draw a smaller model.`,
  );
}

/** The steps between each two states, together. */
function arrows({ edges }: Graph): { from: number; to: number; labels: string[] }[] {
  const found = new Map<string, { from: number; to: number; labels: string[] }>();
  for (const { from, to, label } of edges) {
    const arrow = found.get(`${from} ${to}`) ?? { from, to, labels: [] };
    arrow.labels.push(label);
    found.set(`${from} ${to}`, arrow);
  }
  return [...found.values()];
}
