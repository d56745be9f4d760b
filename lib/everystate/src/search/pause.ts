/** States to go through between two pauses of a long computation: some hundredths of a second. */
export const PAUSE = 1 << 16;

/** States to go through between two pauses where functions of a model are called, which may be slow. */
export const SHORT_PAUSE = 1 << 8;

/** Runs to its end what pauses now and then. */
export function withoutPauses<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
