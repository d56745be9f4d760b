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
 * And -DENDLESS=1, as in lib/outage/src/endless.ts: the Planner makes plans without
 * end (PLANS is not needed), and each state is put into its normal form. With
 * -DWATCHED=1 one plan at a time is watched until it is live, or a newer one.
 *
 * And -DSYMMETRIC=1: Enactors are interchangeable.
 *
 * And -DCARE=n, as in lib/outage/src/operators.ts: operators repair an empty record.
 *   1: they do no more   2: they switch the automation off first
 *   3: and on again, to go on   4: and on again, to start anew
 *
 * And -DREPAIRS=1, as in notebook 5: they do it again whenever the record is empty.
 *
 * -DSHOW=n makes an error of each state, step or end that breaks a promise;
 * pan -E -c0 counts them.
 *   1: 'Nobody is stuck'   2: 'The name always resolves'   3: 'Never a step back'
 * With ENDLESS, where nothing ends:
 *   4: 'The newest plan goes live', where the Planner alone can go on
 * With CARE:
 *   1: 'Once repaired, it stays'   2: 'The name resolves', where it ends
 */
mtype = { idle, picked, checked, rechecked, failed, applied, cleaning, deleting, stopped };

#if ONE_ENACTOR
#undef ENACTORS
#define ENACTORS 1
#endif

#if ENDLESS
byte latest = 1, live = 1, rollback; /* nobody reads the last */
#else
byte latest = 1, live = 1, rollback = 1;
#endif
int deleted; /* bit p is set when plan p is deleted */
mtype at[ENACTORS] = idle;
byte plan[ENACTORS] = 1;
byte cursor[ENACTORS];

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
/* Who waits for the lock is left out: whoever holds it can go on. */
#define canDoNothing(e) (at[e] == idle && plan[e] == latest || at[e] == stopped)

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

#if CARE
bool off, repaired;
#define ON !off &&
#else
#define ON
#endif

#if SYMMETRIC
#include "in-order.pml"
#define IN_ORDER ; sort()
#else
#define IN_ORDER
#endif

#if ENDLESS
#define MORE true
#define SETTLE ; settle() IN_ORDER

#if WATCHED
byte watched; /* the plan that somebody waits to see live; 0 for none */
#else
#define watched 0
#endif

/* Only for settle(), and 0 whenever a step is done. */
int inPlay, named, gone;
byte p, number, last, renamed[32];
bool cleans;

#define holds(e) (at[e] == picked || at[e] == checked || at[e] == rechecked || at[e] == failed)

/* The normal form, as in lib/outage/src/normal-form.ts. */
inline settle() {
  /* Plans in play: the latest, the live one, and those that somebody may still put live. */
  inPlay = (1 << latest) | (1 << live);
  do
  :: p < ENACTORS -> inPlay = (holds(p) -> inPlay | (1 << plan[p]) : inPlay); p++
  :: else -> p = 0; break
  od;
  /* Clean-up goes past what nobody will notice; who is done forgets its plan. */
  do
  :: p < ENACTORS ->
     cleans = (at[p] == applied || at[p] == cleaning || at[p] == deleting);
     do
     :: cleans && plan[p] - cursor[p] > KEEP && (!(inPlay >> cursor[p] & 1) || isDeleted(cursor[p])) ->
        cursor[p]++;
        at[p] = (at[p] == deleting -> cleaning : at[p])
     :: else -> break
     od;
     cursor[p] = (cleans && plan[p] - cursor[p] <= KEEP -> plan[p] : cursor[p]);
     if
     :: at[p] == stopped || (at[p] == idle || cleans && cursor[p] == plan[p]) && plan[p] < latest ->
        plan[p] = 0; cursor[p] = 0
     :: else
     fi;
     p++
  :: else -> p = 0; break
  od;
  cleans = false;
  rollback = 0;
#if WATCHED
  watched = (watched <= live -> 0 : watched);
#endif
  /* Plans that are left are numbered anew, with no gap larger than KEEP + 1. */
  named = inPlay | (1 << watched);
  do
  :: p < ENACTORS -> named = named | (1 << plan[p]); p++
  :: else -> p = 1; break
  od;
  do
  :: p <= latest ->
     if
     :: named >> p & 1 ->
        number = (number == 0 -> 1 : (p - last < KEEP + 1 -> number + p - last : number + KEEP + 1));
        last = p;
        renamed[p] = number;
        gone = ((inPlay >> p & 1) && isDeleted(p) -> gone | (1 << number) : gone)
     :: else
     fi;
     p++
  :: else -> p = 0; break
  od;
  do
  :: p < ENACTORS -> plan[p] = renamed[plan[p]]; cursor[p] = renamed[cursor[p]]; p++
  :: else -> break
  od;
  live = renamed[live];
#if WATCHED
  watched = renamed[watched];
#endif
  p = latest;
  latest = renamed[latest];
  deleted = gone;
  do
  :: p > 0 -> renamed[p] = 0; p--
  :: else -> break
  od;
  inPlay = 0; named = 0; gone = 0; number = 0; last = 0
}
#else
#define MORE latest < PLANS
#define SETTLE IN_ORDER
#endif

