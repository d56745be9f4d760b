/** Shows what is running: in place on a terminal, otherwise a line per notebook. */
import type { Result } from './press.js';
import { seconds, verdict } from './report.js';

export interface Progress {
  start(name: string): void;
  cell(name: string, cell: number, cells: number): void;
  done(result: Result): void;
  /** Leaves nothing behind on a terminal. */
  clear(): void;
}

type Terminal = NodeJS.WriteStream;

/** The progress display that suits `out`. */
export function progressOn(out: Terminal, total: number): Progress {
  return out.isTTY ? inPlace(out, total) : inLines(out, total);
}

function inLines(out: Terminal, total: number): Progress {
  let done = 0;
  return {
    start() {},
    cell() {},
    done(result) {
      out.write(`[${++done}/${total}] ${result.name}: ${verdict(result)} (${seconds(result.ms)})\n`);
    },
    clear() {},
  };
}

function inPlace(out: Terminal, total: number): Progress {
  const running = new Map<string, { at: string; since: number }>();
  let done = 0;
  let drawn = 0;
  const erase = () => {
    if (drawn > 0) out.write(`\x1b[${drawn}A\x1b[J`);
    drawn = 0;
  };
  const draw = () => {
    erase();
    const lines = [...running].map(
      ([name, { at, since }]) => `${name}  ${at}  ${Math.floor((performance.now() - since) / 1000)} s`,
    );
    lines.push(`${done} of ${total} notebooks done`);
    // A line that wraps would not be erased.
    out.write(lines.map(line => line.slice(0, (out.columns || 80) - 1) + '\n').join(''));
    drawn = lines.length;
  };
  const ticking = setInterval(draw, 1_000);
  return {
    start(name) {
      running.set(name, { at: 'starting tslab', since: performance.now() });
      draw();
    },
    cell(name, cell, cells) {
      running.get(name)!.at = `cell ${cell + 1} of ${cells}`;
      draw();
    },
    done({ name }) {
      running.delete(name);
      done++;
      draw();
    },
    clear() {
      clearInterval(ticking);
      erase();
    },
  };
}
