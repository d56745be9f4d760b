import { arrayOf, each, either, model, oneOf, processOf, range, setOf } from '../../index.js';

const ballot = range(0, 1);
const decision = oneOf('prepared', 'aborted');
const manager = processOf('manager');
const acceptor = processOf('acceptor');
const message = either(
  { type: oneOf('1a'), manager, ballot: range(1, 1) },
  { type: oneOf('1b'), manager, ballot, voted: range(-1, 1), value: oneOf('none', 'prepared', 'aborted'), acceptor },
  { type: oneOf('2a'), manager, ballot, value: decision },
  { type: oneOf('2b'), manager, ballot, value: decision, acceptor },
  { type: oneOf('commit', 'abort') },
);
const quorum = oneOf('AB', 'AC', 'BC');
const members = (quorum: string): readonly number[] => [...quorum].map(name => 'ABC'.indexOf(name));

/** "Consensus on transaction commit": one Paxos for the decision of each resource manager, on the same acceptors. */
export const paxosCommit = model({
  state: {
    manager: each(2, { state: oneOf('working', 'prepared', 'committed', 'aborted') }),
    acceptor: each(3, {
      // For the decision of each manager.
      of: arrayOf('manager', { promised: ballot, voted: range(-1, 1), value: oneOf('none', 'prepared', 'aborted') }),
    }),
    sent: setOf(message),
  },
  actions: {
    prepare: {
      by: 'manager',
      when: (_, me) => me.state === 'working',
      then: (s, me, i) => {
        me.state = 'prepared';
        s.sent.add({ type: '2a', manager: i, ballot: 0, value: 'prepared' });
      },
    },
    chooseToAbort: {
      by: 'manager',
      when: (_, me) => me.state === 'working',
      then: (s, me, i) => {
        me.state = 'aborted';
        s.sent.add({ type: '2a', manager: i, ballot: 0, value: 'aborted' });
      },
    },
    learn: {
      by: 'manager',
      with: { what: oneOf('commit', 'abort') },
      when: (s, _, __, { what }) => s.sent.has({ type: what }),
      then: (_, me, __, { what }) => {
        me.state = what === 'commit' ? 'committed' : 'aborted';
      },
    },
    phase1a: {
      with: { manager: 'manager' },
      then: (s, { manager }) => {
        s.sent.add({ type: '1a', manager, ballot: 1 });
      },
    },
    phase2a: {
      with: { manager: 'manager', quorum },
      when: (s, { manager, quorum }) =>
        decision.values.every(value => !s.sent.has({ type: '2a', manager, ballot: 1, value })) &&
        members(quorum).every(i =>
          [...s.sent].some(m => m.type === '1b' && m.manager === manager && m.ballot === 1 && m.acceptor === i),
        ),
      then: (s, { manager, quorum }) => {
        const answers = [...s.sent].flatMap(m =>
          m.type === '1b' && m.manager === manager && m.ballot === 1 && members(quorum).includes(m.acceptor) ? [m] : [],
        );
        const voted = Math.max(...answers.map(m => m.voted));
        // Whoever voted in one ballot voted alike.
        const value = decision.values.find(one => answers.some(m => m.voted === voted && m.value === one));
        s.sent.add({ type: '2a', manager, ballot: 1, value: value ?? 'aborted' });
      },
    },
    decide: {
      with: { what: oneOf('commit', 'abort') },
      when: (s, { what }) => {
        const isDecided = (manager: number, value: 'prepared' | 'aborted') =>
          ballot.values.some(
            ballot =>
              s.acceptor.filter((_, acceptor) => s.sent.has({ type: '2b', manager, ballot, value, acceptor })).length >
              1,
          );
        return what === 'commit'
          ? s.manager.every((_, i) => isDecided(i, 'prepared'))
          : s.manager.some((_, i) => isDecided(i, 'aborted'));
      },
      then: (s, { what }) => {
        s.sent.add({ type: what });
      },
    },
    phase1b: {
      by: 'acceptor',
      with: { manager: 'manager' },
      when: (s, me, _, { manager }) => me.of[manager]!.promised < 1 && s.sent.has({ type: '1a', manager, ballot: 1 }),
      then: (s, me, i, { manager }) => {
        const own = me.of[manager]!;
        own.promised = 1;
        s.sent.add({ type: '1b', manager, ballot: 1, voted: own.voted, value: own.value, acceptor: i });
      },
    },
    phase2b: {
      by: 'acceptor',
      with: { manager: 'manager', ballot, value: decision },
      when: (s, me, _, { manager, ballot, value }) =>
        me.of[manager]!.promised <= ballot && s.sent.has({ type: '2a', manager, ballot, value }),
      then: (s, me, i, { manager, ballot, value }) => {
        Object.assign(me.of[manager]!, { promised: ballot, voted: ballot, value });
        s.sent.add({ type: '2b', manager, ballot, value, acceptor: i });
      },
    },
  },
  always: {
    'all decide alike': s =>
      !(s.manager.some(({ state }) => state === 'committed') && s.manager.some(({ state }) => state === 'aborted')),
  },
});
