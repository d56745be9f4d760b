import { ask, askOfStep, propertiesOf } from '../properties/property.js';
import { fire, isEnabled, type Machine, stepName, transitionsOf } from '../state/machine.js';
import { Recorder } from '../state/recorder.js';

interface Use {
  read: boolean;
  written: boolean;
}

/**
 * Warns of fields that no guard, effect or property reads, or no effect writes, in
 * any state. A field that differs between processes or initial states need not be written: its values were
 * chosen there. First a few states are tried, which is enough where every field is used; all of them only if not.
 * @param packed every reachable state, one after the other
 */
export function unusedFields(machine: Machine<any>, packed: Int32Array): string[] {
  const fields = machine.layout.slots.map(({ name }) => fieldIn(name));
  const chosen = chosenAtStart(machine);
  const uses = new Map(fields.map(field => [field, { read: false, written: chosen.has(field) }]));
  const useOf = new Map(machine.layout.slots.map((slot, i) => [slot, uses.get(fields[i]!)!]));
  const note = ({ reads, readBack, writes }: Recorder) => {
    for (const { slot } of reads) useOf.get(slot)!.read = true;
    for (const { slot } of readBack) useOf.get(slot)!.read = true;
    for (const { slot } of writes.keys()) useOf.get(slot)!.written = true;
  };
  const tryOut = onRecorders(machine, packed, note);
  const states = packed.length / machine.words;
  const all: Use[] = [...uses.values()];
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

/** The fields that start at different values in different processes, elements of a list or initial states. */
function chosenAtStart({ layout, initial }: Machine<any>): Set<string> {
  const starts = new Map<string, number>();
  const chosen = new Set<string>();
  for (const { name, word, shift, bits } of layout.slots) {
    const part = name.replace(/^(\w+) [^.]*/, '$1').replace(/\[\d+\]/g, '');
    for (const packed of initial) {
      const start = (packed[word]! >>> shift) & (bits === 32 ? -1 : 2 ** bits - 1);
      if (!starts.has(part)) starts.set(part, start);
      else if (starts.get(part) !== start) chosen.add(fieldIn(name));
    }
  }
  return chosen;
}

function said(field: string, read: boolean, written: boolean): string {
  if (read) return `'${field}' never changes in any reachable state`;
  return `nothing ${written ? 'reads' : 'reads or writes'} '${field}'`;
}

/** Makes a function that asks and does in a state all that can be asked and done there, and has the fields used noted. */
function onRecorders({ model, layout, words }: Machine<any>, packed: Int32Array, note: (of: Recorder) => void) {
  const [before, after] = [new Recorder(model.state, layout), new Recorder(model.state, layout)];
  const transitions = transitionsOf(model, after.state);
  const ofStates = propertiesOf(model, 'states', 'runs');
  const ofSteps = propertiesOf(model, 'steps');
  const ofEnds = propertiesOf(model, 'ends');
  return (state: number) => {
    const noting = (what: () => void) => {
      after.observe(packed, state * words);
      what();
      note(after);
    };
    before.observe(packed, state * words);
    noting(() => ofStates.forEach(property => ask(property, after.state)));
    let ended = true;
    for (const transition of transitions) {
      noting(() => {
        if (!isEnabled(after, transition)) return;
        ended = false;
        fire(after, transition);
        for (const property of ofSteps) askOfStep(property, before.state, after.state, stepName(transition));
      });
    }
    if (ended) noting(() => ofEnds.forEach(property => ask(property, after.state)));
    note(before);
  };
}

/** The field that a part of a state belongs to; for processes, the same for all of a family. */
function fieldIn(name: string): string {
  const own = /^(\w+) [^.]*\.(\w+)/.exec(name);
  return own ? `${own[1]}.${own[2]}` : /^\w+/.exec(name)![0];
}
