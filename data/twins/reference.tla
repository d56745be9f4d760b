----------------------------- MODULE reference -----------------------------
(* The reference model, as in lib/everystate/src/classics.fixture.ts: plans are *)
(* published, applied and cleaned up, and the live one can be deleted. One      *)
(* action there is one action here.                                           *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config reference.cfg reference.tla *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off.                    *)
EXTENDS Naturals, TLC

CONSTANTS PLANS, KEEP, Enactor
VARIABLES latest, current, highest, deleted, plan, cursor

vars == <<latest, current, highest, deleted, plan, cursor>>
Symmetry == Permutations(Enactor)

Init ==
  /\ latest = 0
  /\ current = 0
  /\ highest = 0
  /\ deleted = {}
  /\ plan = [e \in Enactor |-> 0]
  /\ cursor = [e \in Enactor |-> 0]

Publish ==
  /\ latest < PLANS
  /\ latest' = latest + 1
  /\ UNCHANGED <<current, highest, deleted, plan, cursor>>

PickAndCheck(e) ==
  /\ plan[e] = 0 /\ latest > current
  /\ plan' = [plan EXCEPT ![e] = latest]
  /\ UNCHANGED <<latest, current, highest, deleted, cursor>>

Apply(e) ==
  /\ plan[e] > 0 /\ cursor[e] = 0 /\ plan[e] \notin deleted
  /\ current' = plan[e]
  /\ highest' = IF plan[e] > highest THEN plan[e] ELSE highest
  /\ cursor' = [cursor EXCEPT ![e] = 1]
  /\ UNCHANGED <<latest, deleted, plan>>

Refuse(e) ==
  /\ plan[e] > 0 /\ cursor[e] = 0 /\ plan[e] \in deleted
  /\ plan' = [plan EXCEPT ![e] = 0]
  /\ UNCHANGED <<latest, current, highest, deleted, cursor>>

CleanStep(e) ==
  /\ cursor[e] > 0 /\ cursor[e] + KEEP < plan[e]
  /\ deleted' = deleted \union {cursor[e]}
  /\ current' = IF current = cursor[e] THEN 0 ELSE current
  /\ cursor' = [cursor EXCEPT ![e] = @ + 1]
  /\ UNCHANGED <<latest, highest, plan>>

Done(e) ==
  /\ cursor[e] > 0 /\ cursor[e] + KEEP >= plan[e]
  /\ plan' = [plan EXCEPT ![e] = 0]
  /\ cursor' = [cursor EXCEPT ![e] = 0]
  /\ UNCHANGED <<latest, current, highest, deleted>>

Next ==
  \/ Publish
  \/ \E e \in Enactor :
       PickAndCheck(e) \/ Apply(e) \/ Refuse(e) \/ CleanStep(e) \/ Done(e)

Spec == Init /\ [][Next]_vars

Ordered == current <= highest /\ highest <= latest     \* ordered
StaysLive == highest = 0 \/ current > 0                \* something stays live
=============================================================================
