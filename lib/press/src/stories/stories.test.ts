/** What the notebooks say: their models, and the outcomes of their experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, graph, type Model, type Result } from 'everystate';
import { race } from 'outage';
import { readNotebookChanged as read } from '../notebook/read-changed.js';

const verdict = (result: Result, name: string) => result.of(name).verdict;

test('the model built in the cells of notebook 3 has the state graph of the one in lib/outage', async () => {
  for (const enactors of [1, 2, 3]) {
    const { outage } = await read('03-one-enactor', {
      upTo: 'whole',
      change: { 'ENACTORS = 1': `ENACTORS = ${enactors}` },
    });
    assert.deepEqual(
      JSON.parse(JSON.stringify(graph(outage))),
      JSON.parse(JSON.stringify(graph(race({ plans: 5, enactors, keep: 2 })))),
    );
    assert.deepEqual(
      Object.entries<any>(outage.actions).map(([name, { cites }]) => [name, cites]),
      Object.entries<any>(race({ plans: 5, enactors, keep: 2 }).actions).map(([name, { cites }]) => [name, cites]),
    );
  }
});

test('notebook 2: looking again in the same step helps, looking again before it does not', async () => {
  const lookAgain = `when: (_, me) => me.at === 'looked'`;
  const emptyRoom = `s.team.every(other => other.at !== 'inside')`;
  const sameStep = await read('02-a-checker-in-a-page', {
    upTo: 'check',
    change: { [lookAgain]: `when: (s, me) => me.at === 'looked'\n && ${emptyRoom}` },
  });
  assert.equal(verdict(sameStep.result, 'one team at a time'), 'holds');

  const before = await read('02-a-checker-in-a-page', {
    upTo: 'check',
    change: {
      "at: oneOf('outside', 'looked', 'inside')": "at: oneOf('outside', 'looked', 'looked again', 'inside')",
      'enter: {': `lookAgain: {
        by: 'team',
        when: (s, me) => me.at === 'looked' && ${emptyRoom},
        then: (_, me) => { me.at = 'looked again'; },
      },
      enter: {`,
      [lookAgain]: `when: (_, me) => me.at === 'looked again'`,
    },
  });
  assert.equal(before.result.of('one team at a time').trace.length, before.steps.length + 2);

  const three = await read('02-a-checker-in-a-page', { upTo: 'check', change: { 'team: each(2,': 'team: each(3,' } });
  assert.equal(three.result.of('one team at a time').trace.length, three.steps.length);
});

test('notebook 3: a threshold that is never reached, an Enactor that never finishes, and a second Enactor', async () => {
  const killed = [
    "assert.equal(first.of('The name always resolves').verdict, 'violated');",
    "assert.equal(second.of('Never a step back').verdict, 'violated');",
  ];
  const never = await read('03-one-enactor', {
    upTo: 'witnesses',
    change: { 'KEEP = 2': 'KEEP = 4', [killed[0]!]: '', [killed[1]!]: '' },
  });
  assert(never.first.holds && never.second.holds);
  assert.deepEqual([...never.result.neverEnabled].sort(), ['cleanUp', 'giveUp']);
  assert.equal(verdict(never.witnessed, 'a plan is deleted'), 'violated');

  const { outage } = await read('03-one-enactor', { upTo: 'whole' });
  const { finish, ...unfinished } = outage.actions;
  assert.equal(verdict(check({ ...outage, actions: unfinished } as Model), 'The newest plan goes live'), 'violated');

  const two = await read('03-one-enactor', { upTo: 'whole', change: { 'ENACTORS = 1': 'ENACTORS = 2' } });
  assert.equal(verdict(two.result, 'The name always resolves'), 'violated');
  assert.deepEqual(two.result.neverEnabled, []);

  const again = await read('03-one-enactor', {
    upTo: 'whole',
    change: {
      'ENACTORS = 1': 'ENACTORS = 2',
      '!s.deleted.has(me.plan),': '!s.deleted.has(me.plan) && me.plan > s.live,',
    },
  });
  assert.equal(verdict(again.result, 'The name always resolves'), 'holds');
});

test('notebook 4: two Enactors, a larger threshold, one plan more', async () => {
  const told = await read('04-the-race', { upTo: 'check' });
  const steps = told.result.of('The name always resolves').trace.length;

  const two = await read('04-the-race', { upTo: 'check', change: { 'ENACTORS = 3': 'ENACTORS = 2' } });
  assert.equal(two.result.of('The name always resolves').trace.length, steps);

  const keep = check(race({ plans: 5, enactors: 3, keep: 3 }));
  assert.equal(verdict(keep, 'The name always resolves'), 'holds');
  assert.equal(verdict(keep, 'Never a step back'), 'violated');

  const plans = check(race({ plans: 6, enactors: 3, keep: 2 }));
  assert.equal(plans.of('The name always resolves').trace!.length, steps);
  assert(plans.states > told.result.states);

  const { outage } = await read('04-the-race', { upTo: 'model' });
  const again = {
    ...outage.actions,
    apply: {
      ...outage.actions.apply,
      when: (s: any, me: any, i: number) => outage.actions.apply.when(s, me, i) && me.plan > s.live,
    },
  };
  const asksAgain = check({ ...outage, actions: again } as Model);
  assert(asksAgain.holds, String(asksAgain));
  const stuck = check({
    ...outage,
    actions: again,
    ends: { 'nobody is stuck': (s: any) => s.enactor.every((e: any) => e.at === 'idle') },
  } as Model);
  assert.equal(verdict(stuck, 'nobody is stuck'), 'violated');
});
