------------------------------ MODULE peterson ------------------------------
(* Peterson's algorithm, as in lib/everystate/src/classics.fixture.ts. One    *)
(* action there is one action here.                                           *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -config peterson.cfg peterson.tla        *)
EXTENDS Naturals

VARIABLES turn, at

vars == <<turn, at>>
Process == {0, 1}
Other(p) == 1 - p

Init == turn = 0 /\ at = [p \in Process |-> "away"]

Goes(p, from, to) == at[p] = from /\ at' = [at EXCEPT ![p] = to]

Want(p) == Goes(p, "away", "wanting") /\ UNCHANGED turn
GiveWay(p) == Goes(p, "wanting", "waiting") /\ turn' = Other(p)
Enter(p) ==
  /\ at[Other(p)] = "away" \/ turn = p
  /\ Goes(p, "waiting", "inside") /\ UNCHANGED turn
Leave(p) == Goes(p, "inside", "away") /\ UNCHANGED turn

Next == \E p \in Process : Want(p) \/ GiveWay(p) \/ Enter(p) \/ Leave(p)

(* Somebody goes on as long as anybody can. More fairness is not needed. *)
Spec == Init /\ [][Next]_vars /\ WF_vars(Next)

AtMostOne == \E p \in Process : at[p] # "inside"         \* at most one inside
FirstGetsIn == (at[0] = "wanting") ~> (at[0] = "inside") \* the first gets in
=============================================================================
