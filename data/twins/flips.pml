/*
 * The outage with one assumption turned round, as in lib/outage/src/flips.ts; those
 * that are no more than another size, change or lock are in outage.pml and lock.pml.
 *
 * One action is one d_step, and every process is back at its one loop after it.
 * So Spin's states are exactly the values of the variables, and its transitions
 * the actions taken.
 *
 *   spin -a -o2 -DPLANS=5 -DENACTORS=2 -DKEEP=2 -DQUEUE=1 flips.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -E
 *
 * (-o2: or Spin would leave out the rollback record, which is written and not read.)
 *
 * One of: BOUNDED (A-2), QUEUE (A-3), AGAINST_HIGHEST (A-4), HALF_DONE (A-5),
 * APPLIES_DELETED (A-7), CLEANS_AT_ONCE and CLEANS_IN_APPLY (A-8), NOTHING_LIVE
 * (A-11), CRASH (A-12), CACHED (A-13), ONE_LOCK (A-14), TAKES_NEWER (A-16),
 * ANY_MAY_STOP (A-18).
 *
 * -DSHOW=n makes an error of each state, step or end that breaks a promise;
 * pan -E -c0 counts them.
 *   1: 'Nobody is stuck'   2: 'The name always resolves'   3: 'Never a step back'
 */
mtype = { idle, picked, checked, failed, applied, cleaning, stopped };

#if NOTHING_LIVE
#define FIRST 0
#else
#define FIRST 1
#endif

byte latest = FIRST, live = FIRST, rollback = FIRST;
int deleted; /* bit p is set when plan p is deleted */
mtype at[ENACTORS] = idle;
byte plan[ENACTORS] = FIRST, cursor[ENACTORS];

#define me _pid
#define isDeleted(p) (deleted >> (p) & 1)
#define isOld (plan[me] - cursor[me] > KEEP)

#if ENACTORS == 1
#define all(fact) (fact(0))
#elif ENACTORS == 2
#define all(fact) (fact(0) && fact(1))
#else
#define all(fact) (fact(0) && fact(1) && fact(2))
#endif
#define atRest(e) (at[e] == idle)

/* The Planner waits for whoever is about to fall too far behind. */
#define keepsUp(e) (at[e] == idle || latest - plan[e] < KEEP)
#if BOUNDED
#define MAY_PUBLISH (latest < PLANS && all(keepsUp))
#else
#define MAY_PUBLISH (latest < PLANS)
#endif

/* What an Enactor picks up, and when. */
#if QUEUE
byte next = 2; /* the plan at the head of the queue */
#define HAS_NEXT (next <= latest)
#define TAKE plan[me] = next; next++
#else
#define HAS_NEXT (plan[me] < latest)
#define TAKE plan[me] = latest
#endif

/* What the check compares with. */
#if AGAINST_HIGHEST
byte highest = 1;
#define REFERENCE highest
#define RAISE highest = (plan[me] > highest -> plan[me] : highest);
#else
#define REFERENCE live
#define RAISE
#endif

/* One lock is held from the check until clean-up is done. */
#define isOutside(e) (at[e] == idle || at[e] == picked)
#if ONE_LOCK
#define MAY_CHECK (at[me] == picked && all(isOutside))
#else
#define MAY_CHECK (at[me] == picked)
#endif

/* How an Enactor's transaction would go now. */
#define isGone (at[me] == checked && isDeleted(plan[me]))
#define fails (at[me] == checked && !isDeleted(plan[me]) && isDeleted(live))
#if APPLIES_DELETED
#define applies (at[me] == checked && !isDeleted(live))
#else
#define applies (at[me] == checked && !isDeleted(plan[me]) && !isDeleted(live))
#endif

/* A resolver may remember the last answer. */
#if CACHED
bool remembered = true;
#define RESOLVES (remembered || !isDeleted(live))
#elif NOTHING_LIVE
#define RESOLVES (live == 0 || !isDeleted(live))
#else
#define RESOLVES (!isDeleted(live))
#endif

inline deleteAllOld() {
  do
  :: isOld -> deleted = deleted | (1 << cursor[me]); cursor[me]++
  :: else -> break
  od;
  cursor[me] = 0;
  at[me] = idle
}

inline goLive() {
#if SHOW == 3
  assert(plan[me] >= live);
#endif
  live = plan[me]
}

active [ENACTORS] proctype Enactor() {
  do
  :: d_step { /* pickUp */
       at[me] == idle && HAS_NEXT ->
       TAKE;
       at[me] = picked
     }
  :: d_step { /* checkOnce */
       MAY_CHECK ->
       at[me] = (plan[me] > REFERENCE -> checked : idle)
     }
#if HALF_DONE
  :: d_step { /* apply */
       applies ->
       rollback = live;
       at[me] = applied
     }
  :: d_step { /* flip */
       at[me] == applied ->
       goLive();
       at[me] = cleaning;
       cursor[me] = 1
     }
#else
  :: d_step { /* apply */
       applies ->
       rollback = live;
       goLive();
       RAISE
       at[me] = cleaning;
       cursor[me] = 1;
#if CLEANS_IN_APPLY
       deleteAllOld()
#endif
     }
#endif
  :: d_step { /* failToApply */
       fails ->
#if TAKES_NEWER
       at[me] = idle
#else
       at[me] = failed
#endif
     }
  :: d_step { /* retry */
       at[me] == failed ->
       at[me] = checked
     }
  :: d_step { /* giveUp */
       isGone ->
       at[me] = idle
     }
  :: d_step { /* cleanUp */
       at[me] == cleaning && isOld ->
#if CLEANS_AT_ONCE
       deleteAllOld()
#else
       deleted = deleted | (1 << cursor[me]);
       cursor[me]++
#endif
     }
  :: d_step { /* finish */
       at[me] == cleaning && !isOld ->
       at[me] = idle;
       cursor[me] = 0
     }
#if CRASH
  :: d_step { /* crash */
       at[me] != idle ->
       at[me] = idle;
       cursor[me] = 0
     }
#endif
#if ANY_MAY_STOP
  :: d_step { /* stop */
       at[me] != stopped ->
       at[me] = stopped
     }
#endif
  od
}

active proctype Others() {
  do
  :: d_step { MAY_PUBLISH -> latest++ } /* publish */
#if CACHED
  :: d_step { !remembered && !isDeleted(live) -> remembered = true } /* ask */
  :: d_step { remembered -> remembered = false } /* expire */
#endif
#if SHOW == 1
  :: d_step { timeout && !all(atRest) -> assert(false) }
#elif SHOW == 2
  :: d_step { !RESOLVES -> assert(false) }
#endif
  od
}
