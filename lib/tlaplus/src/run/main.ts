/**
 * `npm run tlc -- FILE [--workers N] [--servers NAME] [--distributed] [--write]`: has TLC check the
 * model that a file exports, as `default` or as `model`, and prints what it found. `--write` leaves
 * the module and its configuration beside the file.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ModelError, type Model } from 'everystate';
import ts from 'typescript';
import { toTla } from '../translate/module.js';
import { checkWith, checkWithTlc } from './check.js';
import { searchDistributed } from './distributed.js';
import { provideTlc, TlcError } from './jar.js';
import type { TlcProgress } from './tlc.js';

const USAGE = `npm run tlc -- FILE [--workers N] [--servers NAME] [--distributed] [--write]
  FILE           a module whose default export, or whose export 'model', is a model of everystate;
                 without it, TLC is fetched if it is missing, and does nothing
  --workers N    so many threads; with --distributed, so many workers on this machine
  --distributed  TLC's own server, with its workers
  --servers NAME the same, for workers on other machines, too: the name by which they reach this one
  --write        leaves the module and its configuration beside the file`;

try {
  await main();
} catch (error) {
  if (!(error instanceof ModelError || error instanceof TlcError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values, positionals } = parsed();
  const [file] = positionals;
  const workers = Number(values.workers);
  if (!file) {
    console.log(`TLC is in ${path.relative(process.cwd(), provideTlc())}\n\n${USAGE}`);
    return;
  }
  if (!(Number.isInteger(workers) && workers >= 1)) throw new TlcError(USAGE);
  const model = await modelIn(file);
  const called = path.basename(file).replace(/\..*$/, '');
  const module = toTla(model, called);
  if (values.write) {
    const beside = path.join(path.dirname(file), module.name);
    writeFileSync(`${beside}.tla`, module.text);
    writeFileSync(`${beside}.cfg`, module.configuration());
  }
  const isDistributed = values.distributed || values.servers !== undefined;
  const result = isDistributed
    ? await checkWith(
        (_, asked) => searchDistributed(module, asked, { workers, server: values.servers, progress }),
        model,
        module,
      )
    : await checkWithTlc(model, { workers, progress }, called);
  console.log(String(result));
  for (const { name, trace, loop } of result.properties) {
    if (trace) console.log(`\n${name}:\n${String(trace)}${loop ? `\nand for ever:\n${String(loop)}` : ''}`);
  }
  process.exitCode = result.holds ? 0 : 1;
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        workers: { type: 'string', default: '1' },
        servers: { type: 'string' },
        distributed: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new TlcError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function modelIn(file: string): Promise<Model> {
  if (!existsSync(file)) throw new TlcError(`There is no file ${file}.\n\n${USAGE}`);
  const found = (await import(pathToFileURL(runnable(path.resolve(file))).href)) as { default?: Model; model?: Model };
  const model = found.default ?? found.model;
  if (!model?.actions) throw new TlcError(`${file} exports no model.\nExport it as default, or as 'model'.`);
  return model;
}

/** Node runs JavaScript: of TypeScript, a translation stands beside the file as long as this program runs. */
function runnable(file: string): string {
  if (!/\.m?ts$/.test(file)) return file;
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 };
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.mjs`);
  writeFileSync(beside, ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions }).outputText);
  process.on('exit', () => rmSync(beside, { force: true }));
  return beside;
}

function progress({ states, transitions, depth, waiting }: TlcProgress): void {
  const count = (of: number) => of.toLocaleString('en-US');
  console.error(
    `${count(states)} states, ${count(transitions)} transitions, depth ${depth}, ${count(waiting)} waiting`,
  );
}
