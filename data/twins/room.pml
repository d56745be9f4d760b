/*
 * Teams and a meeting room, as in notebook 2. One action is one d_step, and every
 * process is back at its one loop after it.
 *
 * -DONE_STEP=1: looking and entering is one step
 *
 * -DSHOW=n makes an error of each state that breaks a promise.
 *   1: 'one team at a time'   2: 'somebody has the room', where it ends
 */
mtype = { outside, looked, inside };

mtype at[2] = outside;

#define me _pid
#define isFree (at[0] != inside && at[1] != inside)

active [2] proctype Team() {
  do
#if ONE_STEP
  :: d_step { at[me] == outside && isFree -> at[me] = inside }
#else
  :: d_step { at[me] == outside && isFree -> at[me] = looked }
  :: d_step { at[me] == looked -> at[me] = inside }
#endif
#if SHOW == 1
  :: d_step { me == 0 && at[0] == inside && at[1] == inside -> assert(false) }
#elif SHOW == 2
  :: d_step { timeout && me == 0 && isFree -> assert(false) }
#endif
  od
}
