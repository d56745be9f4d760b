import assert from 'node:assert/strict';
import { test } from 'node:test';
import { model, range } from 'everystate';
import { toTla } from '../translate/module.js';
import { checkWith } from './check.js';
import { parseReport } from './report.js';

const counter = model({
  state: { n: range(0, 2) },
  actions: { up: { when: s => s.n < 2, then: s => void s.n++ } },
  always: { small: s => s.n < 1 },
  ends: { full: s => s.n === 2 },
});

const WHOLE = `Finished computing initial states: 1 distinct state generated at 14:03:38.
Model checking completed. No error has been found.
3 states generated, 3 distinct states found, 0 states left on queue.
The depth of the complete state graph search is 3.
`;
const VIOLATED = `Finished computing initial states: 1 distinct state generated at 14:03:38.
Error: Invariant Small is violated.
Error: The behavior up to this point is:
State 1: <Initial predicate>
n = 0

State 2: <Up line 12, col 3 to line 12, col 50 of module Model>
n = 1

2 states generated, 2 distinct states found, 0 states left on queue.
The depth of the complete state graph search is 2.
`;

test('a violation is told with its trace, and without a count that TLC does not make', async () => {
  const said = [VIOLATED, WHOLE].map(parseReport);
  const result = await checkWith(async () => said.shift()!, counter, toTla(counter));
  assert.equal(
    String(result),
    `3 states, 2 transitions, depth 2; every reachable state seen
  violated: small (shortest trace 1 step)
  holds: full`,
  );
});
