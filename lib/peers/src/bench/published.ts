/**
 * Specifications of others, with sequences, references and records in sets, searched by everystate and by TLC.
 * One run of everystate in a process of its own: `node published.js NAME`. Prints an `Outcome`.
 */
import { check, type Model } from 'everystate';
import { lamportMutex } from 'everystate/dist/examples/published/lamport-mutex.js';
import { paxosCommit } from 'everystate/dist/examples/published/paxos-commit.js';
import { PeerError } from '../common/peer-error.js';
import { ROOT } from '../common/paths.js';
import { output } from '../common/programs.js';
import { searchWithTlc, type Constants } from '../tlc/tlc.js';
import type { Outcome } from './bench-run.js';
import { processorTime } from './processor-time.js';

interface Published {
  readonly name: string;
  readonly model: Model;
  /** The module in `data/twins`. */
  readonly file: string;
  readonly constants: Constants;
  readonly asks: string;
}

const PUBLISHED: readonly Published[] = [
  {
    name: "Lamport's mutex",
    model: lamportMutex,
    file: 'lamport',
    constants: { N: '3', CLOCK: '6' },
    asks: 'INVARIANT OneAtATime',
  },
  {
    name: 'Paxos commit',
    model: paxosCommit,
    file: 'commit',
    constants: { Manager: '{m1, m2}', Acceptor: '{a1, a2, a3}' },
    asks: 'INVARIANT AllDecideAlike',
  },
];
/** Of these the median counts; TLC takes minutes and runs once. */
const ROUNDS = 3;

const wanted = PUBLISHED.find(({ name }) => name === process.argv[2]);
if (import.meta.filename === process.argv[1] && wanted) {
  const start = process.cpuUsage();
  const { states, transitions } = check(wanted.model);
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ states, transitions, seconds: (user + system) / 1e6 } satisfies Outcome));
}

/**
 * A row for each specification, with how many times as fast as TLC everystate is, by processor time.
 * @param tlcFlags for Java
 * @throws PeerError when the two count different states or transitions
 */
export async function racePublished(tlcFlags: readonly string[]) {
  const rows = [];
  for (const { name, file, constants, asks } of PUBLISHED) {
    const runs: Outcome[] = [];
    for (let round = 0; round < ROUNDS; round++)
      runs.push(JSON.parse(await output(process.execPath, [import.meta.filename, name], ROOT)));
    const { states, transitions } = runs[0]!;
    const tlc = await processorTime(() => searchWithTlc(file, constants, asks, tlcFlags));
    if (tlc.outcome.states !== states || tlc.outcome.transitions !== transitions) {
      const theirs = `${tlc.outcome.states} states and ${tlc.outcome.transitions} transitions`;
      throw new PeerError(
        `${name}: TLC found ${theirs}, everystate ${states} and ${transitions}.`,
        `Compare the example with data/twins/${file}.tla: one of them says something else.`,
      );
    }
    const seconds = runs.map(run => run.seconds).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
    rows.push({
      published: name,
      states,
      transitions,
      'TLC, seconds': Number(tlc.seconds.toFixed(1)),
      everystate: Number(seconds.toFixed(1)),
      'times as fast': Number((tlc.seconds / seconds).toFixed(1)),
    });
  }
  return rows;
}
