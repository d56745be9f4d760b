import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processorTime } from './processor-time.js';
import { run } from 'programs';

test('a program that computes takes processor time, one that waits takes none', {
  skip: process.platform !== 'linux',
}, async () => {
  const timed = (code: string) => processorTime(() => run(process.execPath, ['-e', code]));
  const busy = await timed(
    `const { user } = process.cpuUsage(); while (process.cpuUsage().user < user + 5e5); console.log('done')`,
  );
  assert.equal(busy.outcome, 'done\n');
  assert(busy.seconds >= 0.5);
  const idle = await timed(`setTimeout(() => {}, 500)`);
  assert(idle.seconds < busy.seconds);
});
