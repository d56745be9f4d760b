import { each, either, model, oneOf, orNone, processOf, range, setOf } from '../../index.js';

const ballot = range(0, 1);
const value = oneOf('v1', 'v2');
const accepted = { ballot: range(-1, 1), value: orNone(value) };
const message = either(
  { type: oneOf('1a'), ballot },
  { type: oneOf('1b'), acceptor: processOf('acceptor'), ballot, accepted },
  { type: oneOf('2a'), ballot, value },
  { type: oneOf('2b'), acceptor: processOf('acceptor'), ballot, value },
);
/** Any two of the three acceptors. */
const quorum = oneOf('AB', 'AC', 'BC');
const members = { AB: [0, 1], AC: [0, 2], BC: [1, 2] } as const;

/** Single-decree Paxos, from "How to win a Turing award": three acceptors, two values, two ballots. */
export const paxos = model({
  state: {
    acceptor: each(3, { promised: range(-1, 1), accepted }),
    messages: setOf(message),
  },
  actions: {
    prepare: {
      with: { ballot },
      then: (s, { ballot }) => {
        s.messages.add({ type: '1a', ballot });
      },
    },
    promise: {
      by: 'acceptor',
      with: { ballot },
      when: (s, me, _, { ballot }) => s.messages.has({ type: '1a', ballot }) && ballot > me.promised,
      then: (s, me, i, { ballot }) => {
        me.promised = ballot;
        s.messages.add({ type: '1b', acceptor: i, ballot, accepted: { ...me.accepted } });
      },
    },
    propose: {
      with: { ballot, value, quorum },
      when: (s, { ballot, value, quorum }) => {
        const sent = [...s.messages];
        if (sent.some(m => m.type === '2a' && m.ballot === ballot)) return false;
        const promises = sent.flatMap(m => (m.type === '1b' && m.ballot === ballot ? [m] : []));
        if (!members[quorum].every(i => promises.some(m => m.acceptor === i))) return false;
        const votes = promises.filter(
          m => (members[quorum] as readonly number[]).includes(m.acceptor) && m.accepted.ballot >= 0,
        );
        const latest = Math.max(...votes.map(m => m.accepted.ballot));
        return votes.length === 0 || votes.some(m => m.accepted.value === value && m.accepted.ballot === latest);
      },
      then: (s, { ballot, value }) => {
        s.messages.add({ type: '2a', ballot, value });
      },
    },
    accept: {
      by: 'acceptor',
      with: { ballot, value },
      when: (s, me, _, { ballot, value }) => ballot >= me.promised && s.messages.has({ type: '2a', ballot, value }),
      then: (s, me, i, { ballot, value }) => {
        me.promised = ballot;
        me.accepted = { ballot, value };
        s.messages.add({ type: '2b', acceptor: i, ballot, value });
      },
    },
  },
  always: {
    'one value is chosen': s => {
      const votes = [...s.messages].flatMap(m => (m.type === '2b' ? [m] : []));
      const chosen = value.values.filter(value =>
        ballot.values.some(ballot => votes.filter(m => m.ballot === ballot && m.value === value).length > 1),
      );
      return chosen.length < 2;
    },
  },
  sometimes: { 'a value is chosen': s => [...s.messages].filter(m => m.type === '2b').length > 1 },
});
