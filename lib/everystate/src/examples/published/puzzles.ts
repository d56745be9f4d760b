import { combinations, each, flag, model, oneOf, orNone, processOf, range, sequenceOf } from '../../index.js';

const MEETINGS = 4;
const colors = ['blue', 'red', 'yellow'] as const;

/** Chameneos meet in twos, both take on a third color, and fade when all meetings are over. */
export const chameneos = model({
  state: {
    creature: each(4, { color: oneOf(...colors, 'faded'), met: range(0, MEETINGS) }),
    place: orNone(processOf('creature')),
    meetings: range(0, MEETINGS),
  },
  init: combinations({ a: colors, b: colors, c: colors, d: colors }).map(({ a, b, c, d }) => ({
    creature: [{ color: a }, { color: b }, { color: c }, { color: d }],
  })),
  actions: {
    meet: {
      by: 'creature',
      when: (s, me, i) => me.color !== 'faded' && s.place !== i,
      then: (s, me, i) => {
        if (s.place === 'none') {
          if (s.meetings < MEETINGS) s.place = i;
          else me.color = 'faded';
          return;
        }
        const other = s.creature[s.place]!;
        const color = me.color === other.color ? me.color : colors.find(c => c !== me.color && c !== other.color)!;
        for (const one of [me, other]) {
          one.color = color;
          one.met++;
        }
        s.place = 'none';
        s.meetings++;
      },
    },
  },
  always: {
    'every meeting is one of two': {
      when: s => s.meetings === MEETINGS,
      then: s => s.creature.reduce((sum, { met }) => sum + met, 0) === 2 * MEETINGS,
    },
  },
  ends: { 'all have faded': s => s.creature.every(({ color }) => color === 'faded') },
});

/** Four prisoners and two switches, of which nobody knows how they stand at first; one of the four counts. */
export const prisoners = model({
  state: { a: flag, b: flag, other: each(3, { moved: range(0, 2) }), count: range(0, 7) },
  init: combinations({ a: [false, true], b: [false, true] }),
  actions: {
    visit: {
      by: 'other',
      fair: 'weak',
      then: (s, me) => {
        if (!s.a && me.moved < 2) {
          s.a = true;
          me.moved++;
        } else s.b = !s.b;
      },
    },
    count: {
      fair: 'weak',
      then: s => {
        if (s.a) {
          s.a = false;
          s.count++;
        } else s.b = !s.b;
      },
    },
  },
  always: {
    'whoever says so is right': { when: s => s.count === 6, then: s => s.other.every(({ moved }) => moved > 0) },
  },
  eventually: { 'somebody can say so': s => s.count === 6 },
});

const POSITIONS = 8;
const bridge = [4, 5];

/** A bridge with one lane: cars come from both sides, go round, and queue in front of it. */
export const singleLaneBridge = model({
  state: {
    car: each(['r1', 'r2', 'l1', 'l2'], { at: range(1, POSITIONS) }),
    waiting: sequenceOf(processOf('car'), 4),
  },
  init: { car: [{ at: POSITIONS }, { at: POSITIONS }, { at: 1 }, { at: 1 }] },
  actions: {
    moveOutside: {
      by: 'car',
      fair: 'weak',
      when: (_, me, i) => !bridge.includes(next(i, me.at)),
      then: (s, me, i) => {
        me.at = next(i, me.at);
        if (me.at === (isRight(i) ? 6 : 3)) s.waiting.push(i);
      },
    },
    moveInside: {
      by: 'car',
      fair: 'weak',
      when: (s, me, i) => bridge.includes(me.at) && s.car.every(({ at }) => at !== next(i, me.at)),
      then: (s, me, i) => {
        me.at = next(i, me.at);
        if (me.at === (isRight(i) ? 6 : 3)) s.waiting.push(i);
      },
    },
    enter: {
      fair: 'weak',
      when: s => {
        const first = s.waiting.at(0);
        if (first === undefined) return false;
        const on = s.car.flatMap(({ at }, i) => (bridge.includes(at) ? [i] : []));
        const to = next(first, s.car[first]!.at);
        return (
          on.length === 0 ||
          (!on.includes(first) && on.every(i => isRight(i) === isRight(first)) && s.car.every(({ at }) => at !== to))
        );
      },
      then: s => {
        const first = s.waiting.shift()!;
        s.car[first]!.at = next(first, s.car[first]!.at);
      },
    },
  },
  always: {
    'nobody meets on the bridge': s =>
      s.car.every(({ at }, i) => !bridge.includes(at) || s.car.every((other, j) => i === j || other.at !== at)) &&
      new Set(s.car.flatMap(({ at }, i) => (bridge.includes(at) ? [isRight(i)] : []))).size < 2,
  },
});

const isRight = (car: number) => car < 2;
const next = (car: number, at: number) => (isRight(car) ? (at > 1 ? at - 1 : POSITIONS) : at < POSITIONS ? at + 1 : 1);

const message = oneOf('m1', 'm2', 'm3');
const channel = { value: message, ready: range(0, 1), acknowledged: range(0, 1) };
const starts = combinations({ value: message.values, bit: [0, 1] }).map(({ value, bit }) => ({
  value,
  ready: bit,
  acknowledged: bit,
}));

/** A buffer between two channels with a handshake, from "Specifying Systems". */
export const innerFifo = model({
  state: { in: channel, out: channel, queue: sequenceOf(message, 3) },
  init: combinations({ in: starts, out: starts }),
  actions: {
    send: {
      with: { value: message },
      when: s => s.in.ready === s.in.acknowledged,
      then: (s, { value }) => {
        s.in.value = value;
        s.in.ready = 1 - s.in.ready;
      },
    },
    bufferReceive: {
      when: s => s.in.ready !== s.in.acknowledged && !s.queue.isFull,
      then: s => {
        s.in.acknowledged = 1 - s.in.acknowledged;
        s.queue.push(s.in.value);
      },
    },
    bufferSend: {
      when: s => s.queue.length > 0 && s.out.ready === s.out.acknowledged,
      then: s => {
        s.out.value = s.queue.shift()!;
        s.out.ready = 1 - s.out.ready;
      },
    },
    receive: {
      when: s => s.out.ready !== s.out.acknowledged,
      then: s => {
        s.out.acknowledged = 1 - s.out.acknowledged;
      },
    },
  },
});
