----------------------------- MODULE two_coasts -----------------------------
(* Two coasts and a primary, as in notebook 12. One action there is one       *)
(* action here.                                                               *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config two_coasts.cfg two_coasts.tla *)
(*                                                                            *)
(* TLC's own search for deadlocks is off; Ends asks the same.                 *)
EXTENDS Naturals

VARIABLES
  cut, west, \* the link is cut; the primary is in the West
  eastOnly, westOnly \* writes that the other coast has not got

vars == <<cut, west, eastOnly, westOnly>>
LAG == 3
Lacks == IF west THEN eastOnly ELSE westOnly \* how many writes the primary lacks

Init == cut = FALSE /\ west = FALSE /\ eastOnly = 0 /\ westOnly = 0

WriteEast == ~west /\ eastOnly < LAG /\ eastOnly' = eastOnly + 1 /\ UNCHANGED <<cut, west, westOnly>>
WriteWest == west /\ westOnly < LAG /\ westOnly' = westOnly + 1 /\ UNCHANGED <<cut, west, eastOnly>>

Copy ==
  /\ ~cut /\ Lacks = 0 /\ eastOnly + westOnly > 0
  /\ IF west THEN westOnly' = westOnly - 1 /\ UNCHANGED eastOnly
             ELSE eastOnly' = eastOnly - 1 /\ UNCHANGED westOnly
  /\ UNCHANGED <<cut, west>>

Cut == ~cut /\ cut' = TRUE /\ UNCHANGED <<west, eastOnly, westOnly>>
Mend == cut /\ cut' = FALSE /\ UNCHANGED <<west, eastOnly, westOnly>>
FailOver == cut /\ ~west /\ west' = TRUE /\ UNCHANGED <<cut, eastOnly, westOnly>>
FailBack == ~cut /\ west /\ westOnly = 0 /\ west' = FALSE /\ UNCHANGED <<cut, eastOnly, westOnly>>

Next == WriteEast \/ WriteWest \/ Copy \/ Cut \/ Mend \/ FailOver \/ FailBack

Spec == Init /\ [][Next]_vars

OneHistory == eastOnly = 0 \/ westOnly = 0    \* One history
HasAll == Lacks = 0                           \* The primary has every write
Ends == ENABLED Next                          \* no deadlock
NotServed == ~(cut /\ west /\ westOnly > 0)   \* violated, as: Users can be served during a cut
=============================================================================
