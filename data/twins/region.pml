/*
 * The outage with several endpoints and a lock for each, as in lib/outage/src/region.ts.
 *
 * One action is one d_step, and every process is back at its one loop after it.
 * So Spin's states are exactly the values of the variables, and its transitions
 * the actions taken.
 *
 *   spin -a -o2 -DPLANS=3 -DENACTORS=2 -DKEEP=0 -DENDPOINTS=2 -DLOCK=3 -DRECHECK=1 region.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -E
 *
 * LOCK: 0 none, 1 for ever, 2 a lease, 3 a lease that the transaction asks for.
 * Changes: RECHECK, RECHECK_BEFORE, COMPARE_AND_SWAP, GUARD, GUARD_BEFORE,
 * LOCKED_CLEAN_UP, TOLERANT_ROLLBACK. SKIPS: an endpoint that refuses is passed over.
 * And ONE_MAY_STOP: one Enactor may stop for good.
 *
 * -DSHOW=n makes an error of each state, step or end that breaks a promise;
 * pan -E -c0 counts them.
 *   1: 'The name always resolves'   2, 3: at endpoint 1, 2
 *   4: 'Never a step back'          5, 6: at endpoint 1, 2
 *   7: 'Nobody is stuck'
 */
mtype = { idle, picked, checked, locked, rechecked, failed, applied, cleaning, deleting, stopped };

byte latest = 1;
byte live[ENDPOINTS] = 1;
int deleted[ENDPOINTS]; /* bit p is set when plan p is deleted */
mtype at[ENACTORS] = idle;
byte plan[ENACTORS] = 1, endpoint[ENACTORS], seen[ENACTORS], cursor[ENACTORS];
bool hasLock[ENACTORS];

#define me _pid
#define here endpoint[me]
#define LAST (ENDPOINTS - 1)
#define isDeleted(e, p) (deleted[e] >> (p) & 1)

#if ENACTORS == 1
#define all(fact) (fact(0))
#elif ENACTORS == 2
#define all(fact) (fact(0) && fact(1))
#else
#define all(fact) (fact(0) && fact(1) && fact(2))
#endif
#if ENDPOINTS == 1
#define everywhere(fact) (fact(0))
#elif ENDPOINTS == 2
#define everywhere(fact) (fact(0) && fact(1))
#else
#define everywhere(fact) (fact(0) && fact(1) && fact(2))
#endif
#define resolves(e) (!isDeleted(e, live[e]))
#define leavesFree(e) (!hasLock[e] || endpoint[e] != here)
#define isIdle(e) (at[e] == idle)
#define notStopped(e) (at[e] != stopped)
#define isOld (plan[me] - cursor[me] > KEEP)

#if LOCK
#define UNLOOKED locked
#else
#define UNLOOKED checked
#endif
#if RECHECK_BEFORE || COMPARE_AND_SWAP
#define LOOKS 1
#define READY rechecked
#else
#define READY UNLOOKED
#endif
#if LOCK == 3
#define mayWrite hasLock[me]
#else
#define mayWrite true
#endif
#if LOCKED_CLEAN_UP && LOCK
#define CLEANS_LOCKED 1
#define mayDelete mayWrite
#define WAITS_TO_CLEAN applied
#else
#define mayDelete true
#define WAITS_TO_CLEAN cleaning
#endif

/* How an Enactor's transaction would go now. */
#define canTry (at[me] == READY && mayWrite)
#define isGone isDeleted(here, plan[me])
#if RECHECK
#define isStale (plan[me] <= live[here])
#else
#define isStale false
#endif
#if COMPARE_AND_SWAP
#define isChanged (live[here] != seen[me])
#else
#define isChanged false
#endif
#if TOLERANT_ROLLBACK
#define fails false
#else
#define fails isDeleted(here, live[here])
#endif

#define BACK_TO(place) at[me] = place; hasLock[me] = false; seen[me] = 0
#define REST BACK_TO(idle); here = 0; cursor[me] = 0
#if SKIPS
#define REFUSED if :: here < LAST -> BACK_TO(checked); here++ :: else -> REST fi
#else
#define REFUSED REST
#endif
#define CLEANED_HERE \
  if \
  :: here < LAST -> hasLock[me] = false; here++; at[me] = WAITS_TO_CLEAN; cursor[me] = 1 \
  :: else -> REST \
  fi

