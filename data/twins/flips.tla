------------------------------- MODULE flips -------------------------------
(* The outage with one assumption turned round, as in lib/outage/src/flips.ts. *)
(* What is not turned is the outage's.                                         *)
(*                                                                             *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config flips.cfg flips.tla     *)
(*                                                                             *)
(* A run may end here, so the search for deadlocks is off; Ends says how.      *)
EXTENDS Naturals

CONSTANTS
  PLANS, ENACTORS, KEEP,
  TURNED \* one of "bounded" (A-2), "queue" (A-3), "againstHighest" (A-4), "halfDone" (A-5),
         \* "appliesDeleted" (A-7), "cleansAtOnce" and "cleansInApply" (A-8), "nothingLive" (A-11),
         \* "crash" (A-12), "cached" (A-13), "oneLock" (A-14), "takesNewer" (A-16),
         \* "anyMayStop" (A-18)
VARIABLES
  latest, live, rollback, deleted, at, plan, cursor,
  next, highest, remembered \* for "queue", "againstHighest" and "cached"

Outage == INSTANCE outage WITH CHANGES <- {}, ONE_MAY_STOP <- FALSE
more == <<next, highest, remembered>>
system == <<latest, live, rollback, deleted, at, plan, cursor>>
vars == <<system, more>>
Is(flip) == TURNED = flip
Enactor == Outage!Enactor
First == IF Is("nothingLive") THEN 0 ELSE 1

Init ==
  /\ latest = First /\ live = First /\ rollback = First /\ deleted = {}
  /\ at = [e \in Enactor |-> "idle"]
  /\ plan = [e \in Enactor |-> First]
  /\ cursor = [e \in Enactor |-> 0]
  /\ next = 2 /\ highest = 1 /\ remembered = TRUE

PickUp(e) ==
  IF ~Is("queue") THEN Outage!PickUp(e) /\ UNCHANGED more ELSE
  /\ at[e] = "idle" /\ next <= latest
  /\ plan' = [plan EXCEPT ![e] = next]
  /\ next' = next + 1
  /\ at' = [at EXCEPT ![e] = "picked"]
  /\ UNCHANGED <<latest, live, rollback, deleted, cursor, highest, remembered>>

CheckOnce(e) ==
  /\ Is("oneLock") => \A other \in Enactor : at[other] \in {"idle", "picked"}
  /\ IF ~Is("againstHighest") THEN Outage!CheckOnce(e) ELSE
     at[e] = "picked" /\ Outage!Goes(e, IF plan[e] > highest THEN "checked" ELSE "idle")
  /\ UNCHANGED more

Applies(e) ==
  \/ Outage!Outcome(e) = "applies"
  \/ Is("appliesDeleted") /\ Outage!Outcome(e) = "gone" /\ live \notin deleted

(* What clean-up has before it, where it deletes all at once *)
Old(e, first) == first..(plan[e] - KEEP - 1)

Apply(e) ==
  /\ Applies(e)
  /\ rollback' = live
  /\ live' = IF Is("halfDone") THEN live ELSE plan[e]
  /\ highest' = IF Is("againstHighest") /\ plan[e] > highest THEN plan[e] ELSE highest
  /\ deleted' = IF Is("cleansInApply") THEN deleted \union Old(e, 1) ELSE deleted
  /\ at' = [at EXCEPT ![e] = IF Is("halfDone") THEN "applied" ELSE IF Is("cleansInApply") THEN "idle" ELSE "cleaning"]
  /\ cursor' = [cursor EXCEPT ![e] = IF Is("halfDone") \/ Is("cleansInApply") THEN 0 ELSE 1]
  /\ UNCHANGED <<latest, plan, next, remembered>>

Flip(e) ==
  /\ Is("halfDone") /\ at[e] = "applied"
  /\ live' = plan[e]
  /\ at' = [at EXCEPT ![e] = "cleaning"]
  /\ cursor' = [cursor EXCEPT ![e] = 1]
  /\ UNCHANGED <<latest, rollback, deleted, plan, more>>

FailToApply(e) ==
  /\ IF ~Is("takesNewer") THEN Outage!FailToApply(e) ELSE Outage!Outcome(e) = "fails" /\ Outage!Goes(e, "idle")
  /\ UNCHANGED more

Idles(e) == at' = [at EXCEPT ![e] = "idle"] /\ cursor' = [cursor EXCEPT ![e] = 0]

CleanUp(e) ==
  IF ~Is("cleansAtOnce") THEN Outage!CleanUp(e) /\ UNCHANGED more ELSE
  /\ at[e] = "cleaning" /\ Outage!IsOld(e)
  /\ deleted' = deleted \union Old(e, cursor[e])
  /\ Idles(e) /\ UNCHANGED <<latest, live, rollback, plan, more>>

Crash(e) == Is("crash") /\ at[e] # "idle" /\ Idles(e) /\ UNCHANGED <<latest, live, rollback, deleted, plan, more>>
Stop(e) == Is("anyMayStop") /\ at[e] # "stopped" /\ Outage!Goes(e, "stopped") /\ UNCHANGED more

Publish ==
  /\ Is("bounded") => \A e \in Enactor : at[e] # "idle" => latest - plan[e] < KEEP
  /\ Outage!Publish /\ UNCHANGED more

(* A resolver remembers the last answer for a while. *)
Ask == Is("cached") /\ ~remembered /\ live \notin deleted /\ remembered' = TRUE /\ UNCHANGED <<system, next, highest>>
Expire == Is("cached") /\ remembered /\ remembered' = FALSE /\ UNCHANGED <<system, next, highest>>

Next ==
  \/ Publish \/ Ask \/ Expire
  \/ \E e \in Enactor :
       \/ PickUp(e) \/ CheckOnce(e) \/ Apply(e) \/ Flip(e) \/ FailToApply(e) \/ CleanUp(e) \/ Crash(e) \/ Stop(e)
       \/ (Outage!Retry(e) \/ Outage!GiveUp(e) \/ Outage!Finish(e)) /\ UNCHANGED more

Spec == Init /\ [][Next]_vars

(* The promises *)
Resolves ==                                                                \* The name always resolves
  live \notin deleted \/ (Is("nothingLive") /\ live = 0) \/ (Is("cached") /\ remembered)
NeverBack == [][live' >= live]_vars                                        \* Never a step back
Ends == ENABLED Next \/ \A e \in Enactor : at[e] = "idle"                  \* Nobody is stuck
=============================================================================
