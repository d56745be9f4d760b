/**
 * `npm run check:tlc`: do everystate and TLC agree? On every model, translated to TLA+;
 * on random models, translated; and on what is written in TLA+ by hand in `data/twins`.
 * `npm run check:tlc -- outage` looks only at models whose names have that in them,
 * `-- --long` at the largest, too; `-- random 7 500` at 500 random ones, made from the seed 7.
 */
import { provideTlc, TlcError } from 'tlaplus';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { ToolError } from 'programs';
import { provide } from './common/programs.js';
import { textTable } from './common/text-table.js';
import { showSize } from './spin/twin.js';
import { compareWithTlc } from './tlc/compare.js';
import { compareOnRandom } from './tlc/random.js';
import { compareTranslated, translated, type TranslatedComparison } from './tlc/translated.js';
import { tlcTwins } from './tlc/twins.js';

/** As many searches by TLC run at once. */
const AT_ONCE = 2;
const SEED = 2025;
const RANDOM = 200;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { long: { type: 'boolean' } } });
const [wanted = '', ...given] = positionals;
/** Searches of up to some minutes each. */
const LONG = 1_000_000;

interface Row extends TranslatedComparison {
  readonly model: string;
  readonly size: string;
}

try {
  provide('java');
  provideTlc();
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ToolError)) throw error;
  console.error(`Not compared: ${error.message}`);
  process.exitCode = 2;
}

async function main(): Promise<boolean> {
  const all: boolean[] = [];
  if (wanted !== 'random') {
    const rows = await translatedRows();
    all.push(report('Translated', rows));
    for (const { model, size, leftOut } of rows.filter(row => row.leftOut)) {
      console.log(`not asked about fair runs: ${model} ${size}: TLC would look at 2^${leftOut} cases`);
    }
    all.push(report('By hand', await twinRows()));
  }
  if (wanted === '' || wanted === 'random') all.push(await random(...given.map(Number)));
  return all.every(Boolean);
}

async function translatedRows(): Promise<Row[]> {
  const chosen = translated.filter(({ name }) => name.includes(wanted));
  const rows = await pLimit(AT_ONCE).map(chosen, async ({ name, size, model, most }) => {
    try {
      const found = await compareTranslated(model(), name, most ?? (values.long ? LONG : undefined));
      if (!found && !most) console.error(`\n${name}: more states than usual, looked at with --long`);
      return found ? [told({ model: name, size, ...found })] : [];
    } catch (error) {
      if (error instanceof TlcError && /Java|could not be had/.test(error.message)) throw error;
      const failed = { states: 0, transitions: 0, depth: 0, figures: 1, violated: [] };
      return [told({ model: name, size, ...failed, differences: [(error as Error).message.split('\n')[0]!] })];
    }
  });
  return rows.flat();
}

function twinRows(): Promise<Row[]> {
  const chosen = tlcTwins.filter(({ name }) => name.includes(wanted));
  const cases = chosen.flatMap(twin => twin.sizes.map(size => ({ twin, size })));
  return pLimit(AT_ONCE).map(cases, async ({ twin, size }) => {
    return { model: twin.name, size: showSize(size), ...(await compareWithTlc(twin, size)) };
  });
}

/** A dot for each model, as all of them take long; what differs at once. */
function told(row: Row): Row {
  const { model, size, differences } = row;
  process.stderr.write(differences.length === 0 ? '.' : `\n${model} ${size}: ${differences.join('; ')}\n`);
  return row;
}

/** A row for each model and size, with what differs at its end. */
function report(title: string, rows: readonly Row[]): boolean {
  console.log(
    textTable(
      rows.map(({ model, size, states, transitions, depth, violated, differences }) => ({
        model,
        size,
        states,
        transitions,
        depth,
        violated: violated.join(', '),
        differs: differences.join('; '),
      })),
    ),
  );
  const figures = rows.reduce((sum, row) => sum + row.figures, 0);
  const different = rows.reduce((sum, { differences }) => sum + differences.length, 0);
  console.log(
    `\n${title}: ${figures - different} of ${figures} figures and verdicts agree, in ${rows.length} models.\n`,
  );
  return different === 0;
}

async function random(seed = SEED, runs = RANDOM): Promise<boolean> {
  const { models, states, disagreements } = await compareOnRandom(seed, runs, AT_ONCE);
  for (const one of disagreements) console.log(one);
  console.log(
    `Random: ${models - disagreements.length} of ${models} models agree, with ${states} states (seed ${seed}).`,
  );
  return disagreements.length === 0;
}
