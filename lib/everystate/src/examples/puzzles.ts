import { each, flag, model, range } from '../index.js';

const anywhere = { ends: { anywhere: () => true } };

/** A ferryman, a wolf, a goat and a cabbage: who stays behind must not eat. Alcuin of York, about 800. */
export const ferryman = model({
  state: { ferryman: flag, cargo: each(3, { over: flag }) },
  actions: {
    crossAlone: {
      when: s =>
        isPeaceful(
          s.cargo.map(({ over }) => over),
          !s.ferryman,
        ),
      then: s => {
        s.ferryman = !s.ferryman;
      },
    },
    takeAcross: {
      by: 'cargo',
      when: (s, me, i) =>
        me.over === s.ferryman &&
        isPeaceful(
          s.cargo.map(({ over }, other) => (other === i ? !over : over)),
          !s.ferryman,
        ),
      then: (s, me) => {
        s.ferryman = !s.ferryman;
        me.over = s.ferryman;
      },
    },
  },
  always: { 'somebody is still here': s => !(s.ferryman && s.cargo.every(({ over }) => over)) },
});

/** Whether neither the wolf and the goat, nor the goat and the cabbage, are without the ferryman. */
function isPeaceful([wolf, goat, cabbage]: boolean[], ferryman: boolean): boolean {
  return goat === ferryman || (goat !== wolf && goat !== cabbage);
}

/** Three missionaries, three cannibals and a boat for two; nowhere may cannibals outnumber missionaries. */
export const missionaries = model({
  state: { boat: flag, missionaries: range(0, 3), cannibals: range(0, 3) }, // over there
  actions: Object.fromEntries(
    [
      [1, 0],
      [2, 0],
      [0, 1],
      [0, 2],
      [1, 1],
    ].map(([m, c]) => [
      `${m} and ${c} cross`,
      {
        when: (s: { boat: boolean; missionaries: number; cannibals: number }) => {
          const sign = s.boat ? -1 : 1;
          const there = [s.missionaries + sign * m!, s.cannibals + sign * c!];
          return (
            there.every(n => n >= 0 && n <= 3) &&
            [there, there.map(n => 3 - n)].every(
              ([missionaries, cannibals]) => missionaries === 0 || missionaries! >= cannibals!,
            )
          );
        },
        then: (s: { boat: boolean; missionaries: number; cannibals: number }) => {
          const sign = s.boat ? -1 : 1;
          s.missionaries += sign * m!;
          s.cannibals += sign * c!;
          s.boat = !s.boat;
        },
      },
    ]),
  ),
  always: { 'somebody is still here': s => s.missionaries + s.cannibals < 6 },
});

/** The Tower of Hanoi with this many discs, the smallest first. */
export function hanoi(discs: number) {
  const move = (by: 1 | 2) => ({
    by: 'disc' as const,
    when: (s: { readonly disc: readonly { readonly peg: number }[] }, me: { readonly peg: number }, i: number) =>
      s.disc.every(({ peg }, smaller) => smaller >= i || (peg !== me.peg && peg !== (me.peg + by) % 3)),
    then: (_: unknown, me: { peg: number }) => {
      me.peg = (me.peg + by) % 3;
    },
  });
  return model({
    state: { disc: each(discs, { peg: range(0, 2) }) },
    actions: { right: move(1), left: move(2) },
    always: { 'not yet there': s => s.disc.some(({ peg }) => peg !== 2) },
  });
}

/** Eight tiles and a hole in a square, from their order on. */
export const eightPuzzle = model({
  state: { cell: each(9, { tile: range(0, 8) }) },
  init: { cell: Array.from({ length: 9 }, (_, tile) => ({ tile })) },
  actions: Object.fromEntries(
    (
      [
        ['up', 3],
        ['down', -3],
        ['left', 1],
        ['right', -1],
      ] as const
    ).map(([name, step]) => {
      /** Where the tile comes from, or -1. */
      const source = (hole: number) =>
        (
          Math.abs(step) === 3
            ? hole + step >= 0 && hole + step < 9
            : Math.floor((hole + step) / 3) === Math.floor(hole / 3)
        )
          ? hole + step
          : -1;
      type Cells = { readonly cell: readonly { tile: number }[] };
      return [
        name,
        {
          when: (s: Cells) => source(s.cell.findIndex(({ tile }) => tile === 0)) >= 0,
          then: (s: Cells) => {
            const hole = s.cell.findIndex(({ tile }) => tile === 0);
            const from = s.cell[source(hole)]!;
            s.cell[hole]!.tile = from.tile;
            from.tile = 0;
          },
        },
      ];
    }),
  ),
});

/** Queens on a board, row after row, none attacking another. */
export function queens(size: number) {
  return model({
    state: { placed: range(0, size), column: each(size, { row: range(0, size) }) }, // rows from 1 on; 0 for none
    actions: {
      place: {
        by: 'column',
        when: (s, me, i) =>
          s.placed < size &&
          me.row === 0 &&
          s.column.every(({ row }, other) => row === 0 || Math.abs(other - i) !== s.placed + 1 - row),
        then: (s, me) => {
          s.placed++;
          me.row = s.placed;
        },
      },
    },
    sometimes: { 'all placed': s => s.placed === size },
    ...anywhere,
  });
}

/** Lights in a square of nine: to press one switches it and its neighbours. */
export const lights = model({
  state: { light: each(9, { on: flag }) },
  actions: {
    press: {
      by: 'light',
      then: (s, _, i) => {
        s.light.forEach((light, other) => {
          const [row, column] = [Math.floor(other / 3) - Math.floor(i / 3), (other % 3) - (i % 3)];
          if (Math.abs(row) + Math.abs(column) <= 1) light.on = !light.on;
        });
      },
    },
  },
});

/** Counters that go up one by one, each to the same top. */
export function counters(count: number, top: number) {
  return model({
    state: { counter: each(count, { at: range(0, top) }) },
    actions: {
      up: {
        by: 'counter',
        when: (_, me) => me.at < top,
        then: (_, me) => {
          me.at++;
        },
      },
    },
    ends: { 'all at the top': s => s.counter.every(({ at }) => at === top) },
  });
}
