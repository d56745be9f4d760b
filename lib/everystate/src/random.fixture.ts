/** Whole numbers from 0 on and below the one given, the same ones for the same seed: what tests make random models of. */
export function integersFrom(seed: number): (below: number) => number {
  return below => {
    seed = (Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (seed >>> 8) % below;
  };
}
