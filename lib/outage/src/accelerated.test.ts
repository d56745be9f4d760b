import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model } from 'everystate';
// What everystate's own tests compare searches with; it is no part of what the package offers.
import { assertSameAccelerated } from 'everystate/dist/fixtures/accelerated.js';
import { article } from './article.js';
import { bigLock } from './big-lock.js';
import { changes } from './changes.js';
import { endless } from './endless.js';
import { flips } from './flips.js';
import { raceWithLock } from './lock.js';
import { withOperators } from './operators.js';
import { oneMayStop, outage } from './outage.js';
import { race } from './race.js';

const size = { plans: 5, enactors: 2, keep: 2 };

const models: Record<string, Model> = {
  'the race': race({ ...size, enactors: 3, plans: 4 }) as unknown as Model,
  'the race with a lock': raceWithLock({ plans: 3, enactors: 2, keep: 1, endpoints: 2 }) as unknown as Model,
  'the outage': outage(size) as unknown as Model,
  'one Enactor may stop': oneMayStop(size) as unknown as Model,
  'the endless race': endless({ enactors: 2, keep: 2 }),
  'the article': article() as unknown as Model,
  'the article, fixed': article({ plans: 3, fixed: true, orElse: true }) as unknown as Model,
  'one big lock, unnoticed': bigLock(size, 'expires unnoticed') as unknown as Model,
  'one big lock, asked': bigLock(size, 'asked at every write') as unknown as Model,
  ...Object.fromEntries(
    (['repair only', 'freeze first', 'then go on', 'then start anew'] as const).map(care => [
      `operators: ${care}`,
      withOperators(size, care) as unknown as Model,
    ]),
  ),
  ...Object.fromEntries(
    flips({ ...size, plans: 4, keep: 1 }).map(({ assumption, instead, model }) => [`${assumption}: ${instead}`, model]),
  ),
  ...Object.fromEntries(changes.map(({ id }) => [`the outage with ${id}`, outage(size, [id]) as unknown as Model])),
};

for (const [name, model] of Object.entries(models)) {
  test(`${name}: remembered steps do what the functions do`, () => {
    const { states, error } = assertSameAccelerated(model, 6_000);
    assert.equal(error, undefined);
    assert(states > 100, `only ${states} states`);
  });
}
