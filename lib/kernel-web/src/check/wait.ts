/** Waiting for what a page will show: how soon it does depends on the machine. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_MS = 60_000;
const PAUSE_MS = 200;

/** @param what names what is waited for */
export async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + LONGEST_MS; !(await isSo()); await sleep(PAUSE_MS))
    if (Date.now() > end) throw new Error(`Waited ${LONGEST_MS / 1_000} s for: ${what}.`);
}

/** Waits until what is read is as expected, and shows both if it never is. */
export async function comesToBe<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  const isSo = async () => assert.deepEqual(await read(), expected);
  await until('what is expected', () =>
    isSo().then(
      () => true,
      () => false,
    ),
  ).catch(isSo);
}

/** What is read, once it is read twice in a row. */
export async function settled<T>(read: () => Promise<T>): Promise<T> {
  let last = await read();
  await until('what no longer changes', async () => {
    const before = last;
    last = await read();
    return last === before;
  });
  return last;
}
