/*
 * The outage, as in lib/outage/src/outage.ts: the race, the rollback record, and
 * the candidate changes to the design.
 *
 * One action is one d_step, and every process is back at its one loop after it.
 * So Spin's states are exactly the values of the variables, and its transitions
 * the actions taken.
 *
 *   spin -a -DPLANS=5 -DENACTORS=2 -DKEEP=2 -DRECHECK=1 outage.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -E
 *
 * Changes: RECHECK, RECHECK_BEFORE, GUARD, GUARD_BEFORE, LOCKED_CLEAN_UP,
 * KEEP_MORE, TOLERANT_ROLLBACK, ONE_ENACTOR, SLOW_PLANNER. And ONE_MAY_STOP: one
 * Enactor may stop for good.
 *
 * -DSHOW=n makes an error of each state, step or end that breaks a promise;
 * pan -E -c0 counts them.
 *   1: 'Nobody is stuck'   2: 'The name always resolves'   3: 'Never a step back'
 */
mtype = { idle, picked, checked, rechecked, failed, applied, cleaning, deleting, stopped };

#if ONE_ENACTOR
#undef ENACTORS
#define ENACTORS 1
#endif

byte latest = 1, live = 1, rollback = 1;
int deleted; /* bit p is set when plan p is deleted */
mtype at[ENACTORS] = idle;
byte plan[ENACTORS] = 1, cursor[ENACTORS];

#define me _pid
#define isDeleted(p) (deleted >> (p) & 1)

#if ENACTORS == 1
#define all(fact) (fact(0))
#elif ENACTORS == 2
#define all(fact) (fact(0) && fact(1))
#else
#define all(fact) (fact(0) && fact(1) && fact(2))
#endif
#define notCleaning(e) (at[e] != cleaning && at[e] != deleting)
#define notStopped(e) (at[e] != stopped)
#define atRest(e) (at[e] == idle || at[e] == stopped)

#if KEEP_MORE
#define isOld (plan[me] - cursor[me] > KEEP + 1)
#else
#define isOld (plan[me] - cursor[me] > KEEP)
#endif

/* How an Enactor's transaction would go now. */
#if RECHECK_BEFORE
#define READY rechecked
#else
#define READY checked
#endif
#if LOCKED_CLEAN_UP
#define canTry (at[me] == READY && all(notCleaning))
#define AFTERWARDS applied
#else
#define canTry (at[me] == READY)
#define AFTERWARDS cleaning
#endif
#define isGone isDeleted(plan[me])
#if RECHECK
#define isStale (plan[me] <= live)
#else
#define isStale false
#endif
#if TOLERANT_ROLLBACK
#define fails false
#else
#define fails isDeleted(live)
#endif

#if GUARD
#define REMOVE deleted = (cursor[me] == live -> deleted : deleted | (1 << cursor[me]))
#else
#define REMOVE deleted = deleted | (1 << cursor[me])
#endif

active [ENACTORS] proctype Enactor() {
  do
  :: d_step { /* pickUp */
       at[me] == idle && plan[me] < latest ->
       plan[me] = latest;
       at[me] = picked
     }
  :: d_step { /* checkOnce */
       at[me] == picked ->
       at[me] = (plan[me] > live -> checked : idle)
     }
#if RECHECK_BEFORE
  :: d_step { /* checkAgain */
       at[me] == checked ->
       at[me] = (plan[me] > live -> rechecked : idle)
     }
#endif
  :: d_step { /* apply */
       canTry && !isGone && !isStale && !fails ->
#if SHOW == 3
       assert(plan[me] >= live);
#endif
       rollback = (isDeleted(live) -> rollback : live);
       live = plan[me];
       at[me] = AFTERWARDS;
       cursor[me] = 1
     }
  :: d_step { /* failToApply */
       canTry && !isGone && !isStale && fails ->
       at[me] = failed
     }
  :: d_step { /* retry */
       at[me] == failed ->
       at[me] = checked
     }
  :: d_step { /* giveUp */
       canTry && isGone ->
       at[me] = idle
     }
  :: d_step { /* refuse */
       canTry && !isGone && isStale ->
       at[me] = idle
     }
#if LOCKED_CLEAN_UP
  :: d_step { /* takeLock */
       at[me] == applied && all(notCleaning) ->
       at[me] = cleaning
     }
#endif
#if GUARD_BEFORE
  :: d_step { /* lookFirst */
       at[me] == cleaning && isOld ->
       if
       :: cursor[me] == live -> cursor[me]++
       :: else -> at[me] = deleting
       fi
     }
  :: d_step { /* cleanUp */
       at[me] == deleting ->
       REMOVE;
       cursor[me]++;
       at[me] = cleaning
     }
#else
  :: d_step { /* cleanUp */
       at[me] == cleaning && isOld ->
       REMOVE;
       cursor[me]++
     }
#endif
  :: d_step { /* finish */
       at[me] == cleaning && !isOld ->
       at[me] = idle;
       cursor[me] = 0
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
#if SLOW_PLANNER
  :: d_step { latest < PLANS && live == latest -> latest++ } /* publish */
#else
  :: d_step { latest < PLANS -> latest++ } /* publish */
#endif
#if SHOW == 1
  :: d_step { timeout && !all(atRest) -> assert(false) }
#elif SHOW == 2
  :: d_step { isDeleted(live) -> assert(false) }
#endif
  od
}
