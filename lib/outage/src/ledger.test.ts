import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  article,
  assumptions,
  bigLock,
  bigLockOneMayStop,
  changes,
  cited,
  claims,
  events,
  oneMayStop,
  outage,
  promises,
  race,
  raceWithLock,
  sources,
  withOperators,
} from './index.js';

const data = (file: string) => JSON.parse(readFileSync(new URL(`../../../data/${file}`, import.meta.url), 'utf8'));

for (const name of ['claims', 'assumptions', 'promises', 'timeline']) {
  test(`data/${name}.json fits its schema`, () => {
    const ajv = new Ajv2020({ allErrors: true });
    const validate = ajv.compile(data(`schema/${name}.schema.json`));
    assert(validate(data(`${name}.json`)), ajv.errorsText(validate.errors, { separator: '\n' }));
  });
}

test('the schemas refuse what is not theirs', () => {
  const validate = new Ajv2020().compile(data('schema/assumptions.schema.json'));
  assert(!validate({ assumptions: [{ id: 'A-1', text: 'No reason is given here.', restsOn: ['PM-1'] }] }));
});

const size = { plans: 3, enactors: 2, keep: 1 };
const models = {
  race: race(size),
  outage: outage(size),
  'outage with every change': outage(
    size,
    changes.map(({ id }) => id),
  ),
  'outage in which one may stop': oneMayStop(size),
  'outage with operators': withOperators(size, 'then go on'),
  raceWithLock: raceWithLock({ ...size, endpoints: 2 }),
  'one big lock': bigLock(size, 'asked at every write'),
  'one big lock, one may stop': bigLockOneMayStop(size, 'asked at every write'),
};
const actions = [
  ...Object.entries(models),
  ...[article({ orElse: true }), article({ fixed: true })].map(model => ['article', model] as const),
].flatMap(([name, { actions }]) =>
  Object.entries(actions).map(([action, { cites = [] }]) => ({ name: `${name}.${action}`, cites })),
);

test('every action of every model cites something, and every citation resolves', () => {
  for (const { name, cites } of actions) {
    assert(cites.length > 0, `${name} cites nothing`);
    for (const id of cites) assert.doesNotThrow(() => cited(id), `${name} cites '${id}'`);
  }
  for (const { id, restsOn } of [...assumptions, ...promises]) {
    for (const claim of restsOn)
      assert(
        claims.some(entry => entry.id === claim),
        `${id} rests on '${claim}'`,
      );
  }
  for (const { id, cites } of changes) {
    for (const cite of cites) assert.doesNotThrow(() => cited(cite), `${id} cites '${cite}'`);
  }
  for (const { what, claim } of events)
    assert(
      claims.some(({ id }) => id === claim),
      `'${what}' cites '${claim}'`,
    );
  assert.throws(() => cited('PM-99'), /Nothing in data\/ has the id 'PM-99'/);
});

test('every claim that is called modelled is cited by an action or a promise, and no other', () => {
  const used = new Set([...actions.flatMap(({ cites }) => cites), ...promises.flatMap(({ restsOn }) => restsOn)]);
  const unused = claims.filter(({ id, modelled }) => modelled && !used.has(id));
  assert.deepEqual(
    unused.map(({ id }) => id),
    [],
    'called modelled, cited by nothing',
  );
  const uncalled = claims.filter(({ id, modelled }) => !modelled && actions.some(({ cites }) => cites.includes(id)));
  assert.deepEqual(
    uncalled.map(({ id }) => id),
    [],
    'cited by an action, not called modelled',
  );
});

test('every assumption is used: an action cites it, or it says how the models start or what they leave out', () => {
  const used = new Set(actions.flatMap(({ cites }) => cites));
  const aboutTheWhole = ['A-6', 'A-11', 'A-12'];
  assert.deepEqual(
    assumptions.map(({ id }) => id).filter(id => !used.has(id)),
    aboutTheWhole,
  );
});

test('ids are given once, and claims name a known source', () => {
  const ids = [...claims, ...assumptions, ...promises].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, source } of claims) {
    assert(sources.some(entry => entry.id === source));
    assert(id.startsWith(`${source}-`));
  }
});

test('the promises rest on how the system is meant to work, not on how it failed', () => {
  for (const { id, restsOn } of promises) {
    for (const claim of restsOn) assert.equal(claims.find(entry => entry.id === claim)!.about, 'system', id);
  }
});

test('the properties of the models are promises, by their names, or say how it may end', () => {
  const { 'outage with operators': _, ...promising } = models;
  for (const { always, everyStep, leadsTo, canRecover, ends } of Object.values(promising)) {
    for (const name of Object.keys({ ...always, ...everyStep, ...leadsTo, ...canRecover, ...ends })) {
      assert(name === 'Nobody is stuck' || promises.some(promise => promise.name === name), name);
    }
  }
});

test('every promise is a property of the outage', () => {
  const { always, everyStep, leadsTo, canRecover } = outage(size);
  const asked = Object.keys({ ...always, ...everyStep, ...leadsTo, ...canRecover, ...oneMayStop(size).leadsTo });
  assert.deepEqual(promises.map(({ name }) => name).sort(), asked.sort());
});
