------------------------------- MODULE commit -------------------------------
(* Transaction commit by Paxos, as in                                         *)
(* lib/everystate/src/examples/published/paxos-commit.ts: one Paxos for the    *)
(* decision of each resource manager. One action there is one here: where TLC  *)
(* would take a step once for each way in which a condition is true, the       *)
(* condition is compared with TRUE.                                           *)
EXTENDS Integers, FiniteSets

CONSTANTS Manager, Acceptor
VARIABLES state, acceptor, sent

vars == <<state, acceptor, sent>>
Ballot == {0, 1}
Majority == {q \in SUBSET Acceptor : 2 * Cardinality(q) = Cardinality(Acceptor) + 1}

Init ==
  /\ state = [m \in Manager |-> "working"]
  /\ acceptor = [m \in Manager |-> [a \in Acceptor |-> [promised |-> 0, voted |-> -1, value |-> "none"]]]
  /\ sent = {}

Phase1a(m, b) == [type |-> "1a", manager |-> m, ballot |-> b]
Phase2a(m, b, v) == [type |-> "2a", manager |-> m, ballot |-> b, value |-> v]
Phase2b(m, b, v, a) == [type |-> "2b", manager |-> m, ballot |-> b, value |-> v, acceptor |-> a]

Send(message) == sent' = sent \union {message}

Prepare(m) ==
  /\ state[m] = "working"
  /\ state' = [state EXCEPT ![m] = "prepared"]
  /\ Send(Phase2a(m, 0, "prepared"))
  /\ UNCHANGED acceptor

ChooseToAbort(m) ==
  /\ state[m] = "working"
  /\ state' = [state EXCEPT ![m] = "aborted"]
  /\ Send(Phase2a(m, 0, "aborted"))
  /\ UNCHANGED acceptor

Learn(m, what, as) ==
  /\ [type |-> what] \in sent
  /\ state' = [state EXCEPT ![m] = as]
  /\ UNCHANGED <<acceptor, sent>>

SendPhase1a(m) == Send(Phase1a(m, 1)) /\ UNCHANGED <<state, acceptor>>

SendPhase2a(m, quorum) ==
  /\ ~ \E v \in {"prepared", "aborted"} : Phase2a(m, 1, v) \in sent
  /\ LET answers == {x \in sent : x.type = "1b" /\ x.manager = m /\ x.ballot = 1 /\ x.acceptor \in quorum} IN
       /\ (\A a \in quorum : \E x \in answers : x.acceptor = a) = TRUE
       /\ LET last == CHOOSE x \in answers : \A other \in answers : x.voted >= other.voted
          IN  Send(Phase2a(m, 1, IF last.voted = -1 THEN "aborted" ELSE last.value))
  /\ UNCHANGED <<state, acceptor>>

IsDecided(m, v) ==
  \E b \in Ballot, quorum \in Majority : \A a \in quorum : Phase2b(m, b, v, a) \in sent

Decide ==
  /\ \/ (\A m \in Manager : IsDecided(m, "prepared")) = TRUE /\ Send([type |-> "commit"])
     \/ (\E m \in Manager : IsDecided(m, "aborted")) = TRUE /\ Send([type |-> "abort"])
  /\ UNCHANGED <<state, acceptor>>

AnswerPhase1(a, m) ==
  /\ acceptor[m][a].promised < 1
  /\ Phase1a(m, 1) \in sent
  /\ acceptor' = [acceptor EXCEPT ![m][a].promised = 1]
  /\ Send([type |-> "1b", manager |-> m, ballot |-> 1, acceptor |-> a,
           voted |-> acceptor[m][a].voted, value |-> acceptor[m][a].value])
  /\ UNCHANGED state

Vote(a, m, b, v) ==
  /\ Phase2a(m, b, v) \in sent
  /\ acceptor[m][a].promised <= b
  /\ acceptor' = [acceptor EXCEPT ![m][a] = [promised |-> b, voted |-> b, value |-> v]]
  /\ Send(Phase2b(m, b, v, a))
  /\ UNCHANGED state

Next ==
  \/ \E m \in Manager :
       \/ Prepare(m) \/ ChooseToAbort(m)
       \/ Learn(m, "commit", "committed") \/ Learn(m, "abort", "aborted")
       \/ SendPhase1a(m)
       \/ \E quorum \in Majority : SendPhase2a(m, quorum)
       \/ \E a \in Acceptor :
            AnswerPhase1(a, m) \/ \E b \in Ballot, v \in {"prepared", "aborted"} : Vote(a, m, b, v)
  \/ Decide

Spec == Init /\ [][Next]_vars

AllDecideAlike ==
  ~ \E m, n \in Manager : state[m] = "committed" /\ state[n] = "aborted"     \* all decide alike
=============================================================================
