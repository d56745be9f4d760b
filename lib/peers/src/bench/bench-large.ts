/**
 * `npm run bench:large`: the reference model with 11 plans and 4 Enactors, more than
 * 200 million states. Takes some 7 GB of memory and a minute or two. `--write` keeps what
 * was found in `data/results/large.json`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { check } from 'everystate';
import { reference } from 'everystate/dist/examples/classics.js';
import { ROOT } from '../common/paths.js';

const size = { plans: 11, enactors: 4, keep: 2 };
const start = performance.now();
let said = 0;
const result = check(reference(size), {
  maxStates: Infinity,
  progress({ states, depth, elapsed }) {
    if (elapsed - said < 10) return;
    said = elapsed;
    console.log(
      `${Math.round(elapsed)} s: ${states.toLocaleString('en-US')} states, depth ${depth}, ${gigabytes(process.memoryUsage.rss())} GB`,
    );
  },
});
const seconds = (performance.now() - start) / 1_000;
const memory = gigabytes(process.resourceUsage().maxRSS * 1_024);
if (process.argv.includes('--write')) {
  const { states, transitions, depth, complete } = result;
  const machine = `${cpus().length} cores, Node ${process.versions.node.split('.')[0]}`;
  writeFileSync(
    path.join(ROOT, 'data/results/large.json'),
    `${JSON.stringify({ machine, size, states, transitions, depth, complete, seconds: Math.round(seconds), gigabytes: Number(memory) }, null, 2)}\n`,
  );
}
console.log(`
states       ${result.states.toLocaleString('en-US')}
transitions  ${result.transitions.toLocaleString('en-US')}
depth        ${result.depth}
complete     ${result.complete}
'ordered'    ${result.of('ordered').verdict}
lost record  ${result.of('something stays live').verdict}, in ${result.of('something stays live').trace?.length} steps
took         ${Math.round(seconds)} s, ${(result.states / seconds / 1e6).toFixed(2)} M states/s
memory       ${memory} GB at most`);

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
