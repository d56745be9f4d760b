/**
 * Every combination of a value for each name: initial states as a product of choices, as in
 * `init: combinations({ open: [true, false], stock: [1, 2] })`.
 */
export function combinations<const C extends Readonly<Record<string, Iterable<unknown>>>>(
  choices: C,
): { [K in keyof C]: C[K] extends Iterable<infer V> ? V : never }[] {
  let all: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(choices)) {
    const list = [...values];
    all = all.flatMap(one => list.map(value => ({ ...one, [name]: value })));
  }
  return all as { [K in keyof C]: C[K] extends Iterable<infer V> ? V : never }[];
}
