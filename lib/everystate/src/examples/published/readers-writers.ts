import { each, flag, model, oneOf, processOf, sequenceOf } from '../../index.js';

const ACTORS = 3;

/** Readers and writers who queue for one resource, first come, first served. */
export const readersWriters = model({
  state: {
    actor: each(ACTORS, { reads: flag, writes: flag }),
    waiting: sequenceOf({ wants: oneOf('read', 'write'), who: processOf('actor') }, 2 * ACTORS),
  },
  actions: {
    ask: {
      by: 'actor',
      with: { wants: oneOf('read', 'write') },
      fair: 'weak',
      when: (s, _, who, { wants }) => !s.waiting.includes({ wants, who }),
      then: (s, _, who, { wants }) => {
        s.waiting.push({ wants, who });
      },
    },
    begin: {
      fair: 'weak',
      when: s =>
        s.waiting.length > 0 &&
        s.actor.every(({ writes }) => !writes) &&
        (s.waiting.at(0)!.wants === 'read' || s.actor.every(({ reads }) => !reads)),
      then: s => {
        const { wants, who } = s.waiting.shift()!;
        if (wants === 'read') s.actor[who]!.reads = true;
        else s.actor[who]!.writes = true;
      },
    },
    stop: {
      by: 'actor',
      fair: 'weak',
      fairTo: 'action',
      when: (_, me) => me.reads || me.writes,
      then: (_, me) => {
        if (me.reads) me.reads = false;
        else me.writes = false;
      },
    },
  },
  always: {
    'a writer is alone': s =>
      s.actor.filter(({ writes }) => writes).length < 2 &&
      !(s.actor.some(({ writes }) => writes) && s.actor.some(({ reads }) => reads)),
  },
  infinitelyOften: Object.fromEntries(
    Array.from({ length: ACTORS }, (_, i) => i).flatMap(i => {
      type State = { actor: readonly { reads: boolean; writes: boolean }[] };
      return [
        [`${i} reads`, (s: State) => s.actor[i]!.reads],
        [`${i} does not read`, (s: State) => !s.actor[i]!.reads],
        [`${i} writes`, (s: State) => s.actor[i]!.writes],
        [`${i} does not write`, (s: State) => !s.actor[i]!.writes],
      ];
    }),
  ),
});
