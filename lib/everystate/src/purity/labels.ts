import { ModelError } from '../model/errors.js';
import { isSame } from '../state/codec.js';
import type { Machine } from '../state/machine.js';
import { labelOf } from '../trace/trace.js';
import type { TriedStep } from './sights.js';

/**
 * What is wrong with the labels of the steps from a state: where two that lead to different states
 * go by one name, a trace does not tell which of them was taken.
 */
export function sharedLabel(
  machine: Machine<any>,
  packed: Int32Array,
  steps: ReadonlyMap<number, TriedStep>,
): ModelError | undefined {
  const first = new Map<string, TriedStep>();
  machine.read(packed, 0);
  for (const [number, step] of steps) {
    const label = labelOf(machine, machine.transitions[number]!);
    const twin = first.get(label) ?? step;
    first.set(label, twin);
    if (isSame(twin.after, step.after)) continue;
    return new ModelError(
      `Two steps that do different things have the label '${label}': '${twin.label}' and '${step.label}'.`,
      `Let 'label' tell them apart, such as by \`me\` and the parameters.`,
    );
  }
  return undefined;
}
