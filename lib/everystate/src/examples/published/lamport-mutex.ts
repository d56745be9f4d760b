import { arrayOf, each, flag, model, oneOf, processOf, range, sequenceOf, setOf } from '../../index.js';

const CLOCK = 6;
const message = { type: oneOf('request', 'acknowledge', 'release'), clock: range(0, CLOCK) };

/** Lamport's mutual exclusion by logical clocks: three processes, a first-in first-out channel for each two. */
export const lamportMutex = model({
  state: {
    node: each(3, {
      clock: range(1, CLOCK),
      requests: arrayOf('node', range(0, CLOCK)),
      acknowledged: setOf(processOf('node')),
      inside: flag,
    }),
    // network[from][to]
    network: arrayOf('node', arrayOf('node', sequenceOf(message, 3))),
  },
  actions: {
    request: {
      by: 'node',
      when: (_, me, i) => me.requests[i] === 0,
      then: (s, me, i) => {
        me.requests[i] = me.clock;
        me.acknowledged.clear().add(i);
        s.network[i]!.forEach((channel, to) => to !== i && channel.push({ type: 'request', clock: me.clock }));
      },
    },
    receiveRequest: {
      by: 'node',
      with: { from: 'node' },
      when: (s, me, i, { from }) => {
        const m = s.network[from]![i]!.at(0);
        return m !== undefined && m.type === 'request' && Math.max(m.clock, me.clock) < CLOCK;
      },
      then: (s, me, i, { from }) => {
        const { clock } = s.network[from]![i]!.shift()!;
        me.requests[from] = clock;
        me.clock = Math.max(clock, me.clock) + 1;
        s.network[i]![from]!.push({ type: 'acknowledge', clock: 0 });
      },
    },
    receiveAcknowledge: {
      by: 'node',
      with: { from: 'node' },
      when: (s, _, i, { from }) => s.network[from]![i]!.at(0)?.type === 'acknowledge',
      then: (s, me, i, { from }) => {
        s.network[from]![i]!.shift();
        me.acknowledged.add(from);
      },
    },
    enter: {
      by: 'node',
      when: (_, me, i) =>
        me.acknowledged.size === 3 &&
        me.requests.every((clock, other) => {
          const own = me.requests[i]!;
          return other === i || clock === 0 || own < clock || (own === clock && i < other);
        }),
      then: (_, me) => {
        me.inside = true;
      },
    },
    exit: {
      by: 'node',
      when: (_, me) => me.inside,
      then: (s, me, i) => {
        me.inside = false;
        me.requests[i] = 0;
        me.acknowledged.clear();
        s.network[i]!.forEach((channel, to) => to !== i && channel.push({ type: 'release', clock: 0 }));
      },
    },
    receiveRelease: {
      by: 'node',
      with: { from: 'node' },
      when: (s, _, i, { from }) => s.network[from]![i]!.at(0)?.type === 'release',
      then: (s, me, i, { from }) => {
        s.network[from]![i]!.shift();
        me.requests[from] = 0;
      },
    },
  },
  always: { 'one at a time': s => s.node.filter(({ inside }) => inside).length < 2 },
  // Where a clock has come to its end, some wait for ever.
  ends: { 'a clock is at its end': s => s.node.some(({ clock }) => clock === CLOCK) },
});
