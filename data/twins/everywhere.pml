/*
 * The outage with one Enactor, not from its start alone but from every state that
 * has the invariant of notebook 11. Spin starts from one state. So this process goes
 * through them in turn, and may begin at any, as in lib/peers/src/spin/one-start.ts.
 * Included by outage.pml where -DEVERYWHERE=1.
 */

/* Deleted plans are older than the live one, and who cleans up has none that is newer. */
#define invariant (deleted >> live == 0 && (at[0] != cleaning || plan[0] <= live))

#define isPlace (at[0] != applied && at[0] != deleting && at[0] != stopped)
#define isStart (invariant && isPlace && cursor[0] <= plan[0])

active proctype Start() {
  do
  :: d_step { /* goOn: to the next of them, or to PLANS + 1, where none is left */
       !begun && live <= PLANS ->
       do
       :: cursor[0]++;
          if
          :: cursor[0] > PLANS -> cursor[0] = 1; plan[0]++
          :: else
          fi;
          if
          :: plan[0] > PLANS -> plan[0] = 1; at[0]-- /* idle is the largest, and stopped is 1 */
          :: else
          fi;
          if
          :: at[0] == 0 -> at[0] = idle; deleted = deleted + 2
          :: else
          fi;
          if
          :: deleted >> (PLANS + 1) -> deleted = 0; live++
          :: else
          fi;
          if
          :: isStart || live > PLANS -> break
          :: else
          fi
       od;
       skip /* Spin makes no code for a d_step that ends with a loop */
     }
  :: d_step { /* begin */
       !begun && live <= PLANS ->
       begun = true
     }
#if SHOW == 5
  :: d_step { begun && !invariant -> assert(false) }
#endif
  od
}
