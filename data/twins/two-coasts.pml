/*
 * Two coasts and a primary, as in notebook 12. One action is one d_step, and the
 * only process is back at its loop after each.
 *
 * -DSHOW=n makes an error of each state that breaks a promise, or bears it out.
 *   1: 'One history'   2: 'The primary has every write'   3: 'no deadlock'
 *   4: 'Users can be served during a cut'
 */
#define LAG 3

bool cut, west; /* the link is cut; the primary is in the West */
byte eastOnly, westOnly; /* writes that the other coast has not got */

#define lacks (west -> eastOnly : westOnly)

active proctype System() {
  do
  :: d_step { !west && eastOnly < LAG -> eastOnly++ } /* writeEast */
  :: d_step { west && westOnly < LAG -> westOnly++ } /* writeWest */
  :: d_step { /* copy */
       !cut && lacks == 0 && eastOnly + westOnly > 0 ->
       if
       :: west -> westOnly--
       :: else -> eastOnly--
       fi
     }
  :: d_step { !cut -> cut = true } /* cut */
  :: d_step { cut -> cut = false } /* mend */
  :: d_step { cut && !west -> west = true } /* failOver */
  :: d_step { !cut && west && westOnly == 0 -> west = false } /* failBack */
#if SHOW == 1
  :: d_step { eastOnly > 0 && westOnly > 0 -> assert(false) }
#elif SHOW == 2
  :: d_step { lacks > 0 -> assert(false) }
#elif SHOW == 3
  :: d_step { timeout -> assert(false) }
#elif SHOW == 4
  :: d_step { cut && west && westOnly > 0 -> assert(false) }
#endif
  od
}
