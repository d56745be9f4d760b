import type { Declaration } from '../model/domains.js';
import { stepName, type Machine } from '../state/machine.js';
import { predicateOf, type Model } from '../model/model.js';
import { hasEnds } from '../model/validate.js';

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
export function unusedFields<D extends Declaration>(
  model: Model<D>,
  machine: Machine<D>,
  packed: Int32Array,
): string[] {
  const uses = new Map<string, Use>();
  const tryOut = onNotes(model, machine, packed, uses);
  const states = packed.length / machine.words;
  const all = [...uses.values()];
  for (const stride of new Set([Math.ceil(states / 32), 1])) {
    for (let state = 0; state < states; state += stride) {
      tryOut(state);
      if (all.every(({ read, written }) => read && written)) return [];
    }
  }
  return [...uses].flatMap(([field, { read, written }]) =>
    read && written ? [] : [`unused: nothing ${read ? 'writes' : written ? 'reads' : 'reads or writes'} '${field}'`],
  );
}

/** A function that does in a state all that can be done there, and notes what is used. */
function onNotes<D extends Declaration>(
  model: Model<D>,
  machine: Machine<D>,
  packed: Int32Array,
  uses: Map<string, Use>,
) {
  const other = machine.another();
  const state = noting(model.state, machine.state, uses);
  const before = noting(model.state, other.state, uses);
  const transitions = machine.transitions.map(transition => ({
    ...transition,
    step: stepName(transition),
    me: transition.family === undefined ? undefined : state[transition.family][transition.process!],
  }));
  const ofStates = Object.values({
    ...model.always,
    ...model.sometimes,
    ...model.canRecover,
    ...model.eventually,
    ...model.leadsTo,
  }).map(property => predicateOf(property));

  return (number: number) => {
    const goTo = () => machine.read(packed, number * machine.words);
    goTo();
    other.read(packed, number * machine.words);
    for (const test of ofStates) test(state);
    let ended = true;
    for (const { when, then, me, process, step } of transitions) {
      if (when && !when(state, me, process)) continue;
      ended = false;
      then(state, me, process);
      for (const test of Object.values(model.everyStep ?? {})) test(before, state, step);
      goTo();
    }
    if (ended && hasEnds(model)) for (const test of Object.values(model.ends!)) test(state);
  };
}

/** A record with the same fields as another one that holds the values; it notes who reads and writes them. */
function noting(declaration: Declaration, record: any, uses: Map<string, Use>, prefix = ''): any {
  const own = {};
  for (const [field, domain] of Object.entries(declaration)) {
    if (domain.kind === 'family') {
      const members = record[field].map((member: object) => noting(domain.fields, member, uses, `${field}.`));
      Object.defineProperty(own, field, { value: Object.freeze(members), enumerable: true });
      continue;
    }
    const name = prefix + field;
    const use = uses.get(name) ?? { read: false, written: false };
    uses.set(name, use);
    Object.defineProperty(
      own,
      field,
      domain.kind === 'set'
        ? { value: notingSet(record[field], use), enumerable: true }
        : {
            get() {
              use.read = true;
              return record[field];
            },
            set(value) {
              use.written = true;
              record[field] = value;
            },
            enumerable: true,
          },
    );
  }
  return Object.seal(own);
}

function notingSet(set: object, use: Use): object {
  return new Proxy(set, {
    get(_, name) {
      if (name === 'add' || name === 'delete' || name === 'clear') use.written = true;
      else use.read = true;
      const value = Reflect.get(set, name, set);
      return typeof value === 'function' ? value.bind(set) : value;
    },
  });
}
