-------------------------------- MODULE room --------------------------------
(* Teams and a meeting room, as in notebook 2. One action there is one action *)
(* here.                                                                      *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config room.cfg room.tla      *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)

CONSTANT ONE_STEP \* whether looking and entering is one step
VARIABLE at

Team == {1, 2}

Init == at = [t \in Team |-> "outside"]

Goes(t, from, to) == at[t] = from /\ at' = [at EXCEPT ![t] = to]
IsFree == \A t \in Team : at[t] # "inside"

Look(t) == ~ONE_STEP /\ IsFree /\ Goes(t, "outside", "looked")
Enter(t) == Goes(t, "looked", "inside")
LookAndEnter(t) == ONE_STEP /\ IsFree /\ Goes(t, "outside", "inside")

Next == \E t \in Team : Look(t) \/ Enter(t) \/ LookAndEnter(t)

Spec == Init /\ [][Next]_at

OneAtATime == \E t \in Team : at[t] # "inside" \* one team at a time
Ends == ENABLED Next \/ ~IsFree                \* somebody has the room
=============================================================================
