/*
 * The race, as in lib/outage/src/race.ts: one Planner, several Enactors, one
 * endpoint.
 *
 * One action is one d_step, and every process is back at its one loop after it.
 * So Spin's states are exactly the values of the variables, and its transitions
 * the actions taken.
 *
 *   spin -a -DPLANS=5 -DENACTORS=2 -DKEEP=2 race.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -E
 *
 * -DSHOW=n makes an error of each state, step or end that breaks a promise;
 * pan -E -c0 counts them.
 *   1: 'The name always resolves'   2: 'Never a step back'
 *   3: 'The newest plan goes live'
 *
 * Variants, as in notebook 7: -DQUEUE=1 hands plans out through a queue,
 * -DAT_ONCE=1 checks them in the same step, -DONE_STEP=1 cleans up in one.
 *
 * As in notebook 8: -DSYMMETRIC=1 makes Enactors interchangeable.
 *
 * As in notebook 3: with -DPARTS=n the model is not yet whole.
 *   1: the Planner   2: and pick up   3: and check once   4: and apply
 * And mutants of its clean-up, with -DMUTANT=n.
 *   1: deletes the plan just applied   2: points back to the old plan
 */
#ifndef PARTS
#define PARTS 5 /* with clean-up */
#endif

mtype = { idle, picked, checked, cleaning };

byte latest = 1, live = 1;
int deleted; /* bit p is set when plan p is deleted */
mtype at[ENACTORS] = idle;
byte plan[ENACTORS] = 1, cursor[ENACTORS];

#define isDeleted(p) (deleted >> (p) & 1)

#if SYMMETRIC
#include "in-order.pml"
#define IN_ORDER ; sort()
#else
#define IN_ORDER
#endif

#if QUEUE
byte next = 2; /* the plan at the head of the queue */
#define HAS_NEXT (next <= latest)
#define TAKE plan[_pid] = next; next++
#else
#define HAS_NEXT (plan[_pid] < latest)
#define TAKE plan[_pid] = latest
#endif

active [ENACTORS] proctype Enactor() {
  do
  :: d_step { /* pickUp */
       PARTS > 1 && at[_pid] == idle && HAS_NEXT ->
       TAKE;
#if AT_ONCE
       at[_pid] = (plan[_pid] > live -> checked : idle) IN_ORDER
#else
       at[_pid] = picked IN_ORDER
#endif
     }
  :: d_step { /* checkOnce */
       PARTS > 2 && at[_pid] == picked ->
       if
       :: plan[_pid] > live -> at[_pid] = checked
       :: else -> at[_pid] = idle
       fi IN_ORDER
     }
  :: d_step { /* apply */
       PARTS > 3 && at[_pid] == checked && !isDeleted(plan[_pid]) ->
#if SHOW == 2
       assert(plan[_pid] >= live);
#endif
       live = plan[_pid];
       at[_pid] = cleaning;
       cursor[_pid] = 1 IN_ORDER
     }
  :: d_step { /* giveUp */
       PARTS > 3 && at[_pid] == checked && isDeleted(plan[_pid]) ->
       at[_pid] = idle IN_ORDER
     }
  :: d_step { /* cleanUp */
       PARTS > 4 && at[_pid] == cleaning && plan[_pid] - cursor[_pid] > KEEP ->
#if MUTANT == 1
       deleted = deleted | (1 << plan[_pid]);
#elif MUTANT == 2
#if SHOW == 2
       assert(cursor[_pid] >= live);
#endif
       live = cursor[_pid];
#else
       deleted = deleted | (1 << cursor[_pid]);
#endif
       cursor[_pid]++;
#if ONE_STEP
       do
       :: plan[_pid] - cursor[_pid] > KEEP ->
          deleted = deleted | (1 << cursor[_pid]);
          cursor[_pid]++
       :: else -> break
       od;
       skip /* Spin makes no code for a d_step that ends with a loop */
#endif
       IN_ORDER
     }
  :: d_step { /* finish */
       PARTS > 4 && at[_pid] == cleaning && plan[_pid] - cursor[_pid] <= KEEP ->
       at[_pid] = idle;
       cursor[_pid] = 0 IN_ORDER
     }
  od
}

active proctype Planner() {
  do
  :: d_step { latest < PLANS -> latest++ } /* publish */
#if SHOW == 1
  :: d_step { isDeleted(live) -> assert(false) }
#elif SHOW == 3
  :: d_step { timeout && live != latest -> assert(false) }
#endif
  od
}
