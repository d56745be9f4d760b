import type { Model } from '../model/model.js';
import { stepName, type Machine } from '../state/machine.js';
import { resolveState } from '../model/kinds.js';
import { SetElsewhere } from '../model/kinds/wide-set.js';
import { ask, askOfStep, propertiesOf } from '../properties/property.js';
import type { Codec } from '../state/codec.js';
import { StateObject } from '../state/state-object.js';

interface Use {
  read: boolean;
  written: boolean;
}

/**
 * Warns of fields that no guard, effect or property reads, or no effect writes, in
 * any state. Functions are given a state that notes what they touch. First a few
 * states are tried, which is enough where every field is used; all of them only if not.
 * @param packed every reachable state, one after the other
 */
export function unusedFields(machine: Machine<any>, packed: Int32Array): string[] {
  const uses = new Map<string, Use>();
  const tryOut = onNotes(machine, packed, uses);
  const states = packed.length / machine.words;
  const all = [...uses.values()];
  for (const stride of new Set([Math.ceil(states / 32), 1])) {
    for (let state = 0; state < states; state += stride) {
      tryOut(state);
      if (all.every(({ read, written }) => read && written)) return [];
    }
  }
  return [...uses].flatMap(([field, { read, written }]) =>
    read && written ? [] : [`unused: ${said(field, read, written)}`],
  );
}

function said(field: string, read: boolean, written: boolean): string {
  if (read) return `'${field}' never changes in any reachable state`;
  return `nothing ${written ? 'reads' : 'reads or writes'} '${field}'`;
}

/** A function that does in a state all that can be done there, and notes what is used. */
function onNotes(machine: Machine<any>, packed: Int32Array, uses: Map<string, Use>) {
  const { model } = machine;
  const other = machine.another();
  const state = noting(model, machine, uses);
  const before = noting(model, other, uses);
  const transitions = machine.transitions.map(transition => ({
    ...transition,
    step: stepName(transition),
    me: transition.family === undefined ? undefined : state[transition.family][transition.process!],
  }));
  const [ofStates, ofSteps, ofEnds] = [
    propertiesOf(model, 'states', 'runs'),
    propertiesOf(model, 'steps'),
    propertiesOf(model, 'ends'),
  ];

  return (number: number) => {
    const goTo = () => machine.read(packed, number * machine.words);
    goTo();
    other.read(packed, number * machine.words);
    for (const property of ofStates) ask(property, state);
    let ended = true;
    for (const { when, then, me, process, step } of transitions) {
      if (when && !when(state, me, process)) continue;
      ended = false;
      then(state, me, process);
      for (const property of ofSteps) askOfStep(property, before, state, step);
      goTo();
    }
    if (ended) for (const property of ofEnds) ask(property, state);
  };
}

/** A state object that reads and writes the one of a codec, and notes which fields are read and written. */
function noting(model: Model<any>, { cells }: Codec<any>, uses: Map<string, Use>): any {
  const useOf = (name: string) => {
    const field = fieldIn(name);
    const use = uses.get(field) ?? { read: false, written: false };
    uses.set(field, use);
    return use;
  };
  const { state } = new StateObject(resolveState(model.state), {
    copies: true,
    scalar(holder, key, _, i, name) {
      const use = useOf(name);
      const cell = cells[i]!;
      Object.defineProperty(holder, key, {
        get() {
          use.read = true;
          return cell.holder[cell.key];
        },
        set(value) {
          use.written = true;
          cell.holder[cell.key] = value;
        },
        enumerable: true,
      });
    },
    set(elements, name, first) {
      const use = useOf(name);
      const wordOf = (bit: number) => cells[first + (bit >>> 5)]!;
      return new SetElsewhere(
        elements,
        name,
        bit => {
          use.read = true;
          const { holder, key } = wordOf(bit);
          return ((holder[key] >>> (bit & 31)) & 1) === 1;
        },
        (bit, isIn) => {
          use.written = true;
          const { holder, key } = wordOf(bit);
          if (isIn) holder[key] |= 1 << (bit & 31);
          else holder[key] &= ~(1 << (bit & 31));
        },
      );
    },
  });
  return state;
}

/** The field that a part of a state belongs to; for processes, the same for all of a family. */
function fieldIn(name: string): string {
  const own = /^(\w+) [^.]*\.(\w+)/.exec(name);
  return own ? `${own[1]}.${own[2]}` : /^\w+/.exec(name)![0];
}
