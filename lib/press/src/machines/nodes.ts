/**
 * `npm run check:nodes`: do the notebooks come out the same on every Node?
 *
 * Works on a copy of the notebooks and their data, so that nothing saved is at
 * risk. Other versions come from npm's `node` package, once, into `.cache/`.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { notebooksIn } from '../notebook/choose.js';
import { installed, type Binary } from './node-versions.js';
import { nameOf } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';

const VERSIONS = ['22', '24'];
const ORIGINALS = path.join(ROOT, 'notebooks');
const CACHE = path.join(ROOT, '.cache');
const MAIN = path.join(ROOT, 'lib/press/dist/run/main.js');

const run = promisify(execFile);

process.exitCode = await main();

async function main(): Promise<number> {
  if (notebooksIn(ORIGINALS).length === 0) {
    console.error('There are no notebooks (*.ipynb) in notebooks.');
    return 2;
  }
  // The current version twice: what differs between two runs differs anywhere.
  const here: Binary = { file: process.execPath, version: process.version };
  let allWell = await check(here, 'first run');
  allWell = (await check(here, 'second run')) && allWell;
  for (const major of VERSIONS) {
    if (process.version.startsWith(`v${major}.`)) continue;
    const other = await installed(major);
    allWell = other !== undefined && (await check(other)) && allWell;
  }
  return allWell ? 0 : 1;
}

/**
 * Writes a copy of the notebooks and compares bytes; says one line. The same
 * bytes mean the same outputs, so only different ones need a second run, for
 * the report of what differs.
 */
async function check({ file, version }: Binary, remark?: string): Promise<boolean> {
  const title = `node ${version.slice(1)}${remark ? ` (${remark})` : ''}`;
  const copy = freshCopy();
  const written = await press(file, copy, '--write');
  const changed = notebooksIn(ORIGINALS).filter(
    original => !readFileSync(original).equals(readFileSync(path.join(copy, path.basename(original)))),
  );
  if (written.well && changed.length === 0) {
    console.log(`${title}: reproduced, byte-identical after --write`);
    return true;
  }
  const compared = await press(file, freshCopy());
  const bytes = written.well
    ? `other bytes after --write: ${changed.map(nameOf).join(', ')}`
    : 'not all saved by --write';
  console.log(`${title}: ${compared.well ? 'reproduced' : 'not reproduced'}, ${bytes}`);
  const report = compared.well ? written.report : compared.report;
  const table = report.slice(report.indexOf('\n\n') + 2).trimEnd();
  console.log(table.replace(/^(?=.)/gm, '  '));
  return false;
}

/** A copy of the notebooks, with the data that they read and write. */
function freshCopy(): string {
  const copy = path.join(CACHE, 'check-nodes');
  rmSync(copy, { recursive: true, force: true });
  for (const folder of [ORIGINALS, path.join(ROOT, 'data')]) {
    if (existsSync(folder)) cpSync(folder, path.join(copy, path.basename(folder)), { recursive: true });
  }
  return path.join(copy, path.basename(ORIGINALS));
}

async function press(node: string, folder: string, ...args: string[]) {
  const command = ['--enable-source-maps', MAIN, '--folder', folder, ...args];
  try {
    const { stdout } = await run(node, command, { cwd: ROOT, maxBuffer: 1e8 });
    return { well: true, report: stdout };
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return { well: false, report: `${stdout ?? ''}${stderr ?? String(error)}` };
  }
}
