------------------------------- MODULE region -------------------------------
(* The outage with several endpoints and a lock for each, as in               *)
(* lib/outage/src/region.ts. One action there is one action here.             *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config region.cfg region.tla  *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)
EXTENDS Naturals

CONSTANTS
  PLANS, ENACTORS, KEEP, ENDPOINTS,
  LOCK, \* "no lock", "for ever", "lease", or "checked lease"
  CHANGES, \* a set of "recheck", "recheckBefore", "compareAndSwap", "guard",
           \* "guardBefore", "lockedCleanUp", "tolerantRollback"
  SKIPS, \* whether an endpoint that refuses is passed over
  ONE_MAY_STOP \* whether one Enactor may stop for good
VARIABLES
  latest,
  live, deleted, \* of each endpoint: its plan, and the plans whose trees are gone
  at, plan, endpoint, hasLock, seen, cursor \* of each Enactor

records == <<latest, live, deleted>>
vars == <<latest, live, deleted, at, plan, endpoint, hasLock, seen, cursor>>
Enactor == 1..ENACTORS
Endpoint == 1..ENDPOINTS
Here(e) == endpoint[e]

Locks == LOCK # "no lock"
Swaps == "compareAndSwap" \in CHANGES
Looks == Swaps \/ "recheckBefore" \in CHANGES
LooksFirst == "guardBefore" \in CHANGES
CleansLocked == Locks /\ "lockedCleanUp" \in CHANGES
Unlooked == IF Locks THEN "locked" ELSE "checked"
IsReady(e) == at[e] = IF Looks THEN "rechecked" ELSE Unlooked
MayWrite(e) == LOCK = "checked lease" => hasLock[e]
MayDelete(e) == CleansLocked => MayWrite(e)
IsOld(e) == plan[e] - cursor[e] > KEEP

Init ==
  /\ latest = 1
  /\ live = [p \in Endpoint |-> 1]
  /\ deleted = [p \in Endpoint |-> {}]
  /\ at = [e \in Enactor |-> "idle"]
  /\ plan = [e \in Enactor |-> 1]
  /\ endpoint = [e \in Enactor |-> 1]
  /\ hasLock = [e \in Enactor |-> FALSE]
  /\ seen = [e \in Enactor |-> 0]
  /\ cursor = [e \in Enactor |-> 0]

Goes(e, place) == at' = [at EXCEPT ![e] = place]
Turns(e, next) == endpoint' = [endpoint EXCEPT ![e] = next]
Sets(e, next) == cursor' = [cursor EXCEPT ![e] = next]
LetsGo(e) == hasLock' = [hasLock EXCEPT ![e] = FALSE] /\ seen' = [seen EXCEPT ![e] = 0]

(* Where an Enactor goes on: nothing more to do, the next endpoint, or clean-up. *)
Rests(e) == Goes(e, "idle") /\ LetsGo(e) /\ Turns(e, 1) /\ Sets(e, 0)
Returns(e, place) == Goes(e, place) /\ LetsGo(e) /\ UNCHANGED <<endpoint, cursor>>
Refused(e) ==
  IF SKIPS /\ Here(e) < ENDPOINTS
  THEN Goes(e, "checked") /\ LetsGo(e) /\ Turns(e, Here(e) + 1) /\ UNCHANGED cursor
  ELSE Rests(e)
BeginsToClean(e, where) ==
  Goes(e, IF CleansLocked THEN "applied" ELSE "cleaning") /\ Turns(e, where) /\ Sets(e, 1)

PickUp(e) ==
  /\ at[e] = "idle" /\ plan[e] < latest
  /\ plan' = [plan EXCEPT ![e] = latest]
  /\ Goes(e, IF SKIPS THEN "checked" ELSE "picked")
  /\ UNCHANGED <<records, endpoint, hasLock, seen, cursor>>

