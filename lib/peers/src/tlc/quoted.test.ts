import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { race } from 'outage';
import { toTla } from 'tlaplus';
import { ROOT } from '../common/paths.js';

test('the TLA+ in notebook 3 is the translation of its model', () => {
  const { cells } = JSON.parse(readFileSync(path.join(ROOT, 'notebooks/03-one-enactor.ipynb'), 'utf8'));
  const quoted = cells.flatMap(({ source }: { source: string[] }) =>
    [...source.join('').matchAll(/```tla\n([^]*?)```/g)].map(([, text]) => text!),
  );
  assert.equal(quoted.length, 1);
  const { text } = toTla(race({ plans: 5, enactors: 1, keep: 2 }));
  assert(text.includes(quoted[0]!), quoted[0]);
});