active [ENACTORS] proctype Enactor() {
  do
  :: d_step { /* pickUp */
       at[me] == idle && plan[me] < latest ->
       plan[me] = latest;
#if SKIPS
       at[me] = checked
#else
       at[me] = picked
#endif
     }
#if !SKIPS
  :: d_step { /* checkOnce */
       at[me] == picked ->
       at[me] = (plan[me] > live[0] -> checked : idle)
     }
#endif
#if LOCK
  :: d_step { /* takeLock */
       (at[me] == checked || at[me] == applied) && all(leavesFree) ->
       hasLock[me] = true;
       at[me] = (at[me] == checked -> locked : cleaning)
     }
#endif
#if LOCK > 1
  :: d_step { /* expire */
       hasLock[me] ->
       hasLock[me] = false
     }
#endif
#if LOCK == 3
  :: d_step { /* loseLock */
       (at[me] == locked || at[me] == rechecked) && !hasLock[me] ->
       BACK_TO(checked)
     }
#endif
#if LOOKS
  :: d_step { /* checkAgain */
       at[me] == UNLOOKED && mayWrite ->
       if
       :: plan[me] <= live[here] -> REFUSED
       :: else ->
          at[me] = rechecked;
#if COMPARE_AND_SWAP
          seen[me] = live[here]
#endif
       fi
     }
#endif
  :: d_step { /* apply */
       canTry && !isGone && !isStale && !isChanged && !fails ->
#if SHOW == 4
       assert(plan[me] >= live[here]);
#elif SHOW == 5 || SHOW == 6
       assert(here != SHOW - 5 || plan[me] >= live[here]);
#endif
       live[here] = plan[me];
       BACK_TO(checked);
       if
       :: here < LAST -> here++
       :: else -> here = 0; at[me] = WAITS_TO_CLEAN; cursor[me] = 1
       fi
     }
  :: d_step { /* failToApply */
       canTry && !isGone && !isStale && !isChanged && fails ->
       BACK_TO(failed)
     }
  :: d_step { /* retry */
       at[me] == failed ->
       at[me] = checked
     }
  :: d_step { /* giveUp */
       canTry && isGone ->
       REST
     }
  :: d_step { /* refuse */
       canTry && !isGone && isStale ->
       REFUSED
     }
  :: d_step { /* startOver */
       canTry && !isGone && !isStale && isChanged ->
       BACK_TO(checked)
     }
#if GUARD_BEFORE
  :: d_step { /* lookFirst */
       at[me] == cleaning && isOld && mayDelete ->
       if
       :: cursor[me] == live[here] -> cursor[me]++
       :: else -> at[me] = deleting
       fi
     }
#endif
  :: d_step { /* cleanUp */
#if GUARD_BEFORE
       at[me] == deleting && mayDelete ->
#else
       at[me] == cleaning && isOld && mayDelete ->
#endif
#if GUARD
       deleted[here] = (cursor[me] == live[here] -> deleted[here] : deleted[here] | (1 << cursor[me]));
#else
       deleted[here] = deleted[here] | (1 << cursor[me]);
#endif
       cursor[me]++;
       at[me] = cleaning
     }
  :: d_step { /* finish */
       at[me] == cleaning && !isOld || (at[me] == cleaning || at[me] == deleting) && !mayDelete ->
       CLEANED_HERE
     }
#if ONE_MAY_STOP
  :: d_step { /* stop */
       all(notStopped) ->
       at[me] = stopped
     }
#endif
  od
}

active proctype Planner() {
  do
  :: d_step { latest < PLANS -> latest++ } /* publish */
#if SHOW == 1
  :: d_step { !everywhere(resolves) -> assert(false) }
#elif SHOW == 2 || SHOW == 3
  :: d_step { !resolves((SHOW - 2)) -> assert(false) }
#elif SHOW == 7
  :: d_step { timeout && !all(isIdle) -> assert(false) }
#endif
  od
}
