import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { run, ToolError } from './programs.js';

const PROGRAMS = new URL('programs.js', import.meta.url).href;

/** Starts a program that starts others, and tells their ids. */
async function parent(start: string) {
  const script = `import { spawn } from 'node:child_process';\nimport { endWithThis } from '${PROGRAMS}';\n${start}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  return { child, ids: String(said).trim().split(' ').map(Number) };
}

function isThere(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

async function areGone(ids: readonly number[]): Promise<boolean> {
  for (let i = 0; i < 100 && ids.some(isThere); i++) await sleep(50);
  return !ids.some(isThere);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`a program that is ended by ${signal} leaves no other behind`, async () => {
    const { child, ids } = await parent(`
      const child = spawn('sleep', ['60']);
      endWithThis(child);
      console.log(child.pid);`);
    assert(ids.every(isThere));
    child.kill(signal);
    const [code] = await once(child, 'exit');
    assert.equal(code, signal === 'SIGINT' ? 130 : 143);
    assert(await areGone(ids), 'it runs on');
  });
}

test('with the leader of a group ends what it has started', async () => {
  const { child, ids } = await parent(`
    const child = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], { detached: true });
    endWithThis(child, true);
    child.stdout.once('data', id => console.log(child.pid, String(id).trim()));`);
  assert.equal(ids.length, 2);
  child.kill('SIGTERM');
  assert(await areGone(ids), 'it runs on');
});

test('a program that fails says how', async () => {
  assert.equal(await run('sh', ['-c', 'echo fine']), 'fine\n');
  assert.equal(await run('sh', ['-c', 'echo odd; exit 3'], { fine: [3] }), 'odd\n');
  await assert.rejects(
    run('sh', ['-c', 'echo because >&2; exit 4']),
    error => error instanceof ToolError && /failed \(4\)[^]*because/.test(error.message),
  );
  await assert.rejects(run('no-such-program', []), ToolError);
});
