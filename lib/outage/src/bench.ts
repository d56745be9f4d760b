/**
 * `npm run bench`: how fast the checker is, side by side with a naive search in
 * the same run. Machines differ, and so do moments on one machine: the ratio is
 * what counts, the median of runs taken in turns.
 */
import { check } from 'everystate';
import { naiveStateCount } from './naive.js';
import { race, type RaceSize } from './race.js';

const ROUNDS = 5;
const small: RaceSize = { plans: 5, enactors: 3, keep: 2 };
const large: RaceSize = { plans: 8, enactors: 3, keep: 2 };

interface Contender {
  readonly name: string;
  readonly size: RaceSize;
  /** Runs once, and says how many states there were. */
  readonly run: () => number;
}

const everystate = (size: RaceSize, properties: boolean) => () => {
  const model = race(size);
  return check(properties ? model : { ...model, always: {}, everyStep: {} }).states;
};

const contenders: Contender[] = [
  { name: 'naive: objects and JSON in a Map', size: small, run: () => naiveStateCount(race(small)) },
  { name: 'everystate', size: small, run: everystate(small, true) },
  { name: 'everystate', size: large, run: everystate(large, true) },
  { name: 'everystate, no properties', size: large, run: everystate(large, false) },
];

const rates = contenders.map(() => [] as number[]);
const states = contenders.map(() => 0);
for (let round = 0; round < ROUNDS; round++) {
  contenders.forEach(({ run }, i) => {
    const started = performance.now();
    states[i] = run();
    rates[i]!.push(states[i]! / (performance.now() - started) / 1000);
  });
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const base = median(rates[0]!);
console.log(`The race of notebook 4, one core, medians of ${ROUNDS} runs in turns\n`);
console.log(`${'contender'.padEnd(34)}${'plans'.padStart(6)}${'Enactors'.padStart(10)}${'states'.padStart(12)}${'M states/s'.padStart(12)}${'ratio'.padStart(8)}`);
contenders.forEach(({ name, size }, i) => {
  const rate = median(rates[i]!);
  console.log(
    name.padEnd(34) + String(size.plans).padStart(6) + String(size.enactors).padStart(10)
    + states[i]!.toLocaleString('en-US').padStart(12) + rate.toFixed(3).padStart(12) + (rate / base).toFixed(1).padStart(8),
  );
});