active [ENACTORS] proctype Enactor() {
  do
  :: d_step { /* pickUp */
       ON at[me] == idle && plan[me] < latest ->
       plan[me] = latest;
       at[me] = picked SETTLE
     }
  :: d_step { /* checkOnce */
       ON at[me] == picked ->
       at[me] = (plan[me] > live -> checked : idle) SETTLE
     }
#if RECHECK_BEFORE
  :: d_step { /* checkAgain */
       ON at[me] == checked ->
       at[me] = (plan[me] > live -> rechecked : idle) SETTLE
     }
#endif
  :: d_step { /* apply */
       ON canTry && !isGone && !isStale && !fails ->
#if SHOW == 3
       assert(plan[me] >= live);
#endif
       rollback = (isDeleted(live) -> rollback : live);
       live = plan[me];
       at[me] = AFTERWARDS;
       cursor[me] = 1 SETTLE
     }
  :: d_step { /* failToApply */
       ON canTry && !isGone && !isStale && fails ->
       at[me] = failed SETTLE
     }
  :: d_step { /* retry */
       ON at[me] == failed ->
       at[me] = checked SETTLE
     }
  :: d_step { /* giveUp */
       ON canTry && isGone ->
       at[me] = idle SETTLE
     }
  :: d_step { /* refuse */
       ON canTry && !isGone && isStale ->
       at[me] = idle SETTLE
     }
#if LOCKED_CLEAN_UP
  :: d_step { /* takeLock */
       ON at[me] == applied && all(notCleaning) ->
       at[me] = cleaning SETTLE
     }
#endif
#if GUARD_BEFORE
  :: d_step { /* lookFirst */
       ON at[me] == cleaning && isOld ->
       if
       :: cursor[me] == live -> cursor[me]++
       :: else -> at[me] = deleting
       fi SETTLE
     }
  :: d_step { /* cleanUp */
       ON at[me] == deleting ->
       REMOVE;
       cursor[me]++;
       at[me] = cleaning SETTLE
     }
#else
  :: d_step { /* cleanUp */
       ON at[me] == cleaning && isOld ->
       REMOVE;
       cursor[me]++ SETTLE
     }
#endif
  :: d_step { /* finish */
       ON at[me] == cleaning && !isOld ->
       at[me] = idle;
       cursor[me] = 0 SETTLE
     }
#if ONE_MAY_STOP
  :: d_step { /* stop */
       ON all(notStopped) ->
       at[me] = stopped SETTLE
     }
#endif
  od
}

active proctype Planner() {
  do
#if SLOW_PLANNER
  :: d_step { ON MORE && live == latest -> latest++ SETTLE } /* publish */
#else
  :: d_step { ON MORE -> latest++ SETTLE } /* publish */
#endif
#if WATCHED
  :: d_step { watched <= live && live != latest -> watched = latest SETTLE } /* watch */
  :: d_step { true } /* rest */
#endif
#if CARE && SHOW == 1
  :: d_step { repaired && isDeleted(live) -> assert(false) }
#elif CARE && SHOW == 2
  :: d_step { timeout && isDeleted(live) -> assert(false) }
#elif SHOW == 1
  :: d_step { timeout && !all(atRest) -> assert(false) }
#elif SHOW == 2
  :: d_step { isDeleted(live) -> assert(false) }
#elif SHOW == 4
  :: d_step { all(canDoNothing) && live != latest -> assert(false) }
#endif
  od
}

#if CARE
#define anew(e) at[e] = idle; plan[e] = live; cursor[e] = 0

active proctype Operators() {
  do
#if CARE > 1
  :: d_step { /* freeze */
       isDeleted(live) && !repaired && !off ->
       off = true
     }
#endif
  :: d_step { /* repair */
       isDeleted(live) && !repaired && (CARE == 1 || off) ->
       deleted = deleted & ~(1 << latest);
       live = latest;
       repaired = true
     }
#if CARE > 2
  :: d_step { /* switchOn */
       repaired && off ->
       off = false;
#if CARE == 4
       anew(0);
#if ENACTORS > 1
       anew(1);
#endif
#if ENACTORS > 2
       anew(2);
#endif
#endif
     }
#endif
  od
}
#elif REPAIRS
active proctype Operators() {
  do
  :: d_step { /* repair */
       isDeleted(live) ->
       deleted = deleted & ~(1 << latest);
       live = latest
     }
  od
}
#endif