CheckOnce(e) ==
  /\ at[e] = "picked" /\ Goes(e, IF plan[e] > live[1] THEN "checked" ELSE "idle")
  /\ UNCHANGED <<records, plan, endpoint, hasLock, seen, cursor>>

TakeLock(e) ==
  /\ Locks /\ at[e] \in {"checked", "applied"}
  /\ \A other \in Enactor : hasLock[other] => Here(other) # Here(e)
  /\ hasLock' = [hasLock EXCEPT ![e] = TRUE]
  /\ Goes(e, IF at[e] = "checked" THEN "locked" ELSE "cleaning")
  /\ UNCHANGED <<records, plan, endpoint, seen, cursor>>

Expire(e) ==
  /\ LOCK \in {"lease", "checked lease"} /\ hasLock[e]
  /\ hasLock' = [hasLock EXCEPT ![e] = FALSE]
  /\ UNCHANGED <<records, at, plan, endpoint, seen, cursor>>

(* Who has lost the lock before the update takes it again. *)
LoseLock(e) ==
  /\ LOCK = "checked lease" /\ at[e] \in {"locked", "rechecked"} /\ ~hasLock[e]
  /\ Returns(e, "checked") /\ UNCHANGED <<records, plan>>

CheckAgain(e) ==
  /\ Looks /\ at[e] = Unlooked /\ MayWrite(e) /\ UNCHANGED <<records, plan>>
  /\ IF plan[e] <= live[Here(e)] THEN Refused(e)
     ELSE /\ Goes(e, "rechecked")
          /\ seen' = IF Swaps THEN [seen EXCEPT ![e] = live[Here(e)]] ELSE seen
          /\ UNCHANGED <<endpoint, hasLock, cursor>>

