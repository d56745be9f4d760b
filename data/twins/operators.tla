----------------------------- MODULE operators -----------------------------
(* The outage with operators who repair an empty record, once, as in          *)
(* lib/outage/src/operators.ts. One action there is one action here.          *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config operators.cfg operators.tla *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)
EXTENDS Naturals

CONSTANTS
  PLANS, ENACTORS, KEEP, CHANGES, \* of the outage
  CARE \* "repair only", "freeze first", "then go on" or "then start anew"
VARIABLES
  latest, live, rollback, deleted, at, plan, cursor, \* of the outage
  automation, repaired

Outage == INSTANCE outage WITH ONE_MAY_STOP <- FALSE
system == <<latest, live, rollback, deleted, at, plan, cursor>>
vars == <<system, automation, repaired>>

Init == Outage!Init /\ automation = "on" /\ repaired = FALSE

IsEmpty == live \in deleted

Freeze ==
  /\ CARE # "repair only" /\ IsEmpty /\ ~repaired /\ automation = "on"
  /\ automation' = "off"
  /\ UNCHANGED <<system, repaired>>

Repair ==
  /\ IsEmpty /\ ~repaired /\ (CARE # "repair only" => automation = "off")
  /\ deleted' = deleted \ {latest}
  /\ live' = latest
  /\ repaired' = TRUE
  /\ UNCHANGED <<latest, rollback, at, plan, cursor, automation>>

SwitchOn ==
  /\ CARE \in {"then go on", "then start anew"} /\ repaired /\ automation = "off"
  /\ automation' = "on"
  /\ IF CARE = "then go on" THEN UNCHANGED <<at, plan, cursor>> ELSE
     /\ at' = [e \in Outage!Enactor |-> "idle"]
     /\ plan' = [e \in Outage!Enactor |-> live]
     /\ cursor' = [e \in Outage!Enactor |-> 0]
  /\ UNCHANGED <<latest, live, rollback, deleted, repaired>>

Next ==
  \/ automation = "on" /\ Outage!Next /\ UNCHANGED <<automation, repaired>>
  \/ Freeze \/ Repair \/ SwitchOn

Spec == Init /\ [][Next]_vars

StaysRepaired == repaired => ~IsEmpty   \* Once repaired, it stays
Ends == ENABLED Next \/ ~IsEmpty        \* The name resolves
=============================================================================
