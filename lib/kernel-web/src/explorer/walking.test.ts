import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, outlook, statuses, type Model } from 'everystate';
import { judge, promises, race as raceOf, withChanges } from 'outage';
import { readTalk } from 'press';
import { fromHash } from './address.js';
import { AS_IT_WAS, changesOf, IN_NOTEBOOKS, MENDED, modelsOf, possible, waysOf } from './design.js';
import { deedOf, deletedIn, isEmpty, lanesOf } from './scene.js';
import { firstBroken, lastChance, stateAfter, stepsFrom, walk } from './walking.js';

const race = modelsOf(AS_IT_WAS).bounded;
const trace = check(race).of(promises[0]!.name).trace!;

test('a walk goes where the steps lead, and what is possible is what the checker says', () => {
  const { trace: walked, left } = walk(race, trace.labels);
  assert.equal(left, undefined);
  const looks = outlook(race, walked, promises[0]!.name);
  looks.forEach((look, i) => {
    const possible = stepsFrom(race, stateAfter(walked, i)).map(({ label }) => label);
    assert.deepEqual(possible.sort(), look.choices.map(({ label }) => label).sort());
  });
  assert.deepEqual(
    [trace.length - 1, trace.length].map(i => isEmpty(stateAfter(walked, i))),
    [false, true],
  );
  assert.equal(lastChance(looks.map(({ canStillGoWell }) => canStillGoWell)), trace.length - 1);
  assert.equal(lastChance([true, true]), undefined);
});

test('a walk ends before the step that a changed design does not allow', () => {
  const { trace: fits, left } = walk(modelsOf(MENDED).bounded, trace.labels);
  assert.equal(trace.labels[fits.length], 'apply A');
  assert.match(left!, /^Step 8, “apply A”, isn’t possible here\./);
});

test('a step back stays broken from the step on that made it', () => {
  const name = 'Never a step back';
  const back = check(race).of(name).trace!;
  const [next] = stepsFrom(race, stateAfter(back, back.length));
  const { trace: longer } = walk(race, [...back.labels, next!.label]);
  const all = statuses(race, longer);
  assert.equal(all[longer.length]![name], true);
  const broken = Array.from({ length: longer.length + 1 }, (_, at) => firstBroken(all, name, at));
  assert.deepEqual(broken.slice(-3), [undefined, back.length, back.length]);
});

test('in the notebooks’ size the record is empty later, and here there is no way back', () => {
  const { steps, ...size } = IN_NOTEBOOKS;
  assert.equal(check(raceOf(size)).of('The name always resolves').trace!.length, steps);
  assert(trace.length < steps);
  assert.equal(check(race).of('No operator needed').verdict, 'violated');
});

test('the models are those that notebook 10 judges', () => {
  for (const changes of [[], ['recheck'], ['guard']] as const) {
    const { bounded, oneStops } = modelsOf({ ...AS_IT_WAS, changes });
    const found = [bounded, oneStops].flatMap(of => check(of).properties);
    const judged = judge(withChanges(changes));
    promises.forEach(({ name }, i) => {
      const one = found.find(property => property.name === name)!;
      assert.equal(one.verdict, judged[i]!.verdict, name);
      assert.equal(one.trace?.length, judged[i]!.trace?.length, name);
    });
  }
});

test('what cannot be had with the rest is left out', () => {
  const wide = possible({ ...AS_IT_WAS, endpoints: 2, changes: ['recheck', 'oneEnactor'] });
  assert.deepEqual([wide.way, wide.changes], ['no lock', ['recheck']]);
  assert.deepEqual(possible({ ...MENDED, way: 'fencing token' }).changes, []);
});

test('every design can be walked and told: with each way, and with each change', () => {
  const sizes = [AS_IT_WAS, possible({ ...AS_IT_WAS, endpoints: 2 })];
  const setups = sizes.flatMap(size => [
    ...waysOf(size).map(({ id: way }) => ({ ...size, way })),
    ...changesOf(size).map(({ id }) => ({ ...size, changes: [id] })),
    { ...size, changes: changesOf(size).map(({ id }) => id) },
  ]);
  for (const setup of setups)
    for (const model of Object.values<Model>({ ...modelsOf(setup) })) {
      let { start } = walk(model, []).trace;
      const lanes = lanesOf(start);
      // Always another of the steps that are possible: so that none goes on for ever.
      for (let i = 0; i < 60; i++) {
        for (const said of Object.values(lanes)) assert.match(said(start), /\S/);
        assert.equal(deletedIn(start).length, setup.endpoints);
        const steps = stepsFrom(model, start);
        for (const step of steps) assert.match(deedOf(step).text, /\S/);
        if (steps.length === 0) break;
        start = steps[i % steps.length]!.after;
      }
    }
});

test('what the slides link to can be walked to its end', () => {
  const links = readTalk().slides.flatMap(({ title, explore }) => (explore ? [{ title, explore }] : []));
  assert(links.length >= 3);
  for (const { title, explore } of links) {
    const { place, wrong } = fromHash(`#${explore}`);
    assert.equal(wrong, '', title);
    const { setup, model, path, at } = place!;
    const { trace, left } = walk(modelsOf(setup)[model], path);
    assert.equal(left, undefined, title);
    // A slide about the race stops where the talk does: before the last step.
    if (/deletes what/.test(title))
      assert.deepEqual(
        [at, at + 1].map(i => isEmpty(stateAfter(trace, i))),
        [false, true],
      );
  }
});
