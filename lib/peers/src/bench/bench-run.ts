/**
 * One run of the benchmark in a process of its own, as nothing is compiled yet
 * there: `node bench-run.js CONTENDER QUESTION PLANS ENACTORS KEEP`. Prints an `Outcome`.
 */
import { check, type Model } from 'everystate';
import { reference } from 'everystate/dist/examples/classics.js';
import { countAccelerated } from 'everystate/dist/fixtures/accelerated.js';
import { naiveStateCount } from './naive.js';

/**
 * `default` is everystate as it comes, `functions` without remembering what functions do. `warm` is as it
 * comes, but the mean of searches that follow others in the same process: what the engine takes to compile
 * everystate is behind them, as the time of its C compiler is not counted for Spin.
 */
export type Contender = 'functions' | 'default' | 'warm' | 'naive';

export interface Outcome {
  readonly states: number;
  readonly transitions?: number;
  /** Of processor time, with all threads of the process. */
  readonly seconds: number;
  /** What the process needed more than before, at most. */
  readonly megabytes?: number;
}

/** Searches before those that are measured, and those. */
const WARM_UP = 3;
const WARM = 4;

const [contender, question, ...size] = process.argv.slice(2);
const [plans, enactors, keep] = size.map(Number);
const whole: Model = reference({ plans: plans!, enactors: enactors!, keep: keep! });
const model = {
  ...whole,
  always: Object.fromEntries(Object.entries(whole.always!).filter(([name]) => name === question)),
};
const search = () =>
  contender === 'functions'
    ? countAccelerated(model, { memoiseAbove: Infinity })
    : check(model, { maxStates: Infinity });
for (let i = 0; contender === 'warm' && i < WARM_UP; i++) search();
const before = process.memoryUsage.rss();
const start = process.cpuUsage();
const { states, transitions } =
  contender === 'naive' ? { states: naiveStateCount(model), transitions: undefined } : search();
for (let i = 1; contender === 'warm' && i < WARM; i++) search();
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6 / (contender === 'warm' ? WARM : 1);
// At most, so that earlier searches count as well.
const megabytes = contender === 'warm' ? undefined : (process.resourceUsage().maxRSS * 1_024 - before) / 1e6;
console.log(JSON.stringify({ states, transitions, seconds, megabytes } satisfies Outcome));
