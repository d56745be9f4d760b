/** What notebook 5b says: its models, and the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from 'everystate';
import { raceWithLock, region, withOperators, type Care } from 'outage';
import { readNotebookChanged } from '../notebook/read-changed.js';
import { stepsOf } from './steps-of.js';

const NOTEBOOK = '05b-operators-locks-endpoints';

const CARES: Record<string, Care> = {
  'repair, automation on': 'repair only',
  'freeze, repair': 'freeze first',
  'freeze, repair, go on': 'then go on',
  'freeze, repair, start anew': 'then start anew',
};

test('what operators do in its cells is what they do in lib/outage', async () => {
  const { cares, handled } = await readNotebookChanged(NOTEBOOK, { upTo: 'cares' });
  assert.deepEqual(Object.keys(cares), Object.keys(CARES));
  for (const [care, name] of Object.entries(CARES)) {
    const ours = withOperators({ plans: 4, enactors: 2, keep: 1 }, name);
    assert.deepEqual(stepsOf(handled(care, 4)), stepsOf(ours), care);
  }
});

test('the lock in its cells is the one in lib/outage, by which notebook 10 judges designs', async () => {
  const { locked } = await readNotebookChanged(NOTEBOOK, { upTo: 'locked' });
  for (const endpoints of [1, 2]) {
    const design = { lock: 'for ever', changes: ['tolerantRollback'] } as const;
    const ours = region({ plans: 5, enactors: 2, keep: 2, endpoints }, design);
    // Any, as it takes the states of two models.
    const shown = ({ latest, endpoint, enactor }: any) => [
      latest,
      endpoint,
      enactor.map(({ at, plan, endpoint, cursor }: any) => [at, plan, endpoint, cursor]),
    ];
    assert.deepEqual(stepsOf(locked(endpoints), shown), stepsOf(ours, shown));
  }
});

test('A-17: the verdicts are the same where a plan is deleted for all endpoints at once', async () => {
  const { locked } = await readNotebookChanged(NOTEBOOK, { upTo: 'locked' });
  for (const endpoints of [1, 2, 3]) {
    const atOnce = check(raceWithLock({ plans: 5, enactors: 2, keep: 2, endpoints }));
    for (const { name, verdict } of check(locked(endpoints)).properties) {
      assert.equal(atOnce.of(name).verdict, verdict, `${endpoints} endpoints: ${name}`);
    }
  }
});

test('with the re-check every repair would last, because none is made', async () => {
  const { cares, handled } = await readNotebookChanged(NOTEBOOK, {
    upTo: 'cares',
    change: { 'outage({ plans, enactors: 2, keep: 1 })': "outage({ plans, enactors: 2, keep: 1 }, ['recheck'])" },
  });
  for (const care of Object.keys(cares)) {
    const result = check(handled(care, 7));
    assert.equal(result.of('Once repaired, it stays').verdict, 'holds', care);
    assert(result.neverEnabled.includes('repair'));
  }
});

test('its experiment: a lock that keeps nobody out changes no verdict', async () => {
  const { locked } = await readNotebookChanged(NOTEBOOK, { upTo: 'locked' });
  const free = await readNotebookChanged(NOTEBOOK, {
    upTo: 'locked',
    change: {
      "me.at === 'checked' && s.enactor.every(other =>\n      other.at !== 'locked' || other.endpoint !== me.endpoint)":
        "me.at === 'checked'",
    },
  });
  for (const endpoints of [1, 2, 3]) {
    const [kept, without] = [check(locked(endpoints)), check(free.locked(endpoints))];
    assert(without.states > kept.states);
    assert.deepEqual(
      without.properties.map(({ verdict }) => verdict),
      kept.properties.map(({ verdict }) => verdict),
    );
  }
});
