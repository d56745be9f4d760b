/** The same in TypeScript and in Promela. */
export interface Said {
  readonly ts: string;
  readonly pml: string;
}

export type Fixed = readonly [ts: string, pml: string];

/**
 * The fields of all models. In Promela nobody is process 2, a message in the queue is `2 * kind + from`, one that
 * is sent a bit at `2 * term + from`, and places without a value are 0, as are k, v and c whenever a step is done.
 */
export const STATE: Said = {
  ts: `{
    node: each(2, {
      role: oneOf('idle', 'busy'), votedFor: orNone(processOf('node')), log: sequenceOf(range(0, 1), 2),
    }),
    queue: sequenceOf({ kind: oneOf('a', 'b'), from: processOf('node') }, 2),
    sent: setOf({ term: range(0, 1), from: processOf('node') }),
    owner: mapOf(oneOf('x', 'y'), processOf('node')),
    bag: bagOf(range(0, 1), 2),
    grid: arrayOf(2, arrayOf(2, range(0, 2))),
    rec: { x: range(0, 2), on: flag },
    holder: orNone(processOf('node')),
    last: either({ type: oneOf('no') }, { type: oneOf('yes'), by: processOf('node') }),
  }`,
  pml: `byte role[2], voted[2] = 2, length[2], log[4], queued, queue[2], sent, owner[2] = 2, bag[2], grid[4];
byte on, last;
byte k, v, c;`,
};

/** What can be said of one kind of data. */
export interface Phrases {
  /** Numbers, conditions, and those of either in which A and B stand for numbers. */
  readonly nums?: readonly Fixed[];
  readonly numsOver?: readonly Fixed[];
  readonly conds?: readonly Fixed[];
  readonly condsOver?: readonly Fixed[];
  /** What is done with numbers k (0 or 1) and v (0 to 2) and a condition c. */
  readonly changes: readonly Fixed[];
}

const orElse = (guard: string, then: string) => `if :: ${guard} -> ${then} :: else -> skip fi`;
const DROP_FIRST = 'queue[0] = queue[1]; queue[1] = 0; queued--';

