------------------------------ MODULE endless ------------------------------
(* The outage whose Planner makes plans without end, as in                    *)
(* lib/outage/src/endless.ts: each state is put into the normal form of       *)
(* notebook 11, so that there are finitely many. One action there is one      *)
(* action here. With "tolerantRollback" it is the race. With WATCHED one plan *)
(* at a time is watched until it is live, or a newer one.                     *)
(*                                                                            *)
(*   java -cp tla2tools.jar tlc2.TLC -deadlock -config endless.cfg endless.tla *)
EXTENDS Naturals, FiniteSets

CONSTANTS
  ENACTORS, KEEP,
  CHANGES, \* as in outage.tla, but for "keepMore"
  ONE_MAY_STOP, \* whether one Enactor may stop for good
  WATCHED \* whether plans are watched
VARIABLE s \* latest, live, deleted; watched, 0 for none; and of each Enactor: at, plan, cursor

Has(change) == change \in CHANGES
Enactor == 1..(IF Has("oneEnactor") THEN 1 ELSE ENACTORS)
Least(set) == CHOOSE n \in set : \A other \in set : n <= other

-----------------------------------------------------------------------------
(* The normal form of a state t *)

Holding == {"picked", "checked", "rechecked", "failed"}
Cleaning == {"applied", "cleaning", "deleting"}

(* The live plan, and those that somebody may still put live *)
InPlay(t) == {t.latest, t.live} \union {t.plan[e] : e \in {one \in Enactor : t.at[one] \in Holding}}

(* Clean-up goes past what nobody will notice; who is done forgets its plan. *)
Settled(t, e) ==
  LET noticed == {p \in t.cursor[e]..(t.plan[e] - KEEP - 1) : p \in InPlay(t) \ t.deleted}
      cleans == t.at[e] \in Cleaning
      cursor == IF ~cleans THEN t.cursor[e] ELSE IF noticed = {} THEN t.plan[e] ELSE Least(noticed)
      isDone == t.at[e] = "idle" \/ (cleans /\ cursor = t.plan[e])
      forgets == t.at[e] = "stopped" \/ (isDone /\ t.plan[e] < t.latest)
  IN [at |-> IF t.at[e] = "deleting" /\ cursor # t.cursor[e] THEN "cleaning" ELSE t.at[e],
      plan |-> IF forgets THEN 0 ELSE t.plan[e],
      cursor |-> IF forgets THEN 0 ELSE cursor]

(* Plans that are left are numbered anew, with no gap larger than KEEP + 1: *)
(* what is farther above a plan that is left is not counted.                *)
Numbers(left) ==
  LET first == Least(left)
  IN [p \in left \union {0} |-> IF p = 0 THEN 0 ELSE
       1 + Cardinality({n \in (first + 1)..p : \E q \in left : q < n /\ n - q <= KEEP + 1})]

(* The next state is the normal form of t. With \E, TLC finds each part once; there is but one of each. *)
Becomes(t) ==
  \E now \in {t} : \E settled \in {[e \in Enactor |-> Settled(now, e)]} :
  \E watched \in {IF now.watched <= now.live THEN 0 ELSE now.watched} :
  \E number \in {Numbers((InPlay(now) \union {watched} \union {settled[e].plan : e \in Enactor}) \ {0})} :
    s' = [latest |-> number[now.latest], live |-> number[now.live], watched |-> number[watched],
          deleted |-> {number[p] : p \in InPlay(now) \intersect now.deleted},
          at |-> [e \in Enactor |-> settled[e].at],
          plan |-> [e \in Enactor |-> number[settled[e].plan]],
          cursor |-> [e \in Enactor |-> number[settled[e].cursor]]]

-----------------------------------------------------------------------------
(* The outage, as in outage.tla. Nobody reads the rollback record: it is left out. *)

Init == s = [latest |-> 1, live |-> 1, watched |-> 0, deleted |-> {},
  at |-> [e \in Enactor |-> "idle"], plan |-> [e \in Enactor |-> 1], cursor |-> [e \in Enactor |-> 0]]

Goes(e, place) == Becomes([s EXCEPT !.at[e] = place])
IsNewer(e) == s.plan[e] > s.live

PickUp(e) ==
  s.at[e] = "idle" /\ s.plan[e] < s.latest /\ Becomes([s EXCEPT !.plan[e] = s.latest, !.at[e] = "picked"])
CheckOnce(e) == s.at[e] = "picked" /\ Goes(e, IF IsNewer(e) THEN "checked" ELSE "idle")
CheckAgain(e) == Has("recheckBefore") /\ s.at[e] = "checked" /\ Goes(e, IF IsNewer(e) THEN "rechecked" ELSE "idle")

