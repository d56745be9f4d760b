/** The table at the end, and what to say about each notebook that is not as saved. */
import { styleText } from 'node:util';
import type { Outcome, Result } from './press.js';

const COLORS = {
  reproduced: 'green',
  saved: 'green',
  changed: 'yellow',
  failed: 'red',
} as const satisfies Record<Outcome, string>;

/** The whole report; `color`: whether its reader is a terminal that shows colours. */
export function report(results: readonly Result[], ms: number, color: boolean): string {
  return [table(results, color), '', summary(results, ms), ...details(results)].join('\n');
}

/** "1.2 s" */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** "reproduced, 1 measurement not compared" */
export function verdict({ outcome, notCompared, skipped }: Result): string {
  if (outcome === 'failed') return outcome;
  const cells = (n: number, one: string, many: string) => (n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]);
  return [
    outcome,
    ...cells(notCompared, 'measurement not compared', 'measurements not compared'),
    ...cells(skipped, 'cell skipped', 'cells skipped'),
  ].join(', ');
}

function table(results: readonly Result[], color: boolean): string {
  const width = Math.max('notebook'.length, ...results.map(({ name }) => name.length));
  const row = (name: string, cells: string, time: string, result: string) =>
    `${name.padEnd(width)}  ${cells.padStart(5)}  ${time.padStart(7)}  ${result}`;
  return [
    row('notebook', 'cells', 'time', 'result'),
    ...results.map(result => {
      const said = verdict(result);
      return row(
        result.name,
        result.cells?.toString() ?? '-',
        seconds(result.ms),
        color ? styleText(COLORS[result.outcome], said, { validateStream: false }) : said,
      );
    }),
  ].join('\n');
}

function summary(results: readonly Result[], ms: number): string {
  const counts = Object.keys(COLORS).flatMap(outcome => {
    const n = results.filter(result => result.outcome === outcome).length;
    return n === 0 ? [] : [`${n} ${outcome}`];
  });
  const n = results.length;
  const skipped = results.some(({ skipped }) => skipped > 0);
  const why = skipped ? '\nskipped: what needs TLC. With Java 11 or newer, this fetches it: npm run tlc' : '';
  return `${n} ${n === 1 ? 'notebook' : 'notebooks'} in ${seconds(ms)}: ${counts.join(', ')}${why}`;
}

function details(results: readonly Result[]): string[] {
  return results.flatMap(({ name, outcome, detail }) =>
    detail === undefined ? [] : ['', `${name} ${outcome}: ${detail}`],
  );
}
