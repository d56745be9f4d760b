/*
 * The model of Waqas Younas's article, in our own words: the same system, told
 * from what is on record about it (ART-1, CODE-1 to CODE-6), and none of its text. As in
 * lib/outage/src/article.ts, where one action is one statement of this file.
 *
 * Spin merges statements and resets variables that nobody reads any more. So that
 * its transitions are these statements, it is told not to:
 *
 *   spin -a -o1 -o2 -o3 article.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan
 *
 * -DELSE=1: an Enactor whose plan is not the highest goes on
 * -DONE_STEP=1: the record loses its addresses and its plan in one step
 * -DSEND_FIRST=1: the Planner sends a plan before it announces it
 * -DFIXED=1: the article's fix
 * -DFORGETFUL=1: the fix, but nobody asks whether the plan still exists
 *
 * -DSHOW=n makes an error of each state that breaks a property; pan -E -c0
 * counts them. Without SHOW, each is an LTL claim, chosen by pan -N.
 *   1: no empty record after a regression   2: the active plan is never deleted
 *   3: once filled, never empty             4: never a step back
 *   5: nobody is stuck                      6: every plan is received
 */
#ifndef PLANS
#define PLANS 5
#endif
#ifndef FORGETFUL
#define FORGETFUL 0
#endif
#define AGE 2
#define CAPACITY 4

#define isDeleted(p) (deleted >> (p) & 1)
#define wentBack (current > 0 && current < highest)

byte latest, highest, current;
bool valid, initialised;
int deleted; /* bit p is set when plan p is deleted */
chan plans = [CAPACITY] of { byte };

active [2] proctype Enactor() {
  byte mine, seen, old;
  do
  :: plans ? mine;
     seen = current;
     if
     :: mine > seen;
#if FIXED || FORGETFUL
        d_step {
          if
          :: FORGETFUL || !isDeleted(mine) ->
             current = mine; valid = true; initialised = true;
             highest = (mine > highest -> mine : highest);
             old = 1;
             do
             :: mine - old >= AGE ->
                deleted = (old == current -> deleted : deleted | (1 << old));
                old++
             :: else -> break
             od
          :: else
          fi
        }
#else
        if
        :: !isDeleted(mine);
           d_step { current = mine; valid = true; initialised = true };
           if
           :: mine > highest; highest = mine
#if ELSE
           :: else
#endif
           fi;
           old = 1;
           do
           :: mine - old >= AGE;
              deleted = deleted | (1 << old);
              if
              :: current == old;
#if ONE_STEP
                 d_step { valid = false; current = 0 }
#else
                 valid = false;
                 current = 0
#endif
              :: else
              fi;
              old++
           :: else; break
           od
        :: else
        fi
#endif
     :: else
     fi
  :: latest == PLANS && empty(plans); break
  od;
end_stopped:
  false
}

active proctype Planner() {
  do
  :: latest < PLANS;
#if SEND_FIRST
     plans ! latest + 1;
     latest++
#else
     latest++;
     plans ! latest
#endif
  :: else; break
  od;
end_done:
  false
}

#if SHOW
#define isStuck (!(Planner@end_done && Enactor[0]@end_stopped && Enactor[1]@end_stopped))
active proctype Monitor() {
end:
  do
#if SHOW == 1
  :: d_step { wentBack && !valid -> assert(false) }
#elif SHOW == 2
  :: d_step { isDeleted(current) -> assert(false) }
#elif SHOW == 3
  :: d_step { initialised && !valid -> assert(false) }
#elif SHOW == 4
  :: d_step { wentBack -> assert(false) }
#elif SHOW == 5
  :: atomic { timeout && isStuck -> assert(false) }
#elif SHOW == 6
  :: atomic { timeout && nempty(plans) -> assert(false) }
#endif
  od
}
#endif

#ifndef SHOW
ltl no_empty_record_after_a_regression { [] (wentBack -> valid) }
ltl active_plan_never_deleted { [] !isDeleted(current) }
ltl once_filled_never_empty { [] (initialised -> valid) }
#endif