Free == Has("lockedCleanUp") => \A e \in Enactor : s.at[e] \notin {"cleaning", "deleting"}
Outcome(e) ==
  IF s.at[e] # (IF Has("recheckBefore") THEN "rechecked" ELSE "checked") \/ ~Free THEN "waits"
  ELSE IF s.plan[e] \in s.deleted THEN "gone"
  ELSE IF Has("recheck") /\ ~IsNewer(e) THEN "stale"
  ELSE IF s.live \in s.deleted /\ ~Has("tolerantRollback") THEN "fails"
  ELSE "applies"

Apply(e) ==
  /\ Outcome(e) = "applies"
  /\ Becomes([s EXCEPT !.live = s.plan[e], !.cursor[e] = 1,
       !.at[e] = IF Has("lockedCleanUp") THEN "applied" ELSE "cleaning"])
FailToApply(e) == Outcome(e) = "fails" /\ Goes(e, "failed")
Retry(e) == s.at[e] = "failed" /\ Goes(e, "checked")
GiveUp(e) == Outcome(e) = "gone" /\ Goes(e, "idle")
Refuse(e) == Outcome(e) = "stale" /\ Goes(e, "idle")

TakeLock(e) == s.at[e] = "applied" /\ Free /\ Goes(e, "cleaning")
IsOld(e) == s.plan[e] - s.cursor[e] > KEEP
LookFirst(e) ==
  /\ Has("guardBefore") /\ s.at[e] = "cleaning" /\ IsOld(e)
  /\ IF s.cursor[e] = s.live THEN Becomes([s EXCEPT !.cursor[e] = @ + 1]) ELSE Goes(e, "deleting")
CleanUp(e) ==
  /\ IF Has("guardBefore") THEN s.at[e] = "deleting" ELSE s.at[e] = "cleaning" /\ IsOld(e)
  /\ Becomes([s EXCEPT !.cursor[e] = @ + 1, !.at[e] = "cleaning",
       !.deleted = IF Has("guard") /\ s.cursor[e] = s.live THEN @ ELSE @ \union {s.cursor[e]}])
Finish(e) == s.at[e] = "cleaning" /\ ~IsOld(e) /\ Becomes([s EXCEPT !.at[e] = "idle", !.cursor[e] = 0])

Stop(e) == ONE_MAY_STOP /\ (\A other \in Enactor : s.at[other] # "stopped") /\ Goes(e, "stopped")

Publish == (Has("slowPlanner") => s.live = s.latest) /\ Becomes([s EXCEPT !.latest = @ + 1])

Enacting == \E e \in Enactor :
  \/ PickUp(e) \/ CheckOnce(e) \/ CheckAgain(e)
  \/ Apply(e) \/ FailToApply(e) \/ Retry(e) \/ GiveUp(e) \/ Refuse(e)
  \/ TakeLock(e) \/ LookFirst(e) \/ CleanUp(e) \/ Finish(e)
  \/ Stop(e)

(* Whichever plan is the latest when the watch begins. The Planner may rest, and need not go on. *)
Watch == WATCHED /\ s.watched <= s.live /\ s.live # s.latest /\ Becomes([s EXCEPT !.watched = s.latest])
Rest == WATCHED /\ UNCHANGED s

(* Whatever stays possible for an Enactor is done, sooner or later; nobody has to stop. *)
Fairness ==
  \A e \in Enactor :
    /\ WF_s(PickUp(e)) /\ WF_s(CheckOnce(e)) /\ WF_s(CheckAgain(e))
    /\ WF_s(Apply(e)) /\ WF_s(FailToApply(e)) /\ WF_s(Retry(e)) /\ WF_s(GiveUp(e)) /\ WF_s(Refuse(e))
    /\ WF_s(TakeLock(e)) /\ WF_s(LookFirst(e)) /\ WF_s(CleanUp(e)) /\ WF_s(Finish(e))

Spec == Init /\ [][Publish \/ Enacting \/ Watch \/ Rest]_s /\ Fairness

(* The promises. Nothing ends: Ends and Arrives are asked where the Planner alone can go on. *)
Resolves == s.live \notin s.deleted                                          \* The name always resolves
NeverBack == [][\A e \in Enactor : Apply(e) => s.plan[e] >= s.live]_s         \* Never a step back
Ends == ENABLED Enacting \/ \A e \in Enactor : s.at[e] \in {"idle", "stopped"} \* Nobody is stuck
Arrives == ENABLED Enacting \/ s.live = s.latest                             \* The newest plan goes live
GoesLive == (s.watched > 0) ~> (s.live >= s.watched)                         \* The same, where it is watched
=============================================================================
