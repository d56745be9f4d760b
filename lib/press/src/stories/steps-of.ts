import { graph, type Model } from 'everystate';

/**
 * Every step of a model with the states at its ends; in which order they were found does not matter.
 * @param shown what of a state to compare
 */
// biome-ignore lint/suspicious/noExplicitAny: states of any model
export function stepsOf(model: Model, shown: (state: any) => unknown = state => state): Set<string> {
  const { states, edges } = graph(model);
  const seen = states.map(state => JSON.stringify(shown(state)));
  return new Set(edges.map(({ from, to, label }) => `${seen[from]} ${label} ${seen[to]}`));
}
