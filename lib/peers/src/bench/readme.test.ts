import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../common/paths.js';

test('the README tells the speeds that were measured', () => {
  const readme = readFileSync(path.join(ROOT, 'lib/peers/README.md'), 'utf8');
  const told = [...readme.matchAll(/^\|[^|]*\|[^|]*\| ([\d,]+) \| ([\d.]+) \| (\d*) ?\|$/gm)].map(
    ([, states, speed, bytes]) => [
      Number(states!.replaceAll(',', '')),
      Number(speed),
      bytes ? Number(bytes) : undefined,
    ],
  );
  const { rates } = JSON.parse(readFileSync(path.join(ROOT, 'data/results/bench.json'), 'utf8'));
  assert.deepEqual(
    told,
    rates.map((rate: Record<string, number>) => [rate.states, rate['to Spin'], rate['bytes a state'] ?? undefined]),
  );
});
