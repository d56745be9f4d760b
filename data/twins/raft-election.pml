/*
 * Raft's election among three servers. One action of one server is one d_step, and the
 * only process is back at its loop after each.
 *
 * -DTERMS=1 or 2. A planted bug: -DFORGETFUL=1 has servers forget their vote when they restart.
 * -DSHOW=n makes an error of each state that breaks a promise, or bears it out.
 *   1: 'at most one leader a term'   2: 'an old leader does not know of the new one'
 */
#define NOBODY 3
#define FOLLOWER 0
#define CANDIDATE 1
#define LEADER 2

byte role[3], term[3], vote[3] = NOBODY;
byte votes[3]; /* a bit for each server that voted */
/* Messages on their way and leaders that were elected, a bit for each, by terms. */
int asked[3], granted[3];
byte elected[3];

#define bitOf(from, to) (1 << ((from) * 3 + (to)))
#define send(messages, t, from, to) messages[t] = messages[t] | bitOf(from, to)
#define take(messages, t, from, to) messages[t] = messages[t] & ~bitOf(from, to)
#define isSent(messages, t, from, to) ((messages[t] & bitOf(from, to)) != 0)

#define majority(set) (set == 3 || set == 5 || set == 6 || set == 7)
#define several(set) majority(set)

/* What a server does by itself. */
#define ALONE(i, j, k) \
  :: d_step { role[i] != LEADER && term[i] < TERMS -> \
       term[i]++; role[i] = CANDIDATE; vote[i] = i; votes[i] = 1 << i; \
       send(asked, term[i], i, j); send(asked, term[i], i, k) } \
  :: d_step { role[i] == CANDIDATE && majority(votes[i]) -> \
       role[i] = LEADER; elected[term[i]] = elected[term[i]] | (1 << i) } \
  :: d_step { role[i] = FOLLOWER; votes[i] = 0; FORGET(i) }

#if FORGETFUL
#define FORGET(i) vote[i] = NOBODY
#else
#define FORGET(i) skip
#endif

#define STEP_DOWN(i, t) term[i] = t; role[i] = FOLLOWER; vote[i] = NOBODY; votes[i] = 0

/* What comes from i to j in a term. */
#define MESSAGES(t, i, j) \
  :: d_step { isSent(asked, t, i, j) && term[j] < t -> STEP_DOWN(j, t) } \
  :: d_step { isSent(granted, t, i, j) && term[j] < t -> STEP_DOWN(j, t) } \
  :: d_step { isSent(asked, t, i, j) && term[j] == t && (vote[j] == NOBODY || vote[j] == i) -> \
       take(asked, t, i, j); vote[j] = i; send(granted, t, j, i) } \
  :: d_step { isSent(granted, t, i, j) && term[j] == t && role[j] == CANDIDATE -> \
       take(granted, t, i, j); votes[j] = votes[j] | (1 << i) } \
  :: d_step { isSent(asked, t, i, j) -> take(asked, t, i, j) } \
  :: d_step { isSent(granted, t, i, j) -> take(granted, t, i, j) }

#define TERM(t) \
  MESSAGES(t, 0, 1) MESSAGES(t, 0, 2) MESSAGES(t, 1, 0) MESSAGES(t, 1, 2) MESSAGES(t, 2, 0) MESSAGES(t, 2, 1)

active proctype Servers() {
  do
  ALONE(0, 1, 2)
  ALONE(1, 0, 2)
  ALONE(2, 0, 1)
  TERM(1)
#if TERMS > 1
  TERM(2)
#endif
#if SHOW == 1
  :: d_step { several(elected[1]) || several(elected[2]) -> assert(false) }
#elif SHOW == 2
  :: d_step { (role[0] == LEADER) + (role[1] == LEADER) + (role[2] == LEADER) > 1 -> assert(false) }
#endif
  od
}
