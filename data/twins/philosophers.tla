---------------------------- MODULE philosophers ----------------------------
(* Dining philosophers, as in lib/everystate/src/classics.fixture.ts. One     *)
(* action there is one action here.                                           *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config philosophers.cfg philosophers.tla *)
(*                                                                            *)
(* TLC's own search for deadlocks is off; Ends asks the same.                 *)
EXTENDS Naturals

CONSTANT PHILOSOPHERS
VARIABLES taken, at

vars == <<taken, at>>
Philosopher == 0..PHILOSOPHERS - 1
Left(p) == p \* forks are numbered like the philosophers
Right(p) == (p + 1) % PHILOSOPHERS

Init ==
  /\ taken = [fork \in Philosopher |-> FALSE]
  /\ at = [p \in Philosopher |-> "thinking"]

Goes(p, from, to) == at[p] = from /\ at' = [at EXCEPT ![p] = to]

TakeLeft(p) ==
  /\ ~taken[Left(p)] /\ Goes(p, "thinking", "waiting")
  /\ taken' = [taken EXCEPT ![Left(p)] = TRUE]

TakeRight(p) ==
  /\ ~taken[Right(p)] /\ Goes(p, "waiting", "eating")
  /\ taken' = [taken EXCEPT ![Right(p)] = TRUE]

PutDown(p) ==
  /\ Goes(p, "eating", "thinking")
  /\ taken' = [taken EXCEPT ![Left(p)] = FALSE, ![Right(p)] = FALSE]

Next == \E p \in Philosopher : TakeLeft(p) \/ TakeRight(p) \/ PutDown(p)

Spec == Init /\ [][Next]_vars

Ends == ENABLED Next \* no deadlock
=============================================================================
