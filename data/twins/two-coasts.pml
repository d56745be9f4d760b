/*
 * Two coasts and a primary, as in notebook 12. One action is one d_step, and the
 * only process is back at its loop after each.
 *
 * -DSHOW=n makes an error of each state that breaks a promise, or bears it out.
 *   1: 'One history'   2: 'The primary has every write'   3: 'no deadlock'
 *   4: 'Users can be served during a cut'
 *
 * Other designs: -DFENCE=1 takes no writes in the East while it is cut off,
 * -DBOTH=1 writes to both coasts at once, -DSTAY=1 never moves the primary away.
 * And a planted bug: -DBOTH=1 -DFORGETFUL=1 takes writes in the East while it is cut off.
 */
#define LAG 3

bool cut, west; /* the link is cut; the primary is in the West */
byte eastOnly, westOnly; /* writes that the other coast has not got */

#define lacks (west -> eastOnly : westOnly)

#if FENCE
#define MAY_WRITE_EAST !cut
#else
#define MAY_WRITE_EAST true
#endif

active proctype System() {
  do
#if BOTH
#if FORGETFUL
  :: d_step { !west && eastOnly < LAG -> eastOnly = (cut -> eastOnly + 1 : eastOnly) } /* writeEast */
#else
  :: d_step { !west && !cut -> skip } /* writeEast */
#endif
  :: d_step { west && westOnly < LAG -> westOnly = (cut -> westOnly + 1 : westOnly) } /* writeWest */
#else
  :: d_step { !west && eastOnly < LAG && MAY_WRITE_EAST -> eastOnly++ } /* writeEast */
  :: d_step { west && westOnly < LAG -> westOnly++ } /* writeWest */
#endif
  :: d_step { /* copy */
       !cut && lacks == 0 && eastOnly + westOnly > 0 ->
       if
       :: west -> westOnly--
       :: else -> eastOnly--
       fi
     }
  :: d_step { !cut -> cut = true } /* cut */
  :: d_step { cut -> cut = false } /* mend */
#if !STAY
  :: d_step { cut && !west -> west = true } /* failOver */
#endif
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
