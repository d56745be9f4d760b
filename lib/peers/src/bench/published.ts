/**
 * Specifications of others, with sequences, references and records in sets, searched by everystate and by TLC.
 * One run of everystate in a process of its own: `node published.js NAME`. Prints an `Outcome`.
 */
import { check, type Model } from 'everystate';
import { lamportMutex } from 'everystate/dist/examples/published/lamport-mutex.js';
import { paxosCommit } from 'everystate/dist/examples/published/paxos-commit.js';
import { searchWithTlc, toTla, type Written } from 'tlaplus';
import { run, ToolError } from 'programs';
import type { Outcome } from './bench-run.js';
import { processorTime } from './processor-time.js';

const PUBLISHED: readonly { readonly name: string; readonly model: Model }[] = [
  { name: "Lamport's mutex", model: lamportMutex },
  { name: 'Paxos commit', model: paxosCommit },
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
 * @throws ToolError when the two count different states or transitions
 */
export async function racePublished(tlcFlags: readonly string[]) {
  const rows = [];
  for (const { name, model } of PUBLISHED) {
    const runs: Outcome[] = [];
    for (let round = 0; round < ROUNDS; round++)
      runs.push(JSON.parse(await run(process.execPath, [import.meta.filename, name])));
    const { states, transitions } = runs[0]!;
    const tlc = await processorTime(() => searchWithTlc(askedAlways(model, name), [], { java: tlcFlags }));
    if (tlc.outcome.states !== states || tlc.outcome.transitions !== transitions) {
      const theirs = `${tlc.outcome.states} states and ${tlc.outcome.transitions} transitions`;
      throw new ToolError(
        `${name}: TLC found ${theirs}, everystate ${states} and ${transitions}.`,
        'One of them is wrong, or the translation: npm run check:tlc -- --long compares more of it.',
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

/** The model in TLA+, asked what it says of every state. TLC isn't asked about types: everystate sees to them unasked. */
function askedAlways(model: Model, name: string): Written {
  const module = toTla(model, name);
  const configuration = module.configuration(module.questions.filter(({ kind }) => kind === 'always'));
  return { ...module, configuration: () => configuration.replace('INVARIANT TypeOK\n', '') };
}
