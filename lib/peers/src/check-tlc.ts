/** `npm run check:tlc`: do everystate and TLC agree on the TLA+ twins in `data/twins`? */
import { check, model, type Model } from 'everystate';
import { reference } from 'everystate/dist/classics.fixture.js';
import { oneMayStop, outage, race, type ChangeId } from 'outage';
import { inTurns } from './in-turns.js';
import { PeerError } from './peer-error.js';
import { provide } from './programs.js';
import { textTable } from './text-table.js';
import { provideTlc, searchWithTlc, type Constants } from './tlc.js';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly constants: Constants;
  readonly model: Model;
  /** Another line for TLC's configuration. */
  readonly setting?: string;
}

/** How the TLA+ files name our promises. */
const QUESTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reference: {
    'INVARIANT Ordered': 'ordered',
    'INVARIANT StaysLive': 'something stays live',
  },
  race: {
    'INVARIANT Resolves': 'The name always resolves',
    'PROPERTY NeverBack': 'Never a step back',
    'INVARIANT Ends': 'The newest plan goes live',
  },
  outage: {
    'INVARIANT Resolves': 'The name always resolves',
    'PROPERTY NeverBack': 'Never a step back',
    'INVARIANT Ends': 'Nobody is stuck',
    'PROPERTY GoesLive': 'The newest plan goes live',
  },
};

const sized = (plans: number, enactors: number, keep: number) => ({
  size: { plans, enactors, keep },
  numbers: { PLANS: String(plans), ENACTORS: String(enactors), KEEP: String(keep) },
});

/** @param alike whether it does not matter which Enactor does what */
function referenceCase(plans: number, enactors: number, keep: number, alike = false): Case {
  const names = Array.from({ length: enactors }, (_, i) => `e${i + 1}`).join(', ');
  const whole = reference({ plans, enactors, keep });
  return {
    name: alike ? 'reference, symmetric' : 'reference model', file: 'reference',
    constants: { PLANS: String(plans), Enactor: `{${names}}`, KEEP: String(keep) },
    model: alike ? model({ ...whole, symmetric: ['enactor'] }) : whole,
    setting: alike ? 'SYMMETRY Symmetry' : undefined,
  };
}

function raceCase(...size: [number, number, number]): Case {
  const { size: of, numbers } = sized(...size);
  return { name: 'the race', file: 'race', constants: numbers, model: race(of) };
}

function outageCase(size: [number, number, number], changes: readonly ChangeId[] = [], mayStop = false): Case {
  const { size: of, numbers } = sized(...size);
  const constants = { ...numbers, CHANGES: `{${changes.map(id => `"${id}"`).join(', ')}}`, ONE_MAY_STOP: mayStop ? 'TRUE' : 'FALSE' };
  // Its promise is the same one, of a system that may lose an Enactor.
  return { name: mayStop ? 'one may stop' : 'the outage', file: 'outage', constants, model: mayStop ? oneMayStop(of, changes) : outage(of, changes) };
}

const cases: readonly Case[] = [
  referenceCase(5, 2, 2), referenceCase(5, 3, 2), referenceCase(5, 2, 2, true), referenceCase(5, 3, 2, true),
  raceCase(5, 1, 2), raceCase(5, 2, 2), raceCase(4, 3, 1),
  outageCase([5, 2, 2]), outageCase([4, 3, 1]),
  outageCase([5, 2, 1], ['recheck']), outageCase([5, 2, 1], ['recheckBefore']), outageCase([5, 2, 1], ['guard']),
  outageCase([5, 2, 1], ['guardBefore']), outageCase([5, 2, 1], ['lockedCleanUp']), outageCase([5, 2, 1], ['keepMore']),
  outageCase([5, 2, 1], ['tolerantRollback']), outageCase([5, 2, 1], ['oneEnactor']), outageCase([5, 2, 1], ['slowPlanner']),
  outageCase([4, 2, 1], ['recheck', 'guardBefore', 'tolerantRollback']),
  outageCase([4, 2, 1], [], true), outageCase([4, 2, 1], ['recheck', 'guard'], true),
];

try {
  provide('java');
  provideTlc();
  process.exitCode = await compare() ? 0 : 1;
} catch (error) {
  if (!(error instanceof PeerError)) throw error;
  console.error(`Not compared: ${error.message}`);
  process.exitCode = 2;
}

/** A row for each model and size, with what differs at its end. */
async function compare(): Promise<boolean> {
  let figures = 0;
  let agreed = 0;
  const rows = await inTurns(cases, 2, async ({ name, file, constants, model, setting = '' }) => {
    const { PLANS, ENACTORS, Enactor, KEEP, CHANGES } = constants;
    const differences: string[] = [];
    const figure = (what: string, ours: unknown, theirs: unknown) => {
      figures++;
      if (ours === theirs) agreed++;
      else differences.push(`${what}: everystate ${ours}, TLC ${theirs}`);
    };
    const result = check(model);
    const whole = await searchWithTlc(file, constants, setting);
    for (const what of ['states', 'transitions', 'depth'] as const) figure(what, result[what], whole[what]);

    const violated: string[] = [];
    for (const [question, ourName] of Object.entries(QUESTIONS[file]!)) {
      const property = result.properties.find(one => one.name === ourName)
        ?? (question === 'PROPERTY GoesLive' ? result.properties.find(one => one.kind === 'leadsTo') : undefined);
      if (!property) continue;
      const { violation } = await searchWithTlc(file, constants, `${setting}\n${question}`);
      figure(ourName, property.verdict, violation ? 'violated' : 'holds');
      // TLC's counterexamples to temporal properties are not shortest ones.
      if (property.kind !== 'leadsTo') figure(`${ourName}, steps`, property.trace?.length, violation?.steps);
      if (violation) violated.push(question.split(' ')[1]!);
    }
    return {
      model: name, size: [PLANS, ENACTORS ?? Enactor!.split(',').length, KEEP].join(', '), changes: CHANGES?.replace(/[{}"]/g, '') ?? '',
      states: whole.states, transitions: whole.transitions, depth: whole.depth,
      violated: violated.join(', '), differs: differences.join('; '),
    };
  });
  console.log(textTable(rows));
  console.log(`\nTLC: ${agreed} of ${figures} figures and verdicts agree.`);
  return agreed === figures;
}
