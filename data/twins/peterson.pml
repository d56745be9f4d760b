/*
 * Peterson's algorithm, as in lib/everystate/src/classics.fixture.ts. One action is
 * one d_step, and every process is back at its one loop after it.
 *
 * -DSHOW=1 makes an error of each state in which both are inside.
 */
mtype = { away, wanting, waiting, inside };

byte turn;
mtype at[2] = away;

#define me _pid
#define other (1 - _pid)

active [2] proctype Process() {
  do
  :: d_step { at[me] == away -> at[me] = wanting }
  :: d_step { at[me] == wanting -> turn = other; at[me] = waiting }
  :: d_step { at[me] == waiting && (at[other] == away || turn == me) -> at[me] = inside }
  :: d_step { at[me] == inside -> at[me] = away }
#if SHOW == 1
  :: d_step { me == 0 && at[0] == inside && at[1] == inside -> assert(false) }
#endif
  od
}
