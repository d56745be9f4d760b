import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TlaModule } from '../translate/module.js';
import { isTemporal, type Question } from '../translate/question.js';
import { FOLDER, TlcError } from './jar.js';
import { parseReport, type TlcReport } from './report.js';
import { runJava, writeModule, type TlcOptions } from './tlc.js';

export interface DistributedOptions extends Pick<TlcOptions, 'progress' | 'printed' | 'signal'> {
  /** How many workers to start on this machine, each a program of its own with one thread. */
  readonly workers: number;
  /** By which name workers on other machines reach this one: the loopback, unless given. */
  readonly server?: string;
  /** Given the workers that were started here. */
  readonly started?: (workers: readonly ChildProcess[]) => void;
}

/**
 * Has TLC's own server and workers search a module. Workers on other machines may join at
 * any time, and leave: what they had in hand is given to others. The server finds states
 * and asks invariants; it knows nothing of fair runs, and counts a step more than once.
 * @throws TlcError when TLC is not to be had, or fails, or is asked what its server cannot tell
 */
export async function searchDistributed(
  module: TlaModule,
  asked: readonly Question[],
  options: DistributedOptions,
): Promise<TlcReport> {
  const temporal = asked.find(isTemporal);
  if (temporal) {
    throw new TlcError(`TLC's server cannot be asked '${temporal.name}'.\nAsk about fair runs on one machine.`);
  }
  const { workers, server = '127.0.0.1', started, ...rest } = options;
  const { folder, args } = writeModule(module, asked);
  const name = `-Djava.rmi.server.hostname=${server}`;
  const folders = Array.from({ length: workers }, () => mkdtempSync(path.join(FOLDER, 'worker-')));
  const single = ['-Dtlc2.tool.distributed.TLCWorker.threadCount=1', '-XX:+UseSerialGC', name];
  const main = runJava(['-XX:+UseParallelGC', name], 'tlc2.tool.distributed.TLCServer', args, folder, rest);
  const helpers = folders.map(own => runJava(single, 'tlc2.tool.distributed.TLCWorker', [server], own, {}));
  // A worker that ends is no fault of the search, as long as there are others.
  for (const { ended } of helpers) ended.catch(() => {});
  started?.(helpers.map(({ process }) => process));
  try {
    return parseReport(await main.ended);
  } finally {
    for (const { process } of [main, ...helpers]) process.kill('SIGKILL');
    for (const one of [folder, ...folders]) rmSync(one, { recursive: true, force: true });
  }
}