/** All of them, by their names. */
export const KINDS: Readonly<Record<string, Phrases>> = {
  record: {
    nums: [['s.rec.x', 'x']],
    conds: [['s.rec.on', '(on == 1)']],
    changes: [
      ['s.rec.x = v', 'x = v'],
      ['s.rec = { x: v, on: c }', 'x = v; on = c'],
    ],
  },
  'sequence of records': {
    nums: [
      ['s.queue.length', 'queued'],
      ['(s.queue.at(0)?.from ?? 2)', '(queued == 0 -> 2 : queue[0] % 2)'],
    ],
    conds: [['s.queue.isFull', '(queued == 2)']],
    condsOver: [
      [
        "s.queue.includes({ kind: 'b', from: A % 2 })",
        '((queued > 0 && queue[0] == 2 + A % 2) || (queued > 1 && queue[1] == 2 + A % 2))',
      ],
    ],
    changes: [
      [
        "if (!s.queue.isFull) s.queue.push({ kind: c ? 'b' : 'a', from: k })",
        orElse('queued < 2', 'queue[queued] = c * 2 + k; queued++'),
      ],
      ['s.queue.shift()', orElse('queued > 0', DROP_FIRST)],
      ['s.queue.pop()', orElse('queued > 0', 'queued--; queue[queued] = 0')],
      [
        's.queue.replaceWith([...s.queue].filter(m => m.from === k))',
        `${orElse('queued == 2 && queue[1] % 2 != k', 'queued = 1; queue[1] = 0')}; ${orElse('queued > 0 && queue[0] % 2 != k', DROP_FIRST)}`,
      ],
      [
        "const m = s.queue.at(-1); if (m) s.node[m.from].role = m.kind === 'b' ? 'busy' : 'idle'",
        orElse('queued > 0', 'v = queue[queued - 1]; role[v % 2] = v / 2'),
      ],
    ],
  },
  'sequences in processes': {
    numsOver: [
      ['s.node[A % 2].log.length', 'length[A % 2]'],
      ['(s.node[A % 2].log.at(-1) ?? 2)', '(length[A % 2] == 0 -> 2 : log[A % 2 * 2 + length[A % 2] - 1])'],
    ],
    conds: [['s.node.every(m => m.log.length > 0)', '(length[0] > 0 && length[1] > 0)']],
    condsOver: [
      [
        's.node[A % 2].log.includes(B % 2)',
        '((length[A % 2] > 0 && log[A % 2 * 2] == B % 2) || (length[A % 2] > 1 && log[A % 2 * 2 + 1] == B % 2))',
      ],
    ],
    changes: [
      [
        'if (!s.node[k].log.isFull) s.node[k].log.push(v % 2)',
        orElse('length[k] < 2', 'log[k * 2 + length[k]] = v % 2; length[k]++'),
      ],
      [
        's.node[k].log.shift()',
        orElse('length[k] > 0', 'log[k * 2] = log[k * 2 + 1]; log[k * 2 + 1] = 0; length[k]--'),
      ],
      [
        's.node[k].log = s.node[1 - k].log',
        'length[k] = length[1 - k]; log[k * 2] = log[2 - k * 2]; log[k * 2 + 1] = log[3 - k * 2]',
      ],
      ['s.node[k].log.clear()', 'length[k] = 0; log[k * 2] = 0; log[k * 2 + 1] = 0'],
    ],
  },
  references: {
    nums: [["(s.holder === 'none' ? 2 : s.holder)", 'holder']],
    conds: [["s.node.some(m => m.role === 'busy')", '(role[0] == 1 || role[1] == 1)']],
    condsOver: [
      ["(s.node[A % 2].votedFor === 'none')", '(voted[A % 2] == 2)'],
      ['(s.node[A % 2].votedFor === B % 2)', '(voted[A % 2] == B % 2)'],
    ],
    changes: [
      ["s.node[k].role = c ? 'busy' : 'idle'", 'role[k] = c'],
      ["s.node[k].votedFor = v < 2 ? v : 'none'", 'voted[k] = v'],
      ['me.votedFor = k', 'voted[$i] = k'],
      ["s.holder = c ? k : 'none'", 'holder = (c == 1 -> k : 2)'],
    ],
  },
  'set of records': {
    nums: [['s.sent.size', '((sent & 1) + (sent >> 1 & 1) + (sent >> 2 & 1) + (sent >> 3))']],
    conds: [['s.sent.isSubsetOf([{ term: 0, from: 0 }, { term: 1, from: 1 }])', '((sent & 6) == 0)']],
    condsOver: [['s.sent.has({ term: A % 2, from: B % 2 })', '((sent >> (A % 2 * 2 + B % 2) & 1) == 1)']],
    changes: [
      ['s.sent.add({ term: v % 2, from: k })', 'sent = sent | (1 << (v % 2 * 2 + k))'],
      ['s.sent.delete({ term: v % 2, from: k })', 'sent = sent & ~(1 << (v % 2 * 2 + k))'],
      ['s.sent = s.sent.union([0, 1].map(term => ({ term, from: k })))', 'sent = sent | (5 << k)'],
      ['s.sent = s.sent.difference([...s.sent].filter(m => m.from === k))', 'sent = sent & ~(5 << k)'],
    ],
  },
  map: {
    nums: [
      ["(s.owner.get('x') ?? 2)", 'owner[0]'],
      ['s.owner.size', '((owner[0] < 2) + (owner[1] < 2))'],
    ],
    conds: [["s.owner.has('y')", '(owner[1] < 2)']],
    changes: [
      ["s.owner.set(c ? 'x' : 'y', k)", 'owner[1 - c] = k'],
      ["s.owner.delete(c ? 'x' : 'y')", 'owner[1 - c] = 2'],
    ],
  },
  bag: {
    numsOver: [['s.bag.count(A % 2)', 'bag[A % 2]']],
    condsOver: [['s.bag.isFull(A % 2)', '(bag[A % 2] == 2)']],
    changes: [
      ['if (!s.bag.isFull(k)) s.bag.add(k)', orElse('bag[k] < 2', 'bag[k]++')],
      ['s.bag.delete(k)', orElse('bag[k] > 0', 'bag[k]--')],
    ],
  },
  'list of lists': {
    numsOver: [['s.grid[A % 2][B % 2]', 'grid[A % 2 * 2 + B % 2]']],
    changes: [
      ['s.grid[k][c ? 1 : 0] = v', 'grid[k * 2 + c] = v'],
      ['Object.assign(s.grid[k], s.grid[1 - k])', 'grid[k * 2] = grid[2 - k * 2]; grid[k * 2 + 1] = grid[3 - k * 2]'],
      [
        's.grid = [s.grid[1], s.grid[0]]',
        'v = grid[0]; grid[0] = grid[2]; grid[2] = v; v = grid[1]; grid[1] = grid[3]; grid[3] = v',
      ],
    ],
  },
  either: {
    nums: [["(s.last.type === 'yes' ? s.last.by : 2)", '(last == 0 -> 2 : last - 1)']],
    changes: [["s.last = c ? { type: 'yes', by: k } : { type: 'no' }", 'last = (c == 1 -> 1 + k : 0)']],
  },
};
