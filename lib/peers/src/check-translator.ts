/**
 * `npm run check:translator`: are bugs in the translation to TLA+ noticed? Each one is planted into
 * a copy of `lib/tlaplus` as built, whose own tests run, and TLC looks at random models with it.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { provideTlc } from 'tlaplus';
import { run, ToolError } from 'programs';
import { CACHE, ROOT } from './common/paths.js';
import { translatorMutants, type TranslatorMutant } from './tlc/translator-mutants.js';

const SEED = 7;
const MODELS = 25;

try {
  provideTlc();
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ToolError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<boolean> {
  const chosen = translatorMutants.filter(({ bug }) => bug.includes(process.argv[2] ?? ''));
  let isFine = true;
  for (const mutant of [undefined, ...chosen]) {
    const isCaught = await caught(mutant);
    isFine &&= isCaught === (mutant !== undefined);
    console.log(
      `${mutant ? (isCaught ? 'caught' : 'NOT CAUGHT') : isCaught ? 'FAILS' : 'passes'}: ${mutant?.bug ?? 'no bug'}`,
    );
  }
  return isFine;
}

/** Whether random models notice a bug. */
async function caught(mutant?: TranslatorMutant): Promise<boolean> {
  const folder = path.join(CACHE, 'translator');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  for (const one of ['everystate', 'outage'])
    symlinkSync(path.join(ROOT, 'lib', one), path.join(folder, 'node_modules', one));
  for (const one of ['typescript', 'fast-check', 'p-limit', 'pure-rand', 'yocto-queue'])
    symlinkSync(path.join(ROOT, 'node_modules', one), path.join(folder, 'node_modules', one));
  mkdirSync(path.join(folder, '.cache'));
  symlinkSync(path.join(CACHE, 'tlc'), path.join(folder, '.cache/tlc'));
  for (const one of ['programs', 'tlaplus', 'peers']) {
    const copy = path.join(folder, 'node_modules', one);
    for (const part of ['dist', 'package.json'])
      cpSync(path.join(ROOT, 'lib', one, part), path.join(copy, part), { recursive: true });
  }
  if (mutant) {
    const file = path.join(folder, 'node_modules/tlaplus/dist', `${mutant.file}.js`);
    const text = readFileSync(file, 'utf8');
    if (text.split(mutant.from).length !== 2)
      throw new Error(`'${mutant.from}' does not stand once in ${mutant.file}.js.`);
    writeFileSync(file, text.replace(mutant.from, mutant.to));
  }
  // The translator's own tests take a second; only what they let pass is shown to TLC.
  const tests = ['module', 'parameters', 'collections'].map(one =>
    path.join(folder, `node_modules/tlaplus/dist/translate/${one}.test.js`),
  );
  const own = await run('node', ['--enable-source-maps', '--test', ...tests], { folder }).then(
    () => false,
    () => true,
  );
  if (own) return true;
  const program = path.join(folder, 'node_modules/peers/dist/check-tlc.js');
  return run('node', [program, 'random', String(SEED), String(MODELS)], { folder }).then(
    () => false,
    () => true,
  );
}
