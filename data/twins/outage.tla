------------------------------- MODULE outage -------------------------------
(* The outage, as in lib/outage/src/outage.ts: the race, the rollback record, *)
(* and the candidate changes to the design. One action there is one action    *)
(* here.                                                                      *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config outage.cfg outage.tla  *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)
EXTENDS Naturals

CONSTANTS
  PLANS, ENACTORS, KEEP,
  CHANGES, \* those of {"recheck", "recheckBefore", "guard", "guardBefore",
           \* "lockedCleanUp", "keepMore", "tolerantRollback", "oneEnactor", "slowPlanner"}
  ONE_MAY_STOP \* whether one Enactor may stop for good
VARIABLES latest, live, rollback, deleted, at, plan, cursor

vars == <<latest, live, rollback, deleted, at, plan, cursor>>
Has(change) == change \in CHANGES
Enactor == 1..(IF Has("oneEnactor") THEN 1 ELSE ENACTORS)

Init ==
  /\ latest = 1
  /\ live = 1
  /\ rollback = 1
  /\ deleted = {}
  /\ at = [e \in Enactor |-> "idle"]
  /\ plan = [e \in Enactor |-> 1]
  /\ cursor = [e \in Enactor |-> 0]

(* An Enactor goes from one place to another, and nothing else happens. *)
Goes(e, place) ==
  /\ at' = [at EXCEPT ![e] = place]
  /\ UNCHANGED <<latest, live, rollback, deleted, plan, cursor>>

-----------------------------------------------------------------------------
(* Applying a plan *)

PickUp(e) ==
  /\ at[e] = "idle" /\ plan[e] < latest
  /\ plan' = [plan EXCEPT ![e] = latest]
  /\ at' = [at EXCEPT ![e] = "picked"]
  /\ UNCHANGED <<latest, live, rollback, deleted, cursor>>

CheckOnce(e) ==
  at[e] = "picked" /\ Goes(e, IF plan[e] > live THEN "checked" ELSE "idle")

CheckAgain(e) ==
  /\ Has("recheckBefore") /\ at[e] = "checked"
  /\ Goes(e, IF plan[e] > live THEN "rechecked" ELSE "idle")

(* With clean-up under the lock, nobody can apply a plan meanwhile. *)
Free == Has("lockedCleanUp") => \A e \in Enactor : at[e] \notin {"cleaning", "deleting"}

(* How an Enactor's transaction would go now. *)
Outcome(e) ==
  IF at[e] # (IF Has("recheckBefore") THEN "rechecked" ELSE "checked") \/ ~Free THEN "waits"
  ELSE IF plan[e] \in deleted THEN "gone"
  ELSE IF Has("recheck") /\ plan[e] <= live THEN "stale"
  ELSE IF live \in deleted /\ ~Has("tolerantRollback") THEN "fails"
  ELSE "applies"

Apply(e) ==
  /\ Outcome(e) = "applies"
  /\ rollback' = IF live \in deleted THEN rollback ELSE live
  /\ live' = plan[e]
  /\ at' = [at EXCEPT ![e] = IF Has("lockedCleanUp") THEN "applied" ELSE "cleaning"]
  /\ cursor' = [cursor EXCEPT ![e] = 1]
  /\ UNCHANGED <<latest, deleted, plan>>

FailToApply(e) == Outcome(e) = "fails" /\ Goes(e, "failed")
Retry(e) == at[e] = "failed" /\ Goes(e, "checked")
GiveUp(e) == Outcome(e) = "gone" /\ Goes(e, "idle")
Refuse(e) == Outcome(e) = "stale" /\ Goes(e, "idle")

-----------------------------------------------------------------------------
(* Clean-up *)

TakeLock(e) == at[e] = "applied" /\ Free /\ Goes(e, "cleaning")

IsOld(e) == plan[e] - cursor[e] > (IF Has("keepMore") THEN KEEP + 1 ELSE KEEP)
Deleting(e) == IF Has("guard") /\ cursor[e] = live THEN deleted ELSE deleted \union {cursor[e]}

LookFirst(e) ==
  /\ Has("guardBefore") /\ at[e] = "cleaning" /\ IsOld(e)
  /\ IF cursor[e] = live
     THEN cursor' = [cursor EXCEPT ![e] = @ + 1] /\ UNCHANGED at
     ELSE at' = [at EXCEPT ![e] = "deleting"] /\ UNCHANGED cursor
  /\ UNCHANGED <<latest, live, rollback, deleted, plan>>

CleanUp(e) ==
  /\ IF Has("guardBefore") THEN at[e] = "deleting" ELSE at[e] = "cleaning" /\ IsOld(e)
  /\ deleted' = Deleting(e)
  /\ cursor' = [cursor EXCEPT ![e] = @ + 1]
  /\ at' = [at EXCEPT ![e] = "cleaning"]
  /\ UNCHANGED <<latest, live, rollback, plan>>

Finish(e) ==
  /\ at[e] = "cleaning" /\ ~IsOld(e)
  /\ at' = [at EXCEPT ![e] = "idle"]
  /\ cursor' = [cursor EXCEPT ![e] = 0]
  /\ UNCHANGED <<latest, live, rollback, deleted, plan>>

-----------------------------------------------------------------------------

Publish ==
  /\ latest < PLANS /\ (Has("slowPlanner") => live = latest)
  /\ latest' = latest + 1
  /\ UNCHANGED <<live, rollback, deleted, at, plan, cursor>>

Stop(e) ==
  /\ ONE_MAY_STOP /\ \A other \in Enactor : at[other] # "stopped"
  /\ Goes(e, "stopped")

Next ==
  \/ Publish
  \/ \E e \in Enactor :
       \/ PickUp(e) \/ CheckOnce(e) \/ CheckAgain(e)
       \/ Apply(e) \/ FailToApply(e) \/ Retry(e) \/ GiveUp(e) \/ Refuse(e)
       \/ TakeLock(e) \/ LookFirst(e) \/ CleanUp(e) \/ Finish(e)
       \/ Stop(e)

(* Whatever stays possible for somebody is done, sooner or later; nobody has to stop. *)
Fairness ==
  /\ WF_vars(Publish)
  /\ \A e \in Enactor :
       /\ WF_vars(PickUp(e)) /\ WF_vars(CheckOnce(e)) /\ WF_vars(CheckAgain(e))
       /\ WF_vars(Apply(e)) /\ WF_vars(FailToApply(e)) /\ WF_vars(Retry(e))
       /\ WF_vars(GiveUp(e)) /\ WF_vars(Refuse(e))
       /\ WF_vars(TakeLock(e)) /\ WF_vars(LookFirst(e)) /\ WF_vars(CleanUp(e)) /\ WF_vars(Finish(e))

Spec == Init /\ [][Next]_vars /\ Fairness

(* The promises *)
Resolves == live \notin deleted                                               \* The name always resolves
NeverBack == [][live' >= live]_vars                                           \* Never a step back
Ends == ENABLED Next \/ \A e \in Enactor : at[e] \in {"idle", "stopped"}      \* Nobody is stuck
GoesLive == (live # latest) ~> (live = latest)                                \* The newest plan goes live
=============================================================================
