import { ModelError } from '../model/errors.js';
import { isSame } from '../state/codec.js';
import type { Machine } from '../state/machine.js';
import { labelOf } from '../trace/trace.js';
import type { ObservedStep } from './observer.js';

/**
 * What is wrong with the labels of the steps from the state that the machine holds: where two that lead to
 * different states go by one name, a trace does not tell which of them was taken.
 */
export function sharedLabel(machine: Machine<any>, steps: ReadonlyMap<number, ObservedStep>): ModelError | undefined {
  const first = new Map<string, ObservedStep>();
  for (const step of steps.values()) {
    const label = labelOf(machine, step.transition);
    const twin = first.get(label) ?? step;
    first.set(label, twin);
    if (isSame(twin.after!, step.after!)) continue;
    return new ModelError(
      `Two steps that do different things have the label '${label}': '${twin.transition.label}' and '${step.transition.label}'.`,
      `Let 'label' tell them apart, such as by \`me\` and the parameters.`,
    );
  }
  return undefined;
}
