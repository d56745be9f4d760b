/**
 * One run of the benchmark in a process of its own, as nothing is compiled yet
 * there: `node bench-run.js CONTENDER PLANS ENACTORS KEEP`. Prints an `Outcome`.
 */
import { check } from 'everystate';
import { reference } from 'everystate/dist/classics.fixture.js';
import { naiveStateCount } from './naive.js';

/**
 * `default` is everystate as it comes, `functions` without remembering what functions do. `warm` is as it
 * comes, but measured when it searches for the third time: what the engine takes to compile
 * everystate is behind it, as the time of its C compiler is not counted for Spin.
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

const [contender, ...size] = process.argv.slice(2);
const [plans, enactors, keep] = size.map(Number);
const model = reference({ plans: plans!, enactors: enactors!, keep: keep! });
const search = () => check(model, { maxStates: Infinity, compile: contender !== 'functions' });
for (let i = 0; contender === 'warm' && i < 2; i++) search();
const before = process.memoryUsage.rss();
const start = process.cpuUsage();
const { states, transitions } = contender === 'naive'
  ? { states: naiveStateCount(model), transitions: undefined }
  : search();
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6;
// At most, so that earlier searches count as well.
const megabytes = contender === 'warm' ? undefined : (process.resourceUsage().maxRSS * 1_024 - before) / 1e6;
console.log(JSON.stringify({ states, transitions, seconds, megabytes } satisfies Outcome));
