------------------------------ MODULE article ------------------------------
(* The model of Waqas Younas's article, in our own words, as in               *)
(* lib/outage/src/article.ts and article.pml. One action there is one action  *)
(* here: one statement, which its process goes on from.                       *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config article.cfg article.tla *)
(*                                                                            *)
(* A run may end here, so the search for deadlocks is off; Ends says how.     *)
EXTENDS Naturals

CONSTANTS
  PLANS,
  VARIANT \* those of {"else", "oneStep", "sendFirst", "fixed"}
VARIABLES
  latest, highest, current, valid, initialised, deleted,
  sent, taken, \* the channel holds the plans after `taken` up to `sent`
  planner, at, \* the statements that come next
  mine, seen, old \* of each Enactor

planning == <<latest, sent, planner>>
record == <<highest, current, valid, initialised, deleted>>
vars == <<planning, record, taken, at, mine, seen, old>>
Enactor == {1, 2}
AGE == 2
CAPACITY == 4
Has(variant) == variant \in VARIANT

Init ==
  /\ latest = 0 /\ highest = 0 /\ current = 0
  /\ valid = FALSE /\ initialised = FALSE /\ deleted = {}
  /\ sent = 0 /\ taken = 0
  /\ planner = "loop" /\ at = [e \in Enactor |-> "receive"]
  /\ mine = [e \in Enactor |-> 0] /\ seen = mine /\ old = mine

-----------------------------------------------------------------------------
(* The Planner *)

Plans(from, to) == planner = from /\ planner' = to /\ UNCHANGED <<record, taken, at, mine, seen, old>>

More == latest < PLANS /\ Plans("loop", IF Has("sendFirst") THEN "send" ELSE "announce") /\ UNCHANGED <<latest, sent>>
Announce == Plans("announce", IF Has("sendFirst") THEN "loop" ELSE "send") /\ latest' = latest + 1 /\ UNCHANGED sent
Send ==
  /\ sent - taken < CAPACITY
  /\ Plans("send", IF Has("sendFirst") THEN "announce" ELSE "loop") /\ sent' = sent + 1 /\ UNCHANGED latest
NoMore == latest >= PLANS /\ Plans("loop", "done") /\ UNCHANGED <<latest, sent>>

-----------------------------------------------------------------------------
(* An Enactor. It goes from one statement to the next; most do nothing else. *)

Step(e, from, to) == at[e] = from /\ at' = [at EXCEPT ![e] = to] /\ UNCHANGED planning
Goes(e, from, to) == Step(e, from, to) /\ UNCHANGED <<record, taken, mine, seen, old>>
Writes(e, from, to) == Step(e, from, to) /\ UNCHANGED <<taken, mine, seen, old>>

Receive(e) ==
  /\ taken < sent /\ Step(e, "receive", "look")
  /\ taken' = taken + 1 /\ mine' = [mine EXCEPT ![e] = taken + 1]
  /\ UNCHANGED <<record, seen, old>>
Halt(e) == latest = PLANS /\ taken = sent /\ Goes(e, "receive", "stopped")
Look(e) == Step(e, "look", "compare") /\ seen' = [seen EXCEPT ![e] = current] /\ UNCHANGED <<record, taken, mine, old>>
Newer(e) == mine[e] > seen[e] /\ Goes(e, "compare", "ask")
NotNewer(e) == mine[e] <= seen[e] /\ Goes(e, "compare", "receive")

Exists(e) == mine[e] \notin deleted /\ Goes(e, "ask", "apply")
IsGone(e) == mine[e] \in deleted /\ Goes(e, "ask", "receive")
Apply(e) ==
  /\ Writes(e, "apply", "rank")
  /\ current' = mine[e] /\ valid' = TRUE /\ initialised' = TRUE /\ UNCHANGED <<highest, deleted>>
Higher(e) == mine[e] > highest /\ Goes(e, "rank", "raise")
NotHigher(e) == Has("else") /\ mine[e] <= highest /\ Goes(e, "rank", "begin")
Raise(e) == Writes(e, "raise", "begin") /\ highest' = mine[e] /\ UNCHANGED <<current, valid, initialised, deleted>>

Sets(e, cursor) == old' = [old EXCEPT ![e] = cursor] /\ UNCHANGED <<record, taken, mine, seen>>
Begin(e) == Step(e, "begin", "age") /\ Sets(e, 1)
OldEnough(e) == mine[e] - old[e] >= AGE /\ Goes(e, "age", "remove")
TooYoung(e) == mine[e] - old[e] < AGE /\ Goes(e, "age", "receive")
Remove(e) ==
  /\ Writes(e, "remove", "match")
  /\ deleted' = deleted \union {old[e]} /\ UNCHANGED <<highest, current, valid, initialised>>
WasActive(e) == current = old[e] /\ Goes(e, "match", "empty")
NotActive(e) == current # old[e] /\ Goes(e, "match", "next")
Empty(e) ==
  /\ Writes(e, "empty", IF Has("oneStep") THEN "next" ELSE "forget")
  /\ valid' = FALSE /\ current' = (IF Has("oneStep") THEN 0 ELSE current) /\ UNCHANGED <<highest, initialised, deleted>>
Forget(e) == Writes(e, "forget", "next") /\ current' = 0 /\ UNCHANGED <<highest, valid, initialised, deleted>>
Advance(e) == Step(e, "next", "age") /\ Sets(e, old[e] + 1)

(* In place of everything after the check *)
Fix(e) ==
  /\ Step(e, "ask", "receive") /\ UNCHANGED <<taken, mine, seen>>
  /\ IF mine[e] \in deleted THEN UNCHANGED <<record, old>> ELSE
     /\ current' = mine[e] /\ valid' = TRUE /\ initialised' = TRUE
     /\ highest' = IF mine[e] > highest THEN mine[e] ELSE highest
     /\ deleted' = deleted \union 1..(mine[e] - AGE)
     /\ old' = [old EXCEPT ![e] = IF mine[e] > AGE THEN mine[e] - AGE + 1 ELSE 1]

Next ==
  \/ More \/ Announce \/ Send \/ NoMore
  \/ \E e \in Enactor :
       \/ Receive(e) \/ Halt(e) \/ Look(e) \/ Newer(e) \/ NotNewer(e)
       \/ IF Has("fixed") THEN Fix(e) ELSE
          \/ Exists(e) \/ IsGone(e) \/ Apply(e) \/ Higher(e) \/ NotHigher(e) \/ Raise(e)
          \/ Begin(e) \/ OldEnough(e) \/ TooYoung(e) \/ Remove(e)
          \/ WasActive(e) \/ NotActive(e) \/ Empty(e) \/ Forget(e) \/ Advance(e)

Spec == Init /\ [][Next]_vars

(* The properties *)
WentBack == current > 0 /\ current < highest
NoEmptyRecord == WentBack => valid              \* No empty record after a regression
NeverDeleted == current \notin deleted          \* The active plan is never deleted
NeverEmpty == initialised => valid              \* Once filled, never empty
NeverBehind == ~WentBack                        \* Never behind the highest
AllStopped == planner = "done" /\ \A e \in Enactor : at[e] = "stopped"
Ends == ENABLED Next \/ AllStopped             \* Nobody is stuck
AllReceived == ENABLED Next \/ taken = PLANS    \* Every plan is received
=============================================================================