(* How an Enactor's transaction would go now. *)
Outcome(e) ==
  IF ~IsReady(e) \/ ~MayWrite(e) THEN "waits"
  ELSE IF plan[e] \in deleted[Here(e)] THEN "gone"
  ELSE IF "recheck" \in CHANGES /\ plan[e] <= live[Here(e)] THEN "stale"
  ELSE IF Swaps /\ live[Here(e)] # seen[e] THEN "changed"
  ELSE IF live[Here(e)] \in deleted[Here(e)] /\ "tolerantRollback" \notin CHANGES THEN "fails"
  ELSE "applies"

Apply(e) ==
  /\ Outcome(e) = "applies" /\ LetsGo(e)
  /\ live' = [live EXCEPT ![Here(e)] = plan[e]]
  /\ IF Here(e) < ENDPOINTS
     THEN Goes(e, "checked") /\ Turns(e, Here(e) + 1) /\ UNCHANGED cursor
     ELSE BeginsToClean(e, 1)
  /\ UNCHANGED <<latest, deleted, plan>>

FailToApply(e) == Outcome(e) = "fails" /\ Returns(e, "failed") /\ UNCHANGED <<records, plan>>
Retry(e) == at[e] = "failed" /\ Returns(e, "checked") /\ UNCHANGED <<records, plan>>
GiveUp(e) == Outcome(e) = "gone" /\ Rests(e) /\ UNCHANGED <<records, plan>>
Refuse(e) == Outcome(e) = "stale" /\ Refused(e) /\ UNCHANGED <<records, plan>>
StartOver(e) == Outcome(e) = "changed" /\ Returns(e, "checked") /\ UNCHANGED <<records, plan>>

LookFirst(e) ==
  /\ LooksFirst /\ at[e] = "cleaning" /\ IsOld(e) /\ MayDelete(e)
  /\ IF cursor[e] = live[Here(e)] THEN Sets(e, cursor[e] + 1) /\ UNCHANGED at
     ELSE Goes(e, "deleting") /\ UNCHANGED cursor
  /\ UNCHANGED <<records, plan, endpoint, hasLock, seen>>

CleanUp(e) ==
  /\ IF LooksFirst THEN at[e] = "deleting" ELSE at[e] = "cleaning" /\ IsOld(e)
  /\ MayDelete(e) /\ Goes(e, "cleaning") /\ Sets(e, cursor[e] + 1)
  /\ deleted' = IF "guard" \in CHANGES /\ cursor[e] = live[Here(e)] THEN deleted
                ELSE [deleted EXCEPT ![Here(e)] = @ \union {cursor[e]}]
  /\ UNCHANGED <<latest, live, plan, endpoint, hasLock, seen>>

(* Who has lost the lock that its deletions need leaves the rest to the next one. *)
Finish(e) ==
  /\ \/ at[e] = "cleaning" /\ ~IsOld(e)
     \/ at[e] \in {"cleaning", "deleting"} /\ ~MayDelete(e)
  /\ IF Here(e) < ENDPOINTS THEN LetsGo(e) /\ BeginsToClean(e, Here(e) + 1) ELSE Rests(e)
  /\ UNCHANGED <<records, plan>>

Stop(e) ==
  /\ ONE_MAY_STOP /\ \A other \in Enactor : at[other] # "stopped"
  /\ Goes(e, "stopped") /\ UNCHANGED <<records, plan, endpoint, hasLock, seen, cursor>>

Publish ==
  /\ latest < PLANS /\ latest' = latest + 1
  /\ UNCHANGED <<live, deleted, at, plan, endpoint, hasLock, seen, cursor>>

Next ==
  \/ Publish
  \/ \E e \in Enactor :
       \/ PickUp(e) \/ CheckOnce(e) \/ TakeLock(e) \/ Expire(e) \/ LoseLock(e) \/ CheckAgain(e)
       \/ Apply(e) \/ FailToApply(e) \/ Retry(e) \/ GiveUp(e) \/ Refuse(e) \/ StartOver(e)
       \/ LookFirst(e) \/ CleanUp(e) \/ Finish(e) \/ Stop(e)

(* What becomes possible for an Enactor again and again is done, sooner or later; nobody has to stop. *)
(* Weak fairness says as much where an action stays possible, and is checked sooner. And a plan       *)
(* is put live or deleted only so many times, so in the end each try has the same outcome: that some  *)
(* try is made says as much as that each kind of try is.                                              *)
Try(e) == Apply(e) \/ FailToApply(e) \/ GiveUp(e) \/ Refuse(e) \/ StartOver(e)
Fairness ==
  /\ WF_vars(Publish)
  /\ \A e \in Enactor :
       /\ SF_vars(TakeLock(e)) /\ SF_vars(CheckAgain(e)) /\ SF_vars(Try(e))
       /\ WF_vars(PickUp(e)) /\ WF_vars(CheckOnce(e)) /\ WF_vars(Expire(e)) /\ WF_vars(LoseLock(e))
       /\ WF_vars(Retry(e)) /\ WF_vars(LookFirst(e)) /\ WF_vars(CleanUp(e)) /\ WF_vars(Finish(e))

Spec == Init /\ [][Next]_vars /\ Fairness

(* The promises, for the Region and at each of two endpoints *)
ResolvesAt(p) == live[p] \notin deleted[p]
NeverBackAt(p) == live'[p] >= live[p]
Resolves == \A p \in Endpoint : ResolvesAt(p)                                 \* The name always resolves
Resolves1 == ResolvesAt(1)
Resolves2 == ResolvesAt(2)
NeverBack == [][\A p \in Endpoint : NeverBackAt(p)]_vars                      \* Never a step back
NeverBack1 == [][NeverBackAt(1)]_vars
NeverBack2 == [][NeverBackAt(2)]_vars
Ends == ENABLED Next \/ \A e \in Enactor : at[e] = "idle"                    \* Nobody is stuck
AllNewest == \A p \in Endpoint : live[p] = latest
GoesLive == ~AllNewest ~> AllNewest                                           \* The newest plan goes live
GoesLive1 == (live[1] # latest) ~> (live[1] = latest)
GoesLive2 == (live[2] # latest) ~> (live[2] = latest)
=============================================================================
