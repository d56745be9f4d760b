--------------------------- MODULE queue_or_latest ---------------------------
(* Variants of the race, as in notebook 7: how an Enactor picks up a plan, and *)
(* how it cleans up. The rest is the race's.                                   *)
(*                                                                             *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config queue_or_latest.cfg queue_or_latest.tla *)
EXTENDS Naturals

CONSTANTS
  PLANS, ENACTORS, KEEP,
  VARIANT \* those of {"queue", "atOnce", "oneStep"}: plans come through a queue,
          \* are checked in the same step, and clean-up is a single step
VARIABLES latest, live, deleted, at, plan, cursor,
  next \* the plan at the head of the queue

Race == INSTANCE race
vars == <<Race!vars, next>>
Has(variant) == variant \in VARIANT

Init == Race!Init /\ next = 2

PickUp(e) ==
  LET taken == IF Has("queue") THEN next ELSE latest IN
  /\ at[e] = "idle"
  /\ IF Has("queue") THEN next <= latest /\ next' = next + 1
                     ELSE plan[e] < latest /\ UNCHANGED next
  /\ plan' = [plan EXCEPT ![e] = taken]
  /\ at' = [at EXCEPT ![e] = IF ~Has("atOnce") THEN "picked" ELSE IF taken > live THEN "checked" ELSE "idle"]
  /\ UNCHANGED <<latest, live, deleted, cursor>>

CleanUp(e) ==
  LET first == cursor[e]
      last == IF Has("oneStep") THEN plan[e] - KEEP - 1 ELSE first IN
  /\ at[e] = "cleaning" /\ plan[e] - first > KEEP
  /\ deleted' = deleted \union first..last
  /\ cursor' = [cursor EXCEPT ![e] = last + 1]
  /\ UNCHANGED <<latest, live, at, plan, next>>

Next ==
  \/ Race!Publish /\ UNCHANGED next
  \/ \E e \in Race!Enactor :
       \/ PickUp(e) \/ CleanUp(e)
       \/ (Race!CheckOnce(e) \/ Race!Apply(e) \/ Race!GiveUp(e) \/ Race!Finish(e)) /\ UNCHANGED next

Spec == Init /\ [][Next]_vars

(* The promises *)
Resolves == Race!Resolves                     \* resolves
NeverBack == [][live' >= live]_vars           \* no step back
Ends == ENABLED Next \/ live = latest         \* newest goes live
=============================================================================
