/** `npm start`: re-runs the notebooks and tells what is not as saved. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { chosenNotebooks, UsageError } from '../notebook/choose.js';
import { Converter } from './converter.js';
import { nameOf } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { pressNotebook, type Result } from './press.js';
import { progressOn, type Progress } from './progress.js';
import { report } from './report.js';

const HELP = `Re-runs the notebooks and compares every output with the saved one.

  npm start                     all notebooks
  npm start -- 04 race          those whose names contain "04" or "race"
  npm start -- --write          save the new outputs

  --write            save the outputs of every notebook that runs through
  --timeout SECONDS  how long one cell may take (default 120)
  --folder DIR       where the notebooks are (default notebooks)
`;

/** Two kernels of 200 MB each; more would gain little on the machines at hand. */
const AT_ONCE = Math.min(2, availableParallelism());

interface Request {
  files: string[];
  write: boolean;
  limitMs: number;
}

process.exitCode = await main();

async function main(): Promise<number> {
  let request: Request | undefined;
  try {
    request = understood(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return 2;
  }
  if (!request) {
    console.log(HELP.trimEnd());
    return 0;
  }
  const started = performance.now();
  const progress = progressOn(process.stdout, request.files.length);
  const stop = stopOnSignals(() => progress.clear());
  const results = await runAll(request, progress, stop);
  if (stop.aborted) return stop.reason as number;
  const terminal = process.stdout.isTTY === true;
  if (!terminal) console.log();
  console.log(report(results, performance.now() - started, terminal && !process.env['NO_COLOR']));
  return results.every(({ outcome }) => outcome === 'reproduced' || outcome === 'saved') ? 0 : 1;
}

/** What is asked for; undefined for help. */
function understood(args: string[]): Request | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const limit = Number(values.timeout);
  // Node's timers hold no more than 24 days.
  if (!(limit > 0 && limit <= 2_000_000)) {
    throw new UsageError(`--timeout takes a number of seconds, not "${values.timeout}".`);
  }
  return {
    files: chosenNotebooks(path.resolve(values.folder), positionals),
    write: values.write,
    limitMs: limit * 1000,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        write: { type: 'boolean', default: false },
        timeout: { type: 'string', default: '120' },
        folder: { type: 'string', default: path.join(ROOT, 'notebooks') },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP.trimEnd()}`);
  }
}

/** Runs the notebooks, a few at once, and hands back their results in order. */
async function runAll({ files, write, limitMs }: Request, progress: Progress, stop: AbortSignal): Promise<Result[]> {
  const converter = new Converter(path.dirname(files[0]!));
  const results = await pLimit(AT_ONCE).map(files, async file => {
    if (stop.aborted) return [];
    progress.start(nameOf(file));
    const result = await pressNotebook(file, {
      write,
      limitMs,
      converter,
      onCell: (cell, cells) => progress.cell(nameOf(file), cell, cells),
      signal: stop,
    });
    if (!stop.aborted) progress.done(result);
    return [result];
  });
  await converter.stop();
  progress.clear();
  return results.flat();
}

/** Ctrl-C and the like: says one line and ends the kernels; then everything unwinds. */
function stopOnSignals(clear: () => void): AbortSignal {
  const stop = new AbortController();
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(code);
      clear();
      console.error('Stopped. Notebooks that had not ended were left as they are.');
      stop.abort(code);
    });
  }
  return stop.signal;
}
