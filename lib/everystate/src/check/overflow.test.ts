import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  check,
  model,
  ModelError,
  range,
  replay,
  ReplayError,
  SearchError,
  sequenceOf,
  setOf,
  showState,
} from '../index.js';

/** Sends for ever; that it sends no more than so many is wrong. */
const sender = (capacity: number, most: number) =>
  model({
    state: { sent: sequenceOf(range(1, 2), capacity), seen: setOf(range(1, 5)) },
    actions: {
      send: { with: { n: range(1, 2) }, then: (s, { n }) => s.sent.push(n) },
      look: { with: { n: range(1, 5) }, when: (s, { n }) => !s.seen.has(n), then: (s, { n }) => s.seen.add(n) },
    },
    always: { few: s => s.sent.length <= most },
    leadsTo: { more: { when: s => s.sent.length > 0, then: s => s.sent.length > 1 } },
  });

for (const capacity of [2, 6]) {
  test(`a sequence of ${capacity} that overflows does not hide what was violated before`, () => {
    const design = sender(capacity, 1);
    assert.throws(
      () => check(design),
      (error: unknown) => {
        assert(error instanceof SearchError && error instanceof ModelError);
        assert.match(error.message, /'sent' is full[^]*Violated before that: 'few'[^]*look at the way there/);
        assert.match(String(error), /^SearchError: Action 'send/);
        assert.equal((error.trace.end as any).sent.length, capacity);
        assert.equal(showState(replay(design, error.trace.labels).end), showState(error.trace.end));
        assert.deepEqual(
          error.properties.map(({ name, verdict, trace }) => [name, verdict, trace?.length]),
          [
            ['few', 'violated', 2],
            ['no deadlock', 'not finished', undefined],
          ],
        );
        return true;
      },
    );
    const first = check(design, { stopAtFirst: true });
    assert.deepEqual(
      [first.stopped, first.of('few').verdict, first.of('few').trace!.length],
      ['violation', 'violated', 2],
    );
  });

  test(`one of ${capacity} that overflows with nothing violated is an error, also if the first violation would do`, () => {
    for (const stopAtFirst of [false, true]) {
      assert.throws(
        () => check(sender(capacity, capacity), { stopAtFirst }),
        (error: unknown) => error instanceof SearchError && !error.message.includes('Violated'),
      );
    }
  });
}

test('an error of a replay has its own name', () => {
  assert.throws(
    () => replay(sender(2, 1), ['send (n 1)', 'sent']),
    (error: unknown) => error instanceof ReplayError && String(error).startsWith('ReplayError: Step 2'),
  );
});
