/*
 * For models whose Enactors are interchangeable: puts them in order, so that states
 * which differ only in which of them does what are one. Included by race.pml and
 * outage.pml where -DSYMMETRIC=1.
 */

/* Only for sort(), and 0 whenever a step is done. */
byte round, e, held;

#define rank(e) ((at[e] << 10) + (plan[e] << 5) + cursor[e])
#define exchange(field) held = field[e]; field[e] = field[e + 1]; field[e + 1] = held

/* In each round, whoever ranks highest among those left goes to the end. */
inline sort() {
  do
  :: round < ENACTORS - 1 ->
     do
     :: e < ENACTORS - 1 && rank(e) > rank(e + 1) ->
        exchange(at);
        exchange(plan);
        exchange(cursor);
        e++
     :: e < ENACTORS - 1 && rank(e) <= rank(e + 1) -> e++
     :: else -> e = 0; break
     od;
     round++
  :: else -> break
  od;
  round = 0;
  held = 0
}
