/** A state of a trace is written back into a state object, whatever nests in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arrayOf,
  bagOf,
  check,
  each,
  flag,
  mapOf,
  model,
  outlook,
  range,
  sequenceOf,
  setOf,
  statuses,
  type Model,
} from '../index.js';

const places = {
  sequence: sequenceOf(range(0, 3), 2),
  map: mapOf(range(0, 3), flag),
  bag: bagOf(range(0, 3), 2),
  set: setOf(range(0, 3)),
  list: arrayOf(2, flag),
  record: { x: flag },
};
const holders = {
  'processes of a family': (q: any) => each(2, { q }),
  'records of a list': (q: any) => arrayOf(2, { q }),
  'a record': (q: any) => ({ q }),
};

for (const [holder, holds] of Object.entries(holders)) {
  test(`${holder} may have fields of any kind, and nothing else`, () => {
    for (const [kind, domain] of Object.entries(places)) {
      const counting: Model = model<any>({
        state: { n: range(0, 2), r: holds(domain) },
        actions: { count: { when: (s: any) => s.n < 2, then: (s: any) => s.n++ } },
        always: { low: (s: any) => s.n < 2 },
      }) as Model;
      const trace = check(counting).of('low').trace!;
      assert.equal(statuses(counting, trace).length, 3, kind);
      assert.equal(outlook(counting, trace, 'low').length, 3, kind);
      assert.equal(check({ ...counting, init: trace.steps[0]!.after } as Model).states, 2, kind);
    }
  });
}
