import { type Family, namesOf } from '../model/domains.js';
import { ModelError } from '../model/errors.js';
import { fire, isEnabled, stepName, type Machine, type Transition } from '../state/machine.js';
import { predicateOf } from '../model/model.js';
import { swapped } from '../state/orbits.js';
import { showState, snapshot } from '../state/show.js';

/**
 * Exchanges each two neighbours of a symmetric family in a state, and compares what
 * can then be seen. Returns what is wrong, if the family is not symmetric after all.
 * The machine holds the state again afterwards.
 */
export function whatExchangeChanges(machine: Machine<any>, packed: Int32Array): ModelError | undefined {
  const symmetric: readonly string[] = machine.model.symmetric ?? [];
  if (symmetric.length === 0) return undefined;
  const goBack = () => machine.read(packed, 0);
  const asIs = outcomes(machine, goBack, ({ label }) => label);
  for (const family of symmetric) {
    const names = namesOf(machine.model.state[family] as Family<any>);
    for (let i = 1; i < names.length; i++) {
      const other = machine.exchanged(packed, family, i - 1, i);
      const exchanged = outcomes(
        machine,
        () => machine.read(other, 0),
        transition => transition.labelAfter(family, swapped(names.length, i - 1, i)),
      );
      const odd = asIs.find((outcome, at) => outcome !== exchanged[at]) ?? exchanged[asIs.length];
      if (odd === undefined) continue;
      return new ModelError(
        `With ${family} ${names[i - 1]} and ${names[i]} exchanged, this is no longer the same: ${odd}.`,
        `Let nothing depend on which of the processes it is, or leave '${family}' out of 'symmetric'.`,
      );
    }
  }
  goBack();
  return undefined;
}

/** All that can be seen of a state: what holds in it, and by what steps, under which names, it goes on to which states. */
function outcomes(machine: Machine<any>, hold: () => void, nameOf: (transition: Transition) => string): string[] {
  hold();
  const { always, sometimes, canRecover, everyStep } = machine.model;
  const holding = Object.entries({ ...always, ...sometimes, ...canRecover }).map(
    ([name, property]) => `'${name}' is ${predicateOf(property)(machine.state)}`,
  );
  const before = snapshot(machine.state);
  const steps = machine.transitions.flatMap(transition => {
    hold();
    if (!isEnabled(machine, transition)) return [];
    fire(machine, transition);
    const kept = Object.entries(everyStep ?? {}).map(
      ([name, test]) => `, '${name}' is ${test(before, machine.state, stepName(transition))}`,
    );
    machine.canonise?.();
    return [`'${nameOf(transition)}' leads to ${showState(machine.state)}${kept.join('')}`];
  });
  return [...holding, ...steps.sort()];
}
