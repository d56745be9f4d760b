/*
 * Dining philosophers, as in lib/everystate/src/classics.fixture.ts. One action is
 * one d_step, and every process is back at its one loop after it.
 *
 * -DSHOW=1 makes an error of each state with no step left.
 */
mtype = { thinking, waiting, eating };

bool taken[PHILOSOPHERS];
mtype at[PHILOSOPHERS] = thinking;

#define me _pid
#define left taken[_pid]
#define right taken[(_pid + 1) % PHILOSOPHERS]

active [PHILOSOPHERS] proctype Philosopher() {
  do
  :: d_step { at[me] == thinking && !left -> left = true; at[me] = waiting }
  :: d_step { at[me] == waiting && !right -> right = true; at[me] = eating }
  :: d_step { at[me] == eating -> left = false; right = false; at[me] = thinking }
#if SHOW == 1
  :: d_step { timeout && me == 0 -> assert(false) }
#endif
  od
}
