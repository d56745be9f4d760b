import type { Outlook, Trace } from 'everystate';

/** A state near a trace, and what is possible there. */
export interface Place<D> {
  readonly state: Trace<D>['start'];
  readonly outlook: Outlook<D>;
  /** The number of the state that each choice leads to; undefined for a state outside of the neighbourhood. */
  readonly ways: readonly (number | undefined)[];
}

/**
 * The states of a trace, and all others within as many steps of it as fit. The
 * trace's own come first, then those one step away, and so on.
 * @param lookFrom says what is possible in a state
 * @param most how many states to hold; the trace's own are held in any case
 */
export function neighbourhood<D>(trace: Trace<D>, lookFrom: (state: Trace<D>['start']) => Outlook<D>, most: number) {
  const numbers = new Map<string, number>();
  const found: Omit<Place<D>, 'ways'>[] = [];
  const add = (state: Trace<D>['start']) => {
    const key = JSON.stringify(state);
    if (numbers.has(key)) return;
    numbers.set(key, found.length);
    found.push({ state, outlook: lookFrom(state) });
  };
  const numberOf = (state: Trace<D>['start']) => numbers.get(JSON.stringify(state));

  const along = [trace.start, ...trace.steps.map(step => step.after)];
  along.forEach(add);
  for (let from = 0; from < found.length; ) {
    const ring = found.slice(from);
    from = found.length;
    const next = new Map(
      ring.flatMap(({ outlook }) => outlook.choices).map(({ after }) => [JSON.stringify(after), after]),
    );
    const fresh = [...next].filter(([key]) => !numbers.has(key));
    if (found.length + fresh.length > most) break; // so the edge is equally far everywhere
    for (const [, state] of fresh) add(state);
  }
  const places: Place<D>[] = found.map(place => ({
    ...place,
    ways: place.outlook.choices.map(({ after }) => numberOf(after)),
  }));
  return { places, path: along.map(state => numberOf(state)!) };
}
