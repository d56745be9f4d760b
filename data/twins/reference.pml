/*
 * The reference model, as in lib/everystate/src/classics.fixture.ts: plans are
 * published, applied and cleaned up, and the live one can be deleted.
 *
 * One action is one d_step, and the only process is back at its loop after each.
 * So Spin's states are exactly the values of the variables, and its transitions
 * the actions taken. (One process for all is the form that Spin is fastest with,
 * by a tenth: the benchmark takes this file.)
 *
 *   spin -a -DPLANS=5 -DENACTORS=2 -DKEEP=2 reference.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -E
 *
 * -DSHOW=n makes each state that breaks a promise an error; pan -E -c0 counts
 * them. 1: 'ordered', 2: 'something stays live'.
 */
byte latest, current, highest;
int deleted; /* bit p is set when plan p is deleted */
byte plan[ENACTORS], cursor[ENACTORS];

#define isDeleted(p) (deleted >> (p) & 1)

/* What Enactor e can do: pickAndCheck, apply, refuse, cleanStep, done. */
#define ENACTOR(e) \
  :: d_step { \
       plan[e] == 0 && latest > current -> \
       plan[e] = latest \
     } \
  :: d_step { \
       plan[e] > 0 && cursor[e] == 0 && !isDeleted(plan[e]) -> \
       current = plan[e]; \
       highest = (plan[e] > highest -> plan[e] : highest); \
       cursor[e] = 1 \
     } \
  :: d_step { \
       plan[e] > 0 && cursor[e] == 0 && isDeleted(plan[e]) -> \
       plan[e] = 0 \
     } \
  :: d_step { \
       cursor[e] > 0 && cursor[e] + KEEP < plan[e] -> \
       deleted = deleted | (1 << cursor[e]); \
       current = (current == cursor[e] -> 0 : current); \
       cursor[e]++ \
     } \
  :: d_step { \
       cursor[e] > 0 && cursor[e] + KEEP >= plan[e] -> \
       plan[e] = 0; \
       cursor[e] = 0 \
     }

active proctype System() {
  do
  :: d_step { latest < PLANS -> latest++ } /* publish */
  ENACTOR(0)
#if ENACTORS > 1
  ENACTOR(1)
#endif
#if ENACTORS > 2
  ENACTOR(2)
#endif
#if ENACTORS > 3
  ENACTOR(3)
#endif
#if SHOW == 1
  :: d_step { !(current <= highest && highest <= latest) -> assert(false) }
#elif SHOW == 2
  :: d_step { !(highest == 0 || current > 0) -> assert(false) }
#endif
  od
}
