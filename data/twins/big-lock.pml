/*
 * The outage with one lock from the check until the end of clean-up, as in
 * lib/outage/src/big-lock.ts.
 *
 * One action is one d_step, and every process is back at its one loop after it.
 * So Spin's states are exactly the values of the variables, and its transitions
 * the actions taken.
 *
 *   spin -a -o2 -DPLANS=5 -DENACTORS=2 -DKEEP=2 -DLEASE=2 big-lock.pml
 *   gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -E
 *
 * (-o2: or Spin would leave out the rollback record, which is written and not read.)
 *
 * LEASE: 0 'never expires', 1 'expires unnoticed', 2 'asked at every write',
 * 3 'asked at the update alone'. And ONE_MAY_STOP: one Enactor may stop for good.
 *
 * -DSHOW=n makes an error of each state, step or end that breaks a promise;
 * pan -E -c0 counts them.
 *   1: 'Nobody is stuck'   2: 'The name always resolves'   3: 'Never a step back'
 */
mtype = { idle, picked, holding, checked, failed, cleaning, stopped };

byte latest = 1, live = 1, rollback = 1;
int deleted; /* bit p is set when plan p is deleted */
byte holder; /* counted from 1; 0 for none */
mtype at[ENACTORS] = idle;
byte plan[ENACTORS] = 1, cursor[ENACTORS];

#define me _pid
#define isDeleted(p) (deleted >> (p) & 1)
#define isOld (plan[me] - cursor[me] > KEEP)

#define isMine (holder == me + 1)
#define mayUpdate (LEASE < 2 || isMine)
#define mayDelete (LEASE != 2 || isMine)
#define GIVE_BACK holder = (isMine -> 0 : holder)

#if ENACTORS == 1
#define all(fact) (fact(0))
#elif ENACTORS == 2
#define all(fact) (fact(0) && fact(1))
#else
#define all(fact) (fact(0) && fact(1) && fact(2))
#endif
#define atRest(e) (at[e] == idle || at[e] == stopped)
#define notStopped(e) (at[e] != stopped)

active [ENACTORS] proctype Enactor() {
  do
  :: d_step { /* pickUp */
       at[me] == idle && plan[me] < latest ->
       plan[me] = latest;
       at[me] = picked
     }
  :: d_step { /* takeLock */
       at[me] == picked && holder == 0 ->
       holder = me + 1;
       at[me] = holding
     }
  :: d_step { /* checkOnce */
       at[me] == holding && mayUpdate ->
       if
       :: plan[me] > live -> at[me] = checked
       :: else -> at[me] = idle; GIVE_BACK
       fi
     }
  :: d_step { /* apply */
       at[me] == checked && mayUpdate && !isDeleted(plan[me]) && !isDeleted(live) ->
#if SHOW == 3
       assert(plan[me] >= live);
#endif
       rollback = live;
       live = plan[me];
       at[me] = cleaning;
       cursor[me] = 1
     }
  :: d_step { /* failToApply */
       at[me] == checked && mayUpdate && !isDeleted(plan[me]) && isDeleted(live) ->
       at[me] = failed
     }
  :: d_step { /* retry */
       at[me] == failed ->
       at[me] = checked
     }
  :: d_step { /* giveUp */
       at[me] == checked && mayUpdate && isDeleted(plan[me]) ->
       at[me] = idle;
       GIVE_BACK
     }
  :: d_step { /* cleanUp */
       at[me] == cleaning && isOld && mayDelete ->
       deleted = deleted | (1 << cursor[me]);
       cursor[me]++
     }
  :: d_step { /* finish */
       at[me] == cleaning && !isOld ->
       at[me] = idle;
       cursor[me] = 0;
       GIVE_BACK
     }
#if LEASE >= 2
  :: d_step { /* loseLock */
       (at[me] == holding || at[me] == checked) && !isMine ->
       at[me] = picked
     }
#endif
#if LEASE == 2
  :: d_step { /* finish, as the lock is lost */
       at[me] == cleaning && isOld && !isMine ->
       at[me] = idle;
       cursor[me] = 0
     }
#endif
#if ONE_MAY_STOP
  :: d_step { /* stop */
       all(notStopped) ->
       at[me] = stopped
     }
#endif
  od
}

active proctype Others() {
  do
  :: d_step { latest < PLANS -> latest++ } /* publish */
#if LEASE
  :: d_step { holder != 0 -> holder = 0 } /* expire */
#endif
#if SHOW == 1
  :: d_step { timeout && !all(atRest) -> assert(false) }
#elif SHOW == 2
  :: d_step { isDeleted(live) -> assert(false) }
#endif
  od
}
