-------------------------------- MODULE race --------------------------------
(* The race, as in lib/outage/src/race.ts: one Planner, several Enactors, one  *)
(* endpoint. One action there is one action here.                             *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config race.cfg race.tla      *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)
EXTENDS Naturals

CONSTANTS PLANS, ENACTORS, KEEP
VARIABLES latest, live, deleted, at, plan, cursor

vars == <<latest, live, deleted, at, plan, cursor>>
Enactor == 1..ENACTORS

Init ==
  /\ latest = 1
  /\ live = 1
  /\ deleted = {}
  /\ at = [e \in Enactor |-> "idle"]
  /\ plan = [e \in Enactor |-> 1]
  /\ cursor = [e \in Enactor |-> 0]

PickUp(e) ==
  /\ at[e] = "idle" /\ plan[e] < latest
  /\ plan' = [plan EXCEPT ![e] = latest]
  /\ at' = [at EXCEPT ![e] = "picked"]
  /\ UNCHANGED <<latest, live, deleted, cursor>>

CheckOnce(e) ==
  /\ at[e] = "picked"
  /\ at' = [at EXCEPT ![e] = IF plan[e] > live THEN "checked" ELSE "idle"]
  /\ UNCHANGED <<latest, live, deleted, plan, cursor>>

Apply(e) ==
  /\ at[e] = "checked" /\ plan[e] \notin deleted
  /\ live' = plan[e]
  /\ at' = [at EXCEPT ![e] = "cleaning"]
  /\ cursor' = [cursor EXCEPT ![e] = 1]
  /\ UNCHANGED <<latest, deleted, plan>>

GiveUp(e) ==
  /\ at[e] = "checked" /\ plan[e] \in deleted
  /\ at' = [at EXCEPT ![e] = "idle"]
  /\ UNCHANGED <<latest, live, deleted, plan, cursor>>

CleanUp(e) ==
  /\ at[e] = "cleaning" /\ plan[e] - cursor[e] > KEEP
  /\ deleted' = deleted \union {cursor[e]}
  /\ cursor' = [cursor EXCEPT ![e] = @ + 1]
  /\ UNCHANGED <<latest, live, at, plan>>

Finish(e) ==
  /\ at[e] = "cleaning" /\ plan[e] - cursor[e] <= KEEP
  /\ at' = [at EXCEPT ![e] = "idle"]
  /\ cursor' = [cursor EXCEPT ![e] = 0]
  /\ UNCHANGED <<latest, live, deleted, plan>>

Publish ==
  /\ latest < PLANS
  /\ latest' = latest + 1
  /\ UNCHANGED <<live, deleted, at, plan, cursor>>

Next ==
  \/ Publish
  \/ \E e \in Enactor :
       PickUp(e) \/ CheckOnce(e) \/ Apply(e) \/ GiveUp(e) \/ CleanUp(e) \/ Finish(e)

Spec == Init /\ [][Next]_vars

(* The promises *)
Resolves == live \notin deleted               \* The name always resolves
NeverBack == [][live' >= live]_vars           \* Never a step back
Ends == ENABLED Next \/ live = latest         \* The newest plan goes live
=============================================================================
