/*
 * The race with a lock for each endpoint, as in lib/outage/src/lock.ts.
 *
 * One action is one d_step, and every process is back at its one loop after it.
 * So Spin's states are exactly the values of the variables, and its transitions
 * the actions taken.
 *
 *   spin -a -DPLANS=4 -DENACTORS=2 -DKEEP=1 -DENDPOINTS=2 lock.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -E
 *
 * -DSHOW=n makes an error of each state, step or end that breaks a promise;
 * pan -E -c0 counts them.
 *   1: 'The name always resolves'   2: 'Never a step back'
 *   3: 'The newest plan goes live'
 *
 * -DCHECKS_EACH=1, with two endpoints: an Enactor checks again at each of them, as
 * in lib/outage/src/flips.ts (A-17).
 */
#define MANY 3 /* lost locks are counted up to here */

mtype = { idle, picked, checked, backingOff, holding, cleaning };

byte latest = 1;
int deleted; /* bit p is set when plan p is deleted */
byte live[ENDPOINTS] = 1, holder[ENDPOINTS];
mtype at[ENACTORS] = idle;
byte plan[ENACTORS] = 1, endpoint[ENACTORS], lost[ENACTORS], cursor[ENACTORS];

#define me _pid
#define here endpoint[me]
#define isDeleted(p) (deleted >> (p) & 1)

#if ENDPOINTS == 1
#define all(fact) (fact(0))
#elif ENDPOINTS == 2
#define all(fact) (fact(0) && fact(1))
#else
#define all(fact) (fact(0) && fact(1) && fact(2))
#endif
#define resolves(e) (!isDeleted(live[e]))
#define isNewest(e) (live[e] == latest)

active [ENACTORS] proctype Enactor() {
  do
  :: d_step { /* pickUp */
       at[me] == idle && plan[me] < latest ->
       plan[me] = latest;
       at[me] = picked;
       lost[me] = 0
     }
  :: d_step { /* checkOnce */
       at[me] == picked ->
#if CHECKS_EACH
       if
       :: plan[me] > live[here] -> at[me] = checked
       :: plan[me] <= live[here] && here == 0 -> here = 1
       :: else -> here = 0; at[me] = idle
       fi
#else
       at[me] = (plan[me] > live[0] -> checked : idle)
#endif
     }
  :: d_step { /* takeLock */
       at[me] == checked && holder[here] == 0 ->
       holder[here] = me + 1;
       at[me] = holding
     }
  :: d_step { /* loseLock */
       at[me] == checked && holder[here] != 0 ->
       at[me] = backingOff;
       lost[me] = (lost[me] < MANY -> lost[me] + 1 : MANY)
     }
  :: d_step { /* tryAgain */
       at[me] == backingOff ->
       at[me] = checked
     }
  :: d_step { /* apply */
       at[me] == holding && !isDeleted(plan[me]) ->
#if SHOW == 2
       assert(plan[me] >= live[here]);
#endif
       live[here] = plan[me];
       holder[here] = 0;
       if
       :: here < ENDPOINTS - 1 ->
          here++;
#if CHECKS_EACH
          at[me] = picked
#else
          at[me] = checked
#endif
       :: else ->
          here = 0;
          at[me] = cleaning;
          cursor[me] = 1
       fi
     }
  :: d_step { /* giveUp */
       at[me] == holding && isDeleted(plan[me]) ->
       holder[here] = 0;
       here = 0;
       at[me] = idle
     }
  :: d_step { /* cleanUp */
       at[me] == cleaning && plan[me] - cursor[me] > KEEP ->
       deleted = deleted | (1 << cursor[me]);
       cursor[me]++
     }
  :: d_step { /* finish */
       at[me] == cleaning && plan[me] - cursor[me] <= KEEP ->
       at[me] = idle;
       cursor[me] = 0
     }
  od
}

active proctype Planner() {
  do
  :: d_step { latest < PLANS -> latest++ } /* publish */
#if SHOW == 1
  :: d_step { !all(resolves) -> assert(false) }
#elif SHOW == 3
  :: d_step { timeout && !all(isNewest) -> assert(false) }
#endif
  od
}
