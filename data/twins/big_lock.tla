------------------------------ MODULE big_lock ------------------------------
(* One lock for everything, as in lib/outage/src/big-lock.ts: held from the   *)
(* check until the end of clean-up. One action there is one action here.      *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config big_lock.cfg big_lock.tla *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)
EXTENDS Naturals

CONSTANTS
  PLANS, ENACTORS, KEEP,
  KIND, \* "never expires", "expires unnoticed", "asked at every write", or
        \* "asked at the update alone"
  ONE_MAY_STOP \* whether one Enactor may stop for good
VARIABLES
  latest, live, rollback, deleted,
  holder, \* the Enactor that has the lock, 0 for none
  at, plan, cursor

vars == <<latest, live, rollback, deleted, holder, at, plan, cursor>>
Enactor == 1..ENACTORS

UpdateAsks == KIND \in {"asked at every write", "asked at the update alone"}
DeletionAsks == KIND = "asked at every write"
MayUpdate(e) == UpdateAsks => holder = e
MayDelete(e) == DeletionAsks => holder = e
IsOld(e) == plan[e] - cursor[e] > KEEP

Init ==
  /\ latest = 1 /\ live = 1 /\ rollback = 1 /\ deleted = {} /\ holder = 0
  /\ at = [e \in Enactor |-> "idle"]
  /\ plan = [e \in Enactor |-> 1]
  /\ cursor = [e \in Enactor |-> 0]

(* An Enactor goes from one place to another, and nothing but the lock and its cursor may change. *)
Goes(e, place) == at' = [at EXCEPT ![e] = place] /\ UNCHANGED <<latest, live, rollback, deleted, plan>>
GiveBack(e) == holder' = IF holder = e THEN 0 ELSE holder
Forgets(e) == cursor' = [cursor EXCEPT ![e] = 0]

PickUp(e) ==
  /\ at[e] = "idle" /\ plan[e] < latest
  /\ plan' = [plan EXCEPT ![e] = latest]
  /\ at' = [at EXCEPT ![e] = "picked"]
  /\ UNCHANGED <<latest, live, rollback, deleted, holder, cursor>>

TakeLock(e) == at[e] = "picked" /\ holder = 0 /\ holder' = e /\ Goes(e, "holding") /\ UNCHANGED cursor

CheckOnce(e) ==
  /\ at[e] = "holding" /\ MayUpdate(e) /\ UNCHANGED cursor
  /\ IF plan[e] > live THEN Goes(e, "checked") /\ UNCHANGED holder ELSE Goes(e, "idle") /\ GiveBack(e)

Ready(e) == at[e] = "checked" /\ MayUpdate(e)

Apply(e) ==
  /\ Ready(e) /\ plan[e] \notin deleted /\ live \notin deleted
  /\ rollback' = live
  /\ live' = plan[e]
  /\ at' = [at EXCEPT ![e] = "cleaning"]
  /\ cursor' = [cursor EXCEPT ![e] = 1]
  /\ UNCHANGED <<latest, deleted, holder, plan>>

FailToApply(e) ==
  Ready(e) /\ plan[e] \notin deleted /\ live \in deleted /\ Goes(e, "failed") /\ UNCHANGED <<holder, cursor>>
Retry(e) == at[e] = "failed" /\ Goes(e, "checked") /\ UNCHANGED <<holder, cursor>>
GiveUp(e) == Ready(e) /\ plan[e] \in deleted /\ Goes(e, "idle") /\ GiveBack(e) /\ UNCHANGED cursor

CleanUp(e) ==
  /\ at[e] = "cleaning" /\ IsOld(e) /\ MayDelete(e)
  /\ deleted' = deleted \union {cursor[e]}
  /\ cursor' = [cursor EXCEPT ![e] = @ + 1]
  /\ UNCHANGED <<latest, live, rollback, holder, at, plan>>

Finish(e) == at[e] = "cleaning" /\ ~IsOld(e) /\ Goes(e, "idle") /\ Forgets(e) /\ GiveBack(e)

(* Who has lost the lock before the update needs it again; during clean-up, leaves the rest. *)
LoseLock(e) ==
  UpdateAsks /\ at[e] \in {"holding", "checked"} /\ holder # e /\ Goes(e, "picked") /\ UNCHANGED <<holder, cursor>>
LeaveOff(e) ==
  DeletionAsks /\ at[e] = "cleaning" /\ IsOld(e) /\ holder # e /\ Goes(e, "idle") /\ Forgets(e) /\ UNCHANGED holder

Stop(e) ==
  /\ ONE_MAY_STOP /\ \A other \in Enactor : at[other] # "stopped"
  /\ Goes(e, "stopped") /\ UNCHANGED <<holder, cursor>>

Expire ==
  /\ KIND # "never expires" /\ holder # 0 /\ holder' = 0
  /\ UNCHANGED <<latest, live, rollback, deleted, at, plan, cursor>>

Publish ==
  /\ latest < PLANS /\ latest' = latest + 1
  /\ UNCHANGED <<live, rollback, deleted, holder, at, plan, cursor>>

Next ==
  \/ Publish \/ Expire
  \/ \E e \in Enactor :
       \/ PickUp(e) \/ TakeLock(e) \/ CheckOnce(e) \/ Apply(e) \/ FailToApply(e) \/ Retry(e) \/ GiveUp(e)
       \/ CleanUp(e) \/ Finish(e) \/ LoseLock(e) \/ LeaveOff(e) \/ Stop(e)

(* What becomes possible for an Enactor again and again is done, sooner or later; nobody has to stop. *)
(* Weak fairness says as much where an action stays possible, and is checked sooner.                   *)
Fairness ==
  /\ WF_vars(Publish) /\ WF_vars(Expire)
  /\ \A e \in Enactor :
       /\ SF_vars(TakeLock(e)) /\ SF_vars(CheckOnce(e))
       /\ SF_vars(Apply(e)) /\ SF_vars(FailToApply(e)) /\ SF_vars(GiveUp(e))
       /\ WF_vars(PickUp(e)) /\ WF_vars(Retry(e)) /\ WF_vars(CleanUp(e)) /\ WF_vars(Finish(e))
       /\ WF_vars(LoseLock(e)) /\ WF_vars(LeaveOff(e))

Spec == Init /\ [][Next]_vars /\ Fairness

(* The promises *)
Resolves == live \notin deleted                                               \* The name always resolves
NeverBack == [][live' >= live]_vars                                           \* Never a step back
Ends == ENABLED Next \/ \A e \in Enactor : at[e] \in {"idle", "stopped"}      \* Nobody is stuck
GoesLive == (live # latest) ~> (live = latest)                                \* The newest plan goes live
=============================================================================
