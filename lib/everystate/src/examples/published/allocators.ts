import { each, model, oneOf, processOf, range, sequenceOf, setOf } from '../../index.js';

const resource = oneOf('r1', 'r2');
const CLIENTS = 3;

type Client = {
  unsatisfied: Iterable<string> & { size: number; has(r: 'r1' | 'r2'): boolean };
  allocated: Iterable<string> & { size: number; has(r: 'r1' | 'r2'): boolean };
};
type State = { client: readonly Client[] };

const isFree = (s: State, some: Iterable<string>) =>
  [...some].every(r => !s.client.some(({ allocated }) => allocated.has(r as 'r1')));

/** What both allocators promise. */
const promises = {
  always: {
    'nobody shares a resource': (s: State) =>
      resource.values.every(r => s.client.filter(({ allocated }) => allocated.has(r)).length < 2),
  },
  infinitelyOften: Object.fromEntries(
    Array.from({ length: CLIENTS }, (_, i) => [
      `client ${i} is satisfied`,
      (s: State) => s.client[i]!.unsatisfied.size === 0,
    ]),
  ),
  leadsTo: Object.fromEntries(
    Array.from({ length: CLIENTS }, (_, i) => i).flatMap(i => [
      [
        `client ${i} gives back`,
        {
          when: (s: State) => s.client[i]!.unsatisfied.size === 0,
          then: (s: State) => s.client[i]!.allocated.size === 0,
        },
      ],
      ...resource.values.map(r => [
        `client ${i} gets ${r}`,
        {
          when: (s: State) => s.client[i]!.unsatisfied.has(r),
          then: (s: State) => s.client[i]!.allocated.has(r),
        },
      ]),
    ]),
  ),
};

const clients = each(CLIENTS, { unsatisfied: setOf(resource), allocated: setOf(resource) });

/** Clients ask for sets of resources, and get them and give them back in parts. */
export const simpleAllocator = model({
  state: { client: clients },
  actions: {
    request: {
      by: 'client',
      with: { some: setOf(resource) },
      when: (_, me, __, { some }) => me.unsatisfied.size === 0 && me.allocated.size === 0 && some.size > 0,
      then: (_, me, __, { some }) => {
        me.unsatisfied.replaceWith(some);
      },
    },
    allocate: {
      by: 'client',
      with: { some: setOf(resource) },
      fair: 'strong',
      fairTo: 'process',
      when: (s, me, _, { some }) => some.size > 0 && some.isSubsetOf(me.unsatisfied) && isFree(s, some),
      then: (_, me, __, { some }) => {
        me.allocated = me.allocated.union(some);
        me.unsatisfied = me.unsatisfied.difference(some);
      },
    },
    giveBack: {
      by: 'client',
      with: { some: setOf(resource) },
      when: (_, me, __, { some }) => some.size > 0 && some.isSubsetOf(me.allocated),
      then: (_, me, __, { some }) => {
        me.allocated = me.allocated.difference(some);
      },
    },
    giveAllBack: {
      by: 'client',
      fair: 'weak',
      when: (_, me) => me.allocated.size > 0,
      then: (_, me) => {
        me.allocated.clear();
      },
    },
  },
  ...promises,
});

/** An allocator that goes by a schedule: nobody gets what somebody earlier in it still wants. */
export const schedulingAllocator = model({
  state: { client: clients, schedule: sequenceOf(processOf('client'), CLIENTS) },
  actions: {
    request: simpleAllocator.actions.request as never,
    allocate: {
      by: 'client',
      with: { some: setOf(resource) },
      fair: 'weak',
      fairTo: 'process',
      when: (s, me, i, { some }) =>
        some.size > 0 &&
        some.isSubsetOf(me.unsatisfied) &&
        isFree(s, some) &&
        s.schedule.includes(i) &&
        [...s.schedule].slice(0, [...s.schedule].indexOf(i)).every(j => s.client[j]!.unsatisfied.isDisjointFrom(some)),
      then: (s, me, i, { some }) => {
        if (some.size === me.unsatisfied.size) s.schedule.replaceWith([...s.schedule].filter(j => j !== i));
        me.allocated = me.allocated.union(some);
        me.unsatisfied = me.unsatisfied.difference(some);
      },
    },
    giveBack: simpleAllocator.actions.giveBack as never,
    giveAllBack: {
      by: 'client',
      fair: 'weak',
      when: (_, me) => me.unsatisfied.size === 0 && me.allocated.size > 0,
      then: (_, me) => {
        me.allocated.clear();
      },
    },
    plan: {
      fair: 'weak',
      fairTo: 'action',
      // The clients to add, in this order; -1 for nobody.
      with: { first: 'client', second: range(-1, CLIENTS - 1), third: range(-1, CLIENTS - 1) },
      when: (s, { first, second, third }) =>
        first !== second &&
        first !== third &&
        (second === -1 ? third === -1 : second !== third) &&
        s.client.every(({ unsatisfied }, i) => {
          const isWaiting = unsatisfied.size > 0 && !s.schedule.includes(i);
          return isWaiting === [first, second, third].includes(i);
        }),
      then: (s, order) => {
        for (const i of [order.first, order.second, order.third]) if (i >= 0) s.schedule.push(i);
      },
    },
  },
  ...promises,
});
