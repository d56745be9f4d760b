------------------------------ MODULE lamport ------------------------------
(* Lamport's mutual exclusion by logical clocks, as in                        *)
(* lib/everystate/src/examples/published/lamport-mutex.ts: a first-in          *)
(* first-out channel for each two processes. One action there is one here.    *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS N, CLOCK
VARIABLES clock, requests, acknowledged, inside, network

vars == <<clock, requests, acknowledged, inside, network>>
Node == 1..N

Message(type, time) == [type |-> type, clock |-> time]
Larger(a, b) == IF a > b THEN a ELSE b

Init ==
  /\ clock = [n \in Node |-> 1]
  /\ requests = [n \in Node |-> [other \in Node |-> 0]]
  /\ acknowledged = [n \in Node |-> {}]
  /\ inside = {}
  /\ network = [from \in Node |-> [to \in Node |-> << >>]]

(* What a process's channels hold once it has told all others. *)
Broadcast(n, m) == [to \in Node |-> IF to = n THEN network[n][to] ELSE Append(network[n][to], m)]

Request(n) ==
  /\ requests[n][n] = 0
  /\ requests' = [requests EXCEPT ![n][n] = clock[n]]
  /\ acknowledged' = [acknowledged EXCEPT ![n] = {n}]
  /\ network' = [network EXCEPT ![n] = Broadcast(n, Message("request", clock[n]))]
  /\ UNCHANGED <<clock, inside>>

IsFirst(from, to, type) == network[from][to] # << >> /\ Head(network[from][to]).type = type

ReceiveRequest(n, from) ==
  /\ IsFirst(from, n, "request")
  /\ LET time == Head(network[from][n]).clock IN
       /\ Larger(time, clock[n]) < CLOCK
       /\ requests' = [requests EXCEPT ![n][from] = time]
       /\ clock' = [clock EXCEPT ![n] = Larger(time, clock[n]) + 1]
       /\ network' = [network EXCEPT ![from][n] = Tail(@), ![n][from] = Append(@, Message("acknowledge", 0))]
  /\ UNCHANGED <<acknowledged, inside>>

ReceiveAcknowledge(n, from) ==
  /\ IsFirst(from, n, "acknowledge")
  /\ acknowledged' = [acknowledged EXCEPT ![n] = @ \union {from}]
  /\ network' = [network EXCEPT ![from][n] = Tail(@)]
  /\ UNCHANGED <<clock, requests, inside>>

IsBefore(n, other) ==
  \/ requests[n][n] < requests[n][other]
  \/ requests[n][n] = requests[n][other] /\ n < other

Enter(n) ==
  /\ acknowledged[n] = Node
  /\ \A other \in Node \ {n} : requests[n][other] = 0 \/ IsBefore(n, other)
  /\ inside' = inside \union {n}
  /\ UNCHANGED <<clock, requests, acknowledged, network>>

Exit(n) ==
  /\ n \in inside
  /\ inside' = inside \ {n}
  /\ requests' = [requests EXCEPT ![n][n] = 0]
  /\ acknowledged' = [acknowledged EXCEPT ![n] = {}]
  /\ network' = [network EXCEPT ![n] = Broadcast(n, Message("release", 0))]
  /\ UNCHANGED clock

ReceiveRelease(n, from) ==
  /\ IsFirst(from, n, "release")
  /\ requests' = [requests EXCEPT ![n][from] = 0]
  /\ network' = [network EXCEPT ![from][n] = Tail(@)]
  /\ UNCHANGED <<clock, acknowledged, inside>>

Next ==
  \E n \in Node :
    \/ Request(n) \/ Enter(n) \/ Exit(n)
    \/ \E from \in Node \ {n} : ReceiveRequest(n, from) \/ ReceiveAcknowledge(n, from) \/ ReceiveRelease(n, from)

Spec == Init /\ [][Next]_vars

OneAtATime == Cardinality(inside) < 2     \* one at a time
=============================================================================
