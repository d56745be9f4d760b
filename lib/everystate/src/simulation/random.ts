/**
 * Pseudo-random numbers in [0, 1), the same ones for the same seed on every machine.
 * Not for secrets; good enough to draw schedules from: every seed begins elsewhere
 * on one long sequence, whose members are well mixed before they are handed out.
 */
export function randomFrom(seed: number): () => number {
  let state = mixed(seed | 0);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return (mixed(state) >>> 0) / 2 ** 32;
  };
}

/** The seed of one of many runs that a seed stands for. */
export function seedOf(seed: number, run: number): number {
  return mixed((mixed(seed | 0) + run) | 0);
}

/** A number whose bits all depend on all of the given one's. */
function mixed(bits: number): number {
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}
