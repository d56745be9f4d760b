import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameAccelerated } from '../fixtures/accelerated.js';
import { integersFrom } from '../fixtures/random.js';
import { arrayOf, bagOf, check, flag, mapOf, model, oneOf, range, sequenceOf, setOf } from '../index.js';

/** One thing to do to a state, or to ask of it: by the library's kinds, and by plain JavaScript. */
type Pair<R> = readonly [live: (s: any, n: number) => R, plain: (p: any, n: number) => R];

const start = () => ({
  set: [] as string[],
  seq: [] as number[],
  map: {} as any,
  bag: [0, 0],
  arr: [0, 0],
  rec: { x: 0, on: false },
});
const state = {
  set: setOf({ a: range(0, 1), b: flag }),
  seq: sequenceOf(range(0, 2), 2),
  map: mapOf(range(0, 1), oneOf('u', 'v')),
  bag: bagOf(range(0, 1), 2),
  arr: arrayOf(2, range(0, 2)),
  rec: { x: range(0, 2), on: flag },
};
const key = (a: number, b: boolean) => JSON.stringify([a, b]);
const with_ = (list: string[], one: string) => [...new Set([...list, one])].sort();

/** What the parameter of a step is chosen from. */
const choices: readonly (readonly [live: unknown, plain: (p: any) => number[]])[] = [
  [range(0, 2), () => [0, 1, 2]],
  ['bag', p => [0, 1].filter(n => p.bag[n] > 0)],
  ['map', p => [0, 1].filter(n => n in p.map)],
];
const guards: Pair<boolean>[] = [
  [() => true, () => true],
  [(s, n) => s.set.has({ a: n % 2, b: n > 0 }), (p, n) => p.set.includes(key(n % 2, n > 0))],
  [(s, n) => s.set.size > n, (p, n) => p.set.length > n],
  [(s, n) => !s.seq.includes(n), (p, n) => !p.seq.includes(n)],
  [s => s.seq.length > 0, p => p.seq.length > 0],
  [(s, n) => s.map.get(n % 2) !== 'u', (p, n) => p.map[n % 2] !== 'u'],
  [(s, n) => s.bag.count(n % 2) < 2, (p, n) => p.bag[n % 2] < 2],
  [(s, n) => s.arr[n % 2] === s.rec.x, (p, n) => p.arr[n % 2] === p.rec.x],
  [s => s.rec.on === s.bag.has(0), p => p.rec.on === p.bag[0] > 0],
  [
    (s, n) => s.set.some(({ a }: { a: number }) => a === n % 2),
    (p, n) => p.set.some((one: string) => JSON.parse(one)[0] === n % 2),
  ],
  [(s, n) => s.bag.filter((one: number) => one === n % 2).length === 1, (p, n) => p.bag[n % 2] === 1],
];
const effects: Pair<void>[] = [
  [(s, n) => void s.set.add({ a: n % 2, b: n > 0 }), (p, n) => void (p.set = with_(p.set, key(n % 2, n > 0)))],
  [
    (s, n) => void s.set.delete({ a: n % 2, b: s.rec.on }),
    (p, n) => void (p.set = p.set.filter((one: string) => one !== key(n % 2, p.rec.on))),
  ],
  [
    s => void (s.set = s.set.difference([{ a: 1, b: true }])),
    p => void (p.set = p.set.filter((one: string) => one !== key(1, true))),
  ],
  [
    (s, n) => void (s.seq.isFull ? s.seq.shift() : s.seq.push(n)),
    (p, n) => void (p.seq.length === 2 ? p.seq.shift() : p.seq.push(n)),
  ],
  [s => void s.seq.pop(), p => void p.seq.pop()],
  [s => void (s.arr[0] = s.seq.at(-1) ?? 0), p => void (p.arr[0] = p.seq.at(-1) ?? 0)],
  [(s, n) => void s.map.set(n % 2, n > 1 ? 'u' : 'v'), (p, n) => void (p.map[n % 2] = n > 1 ? 'u' : 'v')],
  [(s, n) => void s.map.delete(n % 2), (p, n) => void delete p.map[n % 2]],
  [
    (s, n) => void (s.bag.isFull(n % 2) ? s.bag.clear() : s.bag.add(n % 2)),
    (p, n) => void (p.bag[n % 2] === 2 ? (p.bag = [0, 0]) : p.bag[n % 2]++),
  ],
  [(s, n) => void s.bag.delete(n % 2), (p, n) => void (p.bag[n % 2] = Math.max(0, p.bag[n % 2] - 1))],
  [(s, n) => void (s.arr = [n, s.arr[0]]), (p, n) => void (p.arr = [n, p.arr[0]])],
  [(s, n) => void (s.rec = { x: n, on: !s.rec.on }), (p, n) => void (p.rec = { x: n, on: !p.rec.on })],
  [s => void (s.rec.x = s.map.size), p => void (p.rec.x = Object.keys(p.map).length)],
];

test('random models over all kinds of data have the states that a plain search finds', () => {
  const random = integersFrom(5);
  let large = 0;
  for (let round = 0; round < 300; round++) {
    const steps = Array.from({ length: 3 + random(3) }, (_, i) => ({
      from: choices[i < 2 ? 0 : random(choices.length)]!,
      when: guards[random(guards.length)]!,
      then: [effects[random(effects.length)]!, effects[random(effects.length)]!],
    }));
    const whole: any = model({
      state,
      actions: Object.fromEntries(
        steps.map(({ from, when, then }, i) => [
          `do${i}`,
          {
            with: { n: from[0] },
            when: (s: any, { n }: any) => when[0](s, n),
            then: (s: any, { n }: any) => {
              for (const one of then) one[0](s, n);
            },
          },
        ]),
      ),
      ends: { anywhere: () => true },
    } as any);
    const found = new Map([[JSON.stringify(sorted(start())), 0]]);
    let transitions = 0;
    for (const [text, depth] of found) {
      for (const { from, when, then } of steps) {
        for (const n of from[1](JSON.parse(text))) {
          const p = JSON.parse(text);
          if (!when[1](p, n)) continue;
          for (const one of then) one[1](p, n);
          transitions++;
          const after = JSON.stringify(sorted(p));
          if (!found.has(after)) found.set(after, depth + 1);
        }
      }
    }
    const result = check(whole);
    assert.deepEqual(
      [result.states, result.transitions, result.depth],
      [found.size, transitions, Math.max(...found.values())],
      `round ${round}`,
    );
    if (round % 30 === 0) assertSameAccelerated(whole, 300);
    if (found.size > 500) large++;
  }
  assert(large > 20, `only ${large} were large`);
});

/** A plain state with its keys in order, so that those alike have the same text. */
function sorted(p: any): object {
  return { ...p, map: Object.fromEntries(Object.entries(p.map).sort()) };
}
