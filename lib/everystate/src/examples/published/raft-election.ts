import { each, either, model, oneOf, orNone, processOf, range, setOf } from '../../index.js';

/**
 * The election of "In search of an understandable consensus algorithm": three servers, so many terms, and
 * messages that are lost and overtake each other. Refusals are left out: a candidate makes nothing of them, and of
 * a newer term it learns from other messages.
 */
export function raftElection(terms: number) {
  const term = range(1, terms);
  const server = processOf('server');
  const requestVote = { type: oneOf('RequestVote'), term, candidateId: server, to: server };
  const voteGranted = { type: oneOf('VoteGranted'), term, from: server, to: server };
  const message = either(requestVote, voteGranted);
  return model({
    state: {
      server: each(3, {
        role: oneOf('follower', 'candidate', 'leader'),
        currentTerm: range(0, terms),
        votedFor: orNone(server),
        votesGranted: setOf(server),
      }),
      sent: setOf(message),
      // Who was ever elected.
      elected: setOf({ term, leader: server }),
    },
    actions: {
      startElection: {
        by: 'server',
        when: (_, me) => me.role !== 'leader' && me.currentTerm < terms,
        then: (s, me, i) => {
          me.currentTerm++;
          me.role = 'candidate';
          me.votedFor = i;
          me.votesGranted.clear().add(i);
          s.server.forEach((_, to) => {
            if (to !== i) s.sent.add({ type: 'RequestVote', term: me.currentTerm, candidateId: i, to });
          });
        },
      },
      // Whatever message it is in; the message is answered, or not, by a step of its own.
      learnNewerTerm: {
        by: 'server',
        with: { m: message },
        when: (s, me, i, { m }) => m.to === i && m.term > me.currentTerm && s.sent.has(m),
        then: (_, me, __, { m }) => {
          me.currentTerm = m.term;
          me.role = 'follower';
          me.votedFor = 'none';
          me.votesGranted.clear();
        },
      },
      grantVote: {
        by: 'server',
        with: { m: requestVote },
        label: ({ me, m }) => `${me} votes for ${m.candidateId} in term ${m.term}`,
        when: (s, me, i, { m }) =>
          m.to === i &&
          m.term === me.currentTerm &&
          (me.votedFor === 'none' || me.votedFor === m.candidateId) &&
          s.sent.has(m),
        then: (s, me, i, { m }) => {
          s.sent.delete(m);
          me.votedFor = m.candidateId;
          s.sent.add({ type: 'VoteGranted', term: m.term, from: i, to: m.candidateId });
        },
      },
      countVote: {
        by: 'server',
        with: { m: voteGranted },
        label: ({ me, m }) => `${me} has the vote of ${m.from} in term ${m.term}`,
        when: (s, me, i, { m }) => m.to === i && m.term === me.currentTerm && me.role === 'candidate' && s.sent.has(m),
        then: (s, me, _, { m }) => {
          s.sent.delete(m);
          me.votesGranted.add(m.from);
        },
      },
      becomeLeader: {
        by: 'server',
        when: (s, me) => me.role === 'candidate' && me.votesGranted.size > s.server.length / 2,
        then: (s, me, i) => {
          me.role = 'leader';
          s.elected.add({ term: me.currentTerm, leader: i });
        },
      },
      // The term and the vote are on disk.
      restart: {
        by: 'server',
        then: (_, me) => {
          me.role = 'follower';
          me.votesGranted.clear();
        },
      },
      lose: { with: { m: message }, when: (s, { m }) => s.sent.has(m), then: (s, { m }) => void s.sent.delete(m) },
    },
    always: {
      'at most one leader a term': s =>
        term.values.every(t => [...s.elected].filter(({ term }) => term === t).length < 2),
    },
    sometimes: {
      'an old leader does not know of the new one': s => s.server.filter(({ role }) => role === 'leader').length > 1,
    },
    symmetric: ['server'],
  });
}
