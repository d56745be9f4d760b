import { arrayOf, bagOf, each, flag, mapOf, model, oneOf, processOf, range, sequenceOf } from 'everystate';

const book = oneOf('a', 'b', 'c');

/** Books that are lent to readers: a map, with all that can be done with one. */
export const library = model({
  state: {
    loans: mapOf(book, processOf('reader')),
    reader: each(2, { has: range(0, 3) }),
    asked: mapOf(range(1, 2), range(0, 2)),
  },
  actions: {
    lend: {
      by: 'reader',
      with: { book },
      when: (s, me, _, { book }) => !s.loans.has(book) && me.has < 2,
      then: (s, me, i, { book }) => {
        s.loans.set(book, i);
        me.has++;
      },
    },
    giveBack: {
      with: { book },
      when: (s, { book }) => s.loans.get(book) !== undefined,
      then: (s, { book }) => {
        s.reader[s.loans.get(book)!]!.has--;
        s.loans.delete(book);
      },
    },
    closeDown: {
      when: s => s.loans.size === 3,
      then: s => {
        s.loans.clear();
        for (const one of s.reader) one.has = 0;
      },
    },
    ask: {
      with: { n: range(1, 2) },
      when: (s, { n }) => (s.asked.get(n) ?? 0) < 2,
      then: (s, { n }) => {
        s.asked.set(n, (s.asked.get(n) ?? 0) + 1);
      },
    },
    forget: {
      when: s => s.asked.size > 0,
      then: s => {
        s.asked.replaceWith([[1, s.asked.get(2) ?? 0]]);
      },
    },
  },
  always: {
    'readers have what is lent to them': s =>
      s.reader.every(({ has }, i) => has === [...s.loans].filter(([, who]) => who === i).length),
    'the first reader has one book': s => [...s.loans.values()].filter(who => who === 0).length < 2,
    'what is lent is lent': s => [...s.loans.keys()].every(one => s.loans.has(one)),
    'little is asked': s => {
      let sum = 0;
      for (const [n, times] of s.asked) sum += n * times;
      return sum < 6;
    },
  },
  sometimes: { 'the second reader has a': s => s.loans.get('a') === 1 },
});

/** Messages that are there as often as they were sent: a bag, with all that can be done with one. */
export const network = model({
  state: {
    sent: bagOf({ to: processOf('node'), n: range(0, 1) }, 2),
    node: each(2, { got: range(0, 2) }),
    box: bagOf(range(0, 2), 3),
  },
  actions: {
    send: {
      by: 'node',
      with: { n: range(0, 1) },
      when: (s, _, i, { n }) => !s.sent.isFull({ to: 1 - i, n }),
      then: (s, _, i, { n }) => {
        s.sent.add({ to: 1 - i, n });
      },
    },
    receive: {
      by: 'node',
      with: { n: range(0, 1) },
      when: (s, me, to, { n }) => s.sent.has({ to, n }) && me.got < 2,
      then: (s, me, to, { n }) => {
        s.sent.delete({ to, n });
        me.got++;
      },
    },
    put: {
      with: { n: range(0, 2) },
      when: (s, { n }) => s.box.count(n) < 2 && s.box.size < 3,
      then: (s, { n }) => {
        s.box.add(n);
      },
    },
    lose: {
      with: { n: range(0, 2) },
      then: (s, { n }) => {
        s.box.delete(n);
      },
    },
    join: {
      when: s => s.box.size === 3,
      then: s => {
        let sum = 0;
        for (const n of s.box) sum += n;
        s.box.replaceWith([Math.min(sum, 2), 0]);
      },
    },
  },
  always: {
    'little is on the way': s => s.sent.size < 5,
    'few ones are on the way': s => [...s.sent].filter(({ n }) => n === 1).length < 4,
    'no one is in the box': s => ![...s.box].includes(1),
  },
});

/** Maps and bags within processes, and what may not be there: votes, a ballot box of each, and a queue. */
export const votes = model({
  state: {
    node: each(2, { votes: mapOf(processOf('node'), flag), box: bagOf(processOf('node'), 1) }),
    queue: arrayOf(1, sequenceOf(range(0, 2), 2)),
    best: range(-1, 3),
  },
  actions: {
    vote: {
      by: 'node',
      with: { to: 'node', yes: flag },
      when: (_, me, i, { to }) => me.votes.get(to) === undefined && to !== i,
      then: (_, me, __, { to, yes }) => {
        me.votes.set(to, yes);
      },
    },
    changeMind: {
      by: 'node',
      when: (_, me) => [...me.votes.values()].some(yes => !yes),
      then: (_, me) => {
        for (const [to, yes] of me.votes) me.votes.set(to, !yes);
      },
    },
    putIn: {
      by: 'node',
      with: { to: 'node' },
      when: (_, me, __, { to }) => !me.box.isFull(to) && me.box.size < 2,
      then: (_, me, __, { to }) => {
        me.box.add(to);
      },
    },
    takeOut: {
      by: 'node',
      with: { to: 'node' },
      when: (_, me, __, { to }) => me.box.has(to),
      then: (_, me, __, { to }) => {
        me.box.delete(to);
      },
    },
    push: {
      with: { n: range(0, 2) },
      when: s => !s.queue[0]!.isFull,
      then: (s, { n }) => {
        s.queue[0]!.push(n);
      },
    },
    take: {
      when: s => (s.queue[0]!.at(0) ?? 0) > 0,
      then: s => {
        s.best = s.queue[0]!.at(1) ?? -1;
        s.queue[0]!.shift();
      },
    },
    raise: {
      when: s => s.queue[0]!.at(-1) === 2,
      then: s => {
        s.best = [0, 1, 2].find(n => n > s.best) ?? 3;
      },
    },
  },
  always: {
    'nobody says no': s => s.node.every(one => [...one.votes].every(([, yes]) => yes)),
    'the best is not the last': s => s.best < 3,
  },
});
