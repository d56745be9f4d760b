import { readFileSync } from 'node:fs';

/** Clock ticks a second, in which Linux counts. */
const TICKS = 100;

/**
 * How long something takes that runs other programs: the processor time of all their
 * threads where Linux tells it, the time on the clock elsewhere. Nothing else may run
 * other programs meanwhile.
 */
export async function processorTime<T>(run: () => Promise<T>): Promise<{ seconds: number; outcome: T }> {
  const before = childTime();
  const outcome = await run();
  return { seconds: childTime() - before, outcome };
}

/** Seconds that finished child processes took until now. */
function childTime(): number {
  if (process.platform !== 'linux') return performance.now() / 1_000;
  // After the program's name in brackets, numbers 14 and 15 are the children's time in user code and in the system.
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}
