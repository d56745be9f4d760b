-------------------------------- MODULE lock --------------------------------
(* The race with a lock for each endpoint, as in lib/outage/src/lock.ts. One  *)
(* action there is one action here.                                           *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config lock.cfg lock.tla      *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)
EXTENDS Naturals

CONSTANTS
  PLANS, ENACTORS, KEEP, ENDPOINTS,
  CHECKS_EACH \* whether an Enactor checks again at each of two endpoints, as in flips.ts (A-17)
VARIABLES
  latest, deleted,
  live, holder, \* of each endpoint: its plan, and who has its lock, 0 for none
  at, plan, endpoint, lost, cursor \* of each Enactor

vars == <<latest, deleted, live, holder, at, plan, endpoint, lost, cursor>>
MANY == 3 \* lost locks are counted up to here
Enactor == 1..ENACTORS
Endpoint == 1..ENDPOINTS
Here(e) == endpoint[e]

Init ==
  /\ latest = 1 /\ deleted = {}
  /\ live = [p \in Endpoint |-> 1]
  /\ holder = [p \in Endpoint |-> 0]
  /\ at = [e \in Enactor |-> "idle"]
  /\ plan = [e \in Enactor |-> 1]
  /\ endpoint = [e \in Enactor |-> 1]
  /\ lost = [e \in Enactor |-> 0]
  /\ cursor = [e \in Enactor |-> 0]

Goes(e, place) == at' = [at EXCEPT ![e] = place]
Turns(e, next) == endpoint' = [endpoint EXCEPT ![e] = next]

PickUp(e) ==
  /\ at[e] = "idle" /\ plan[e] < latest /\ Goes(e, "picked")
  /\ plan' = [plan EXCEPT ![e] = latest]
  /\ lost' = [lost EXCEPT ![e] = 0]
  /\ UNCHANGED <<latest, deleted, live, holder, endpoint, cursor>>

CheckOnce(e) ==
  /\ at[e] = "picked"
  /\ IF plan[e] > live[IF CHECKS_EACH THEN Here(e) ELSE 1] THEN Goes(e, "checked") /\ UNCHANGED endpoint
     ELSE IF CHECKS_EACH /\ Here(e) = 1 THEN Turns(e, 2) /\ UNCHANGED at
     ELSE Goes(e, "idle") /\ Turns(e, 1)
  /\ UNCHANGED <<latest, deleted, live, holder, plan, lost, cursor>>

TakeLock(e) ==
  /\ at[e] = "checked" /\ holder[Here(e)] = 0 /\ Goes(e, "holding")
  /\ holder' = [holder EXCEPT ![Here(e)] = e]
  /\ UNCHANGED <<latest, deleted, live, plan, endpoint, lost, cursor>>

LoseLock(e) ==
  /\ at[e] = "checked" /\ holder[Here(e)] # 0 /\ Goes(e, "backingOff")
  /\ lost' = [lost EXCEPT ![e] = IF @ < MANY THEN @ + 1 ELSE MANY]
  /\ UNCHANGED <<latest, deleted, live, holder, plan, endpoint, cursor>>

TryAgain(e) ==
  /\ at[e] = "backingOff" /\ Goes(e, "checked")
  /\ UNCHANGED <<latest, deleted, live, holder, plan, endpoint, lost, cursor>>

Apply(e) ==
  /\ at[e] = "holding" /\ plan[e] \notin deleted
  /\ live' = [live EXCEPT ![Here(e)] = plan[e]]
  /\ holder' = [holder EXCEPT ![Here(e)] = 0]
  /\ IF Here(e) < ENDPOINTS
     THEN Goes(e, IF CHECKS_EACH THEN "picked" ELSE "checked") /\ Turns(e, Here(e) + 1) /\ UNCHANGED cursor
     ELSE Goes(e, "cleaning") /\ Turns(e, 1) /\ cursor' = [cursor EXCEPT ![e] = 1]
  /\ UNCHANGED <<latest, deleted, plan, lost>>

GiveUp(e) ==
  /\ at[e] = "holding" /\ plan[e] \in deleted /\ Goes(e, "idle") /\ Turns(e, 1)
  /\ holder' = [holder EXCEPT ![Here(e)] = 0]
  /\ UNCHANGED <<latest, deleted, live, plan, lost, cursor>>

CleanUp(e) ==
  /\ at[e] = "cleaning" /\ plan[e] - cursor[e] > KEEP
  /\ deleted' = deleted \union {cursor[e]}
  /\ cursor' = [cursor EXCEPT ![e] = @ + 1]
  /\ UNCHANGED <<latest, live, holder, at, plan, endpoint, lost>>

Finish(e) ==
  /\ at[e] = "cleaning" /\ plan[e] - cursor[e] <= KEEP /\ Goes(e, "idle")
  /\ cursor' = [cursor EXCEPT ![e] = 0]
  /\ UNCHANGED <<latest, deleted, live, holder, plan, endpoint, lost>>

Publish ==
  /\ latest < PLANS
  /\ latest' = latest + 1
  /\ UNCHANGED <<deleted, live, holder, at, plan, endpoint, lost, cursor>>

Next ==
  \/ Publish
  \/ \E e \in Enactor :
       \/ PickUp(e) \/ CheckOnce(e) \/ TakeLock(e) \/ LoseLock(e) \/ TryAgain(e)
       \/ Apply(e) \/ GiveUp(e) \/ CleanUp(e) \/ Finish(e)

Spec == Init /\ [][Next]_vars

(* The promises *)
Resolves == \A p \in Endpoint : live[p] \notin deleted               \* The name always resolves
NeverBack == [][\A p \in Endpoint : live'[p] >= live[p]]_vars         \* Never a step back
Ends == ENABLED Next \/ \A p \in Endpoint : live[p] = latest          \* The newest plan goes live
=============================================================================
