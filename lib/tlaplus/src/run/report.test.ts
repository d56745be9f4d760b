import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReport } from './report.js';

const REPORT = `TLC2 Version 2.15 of Day Month 20?? (rev: d5b5a7f)
Computing initial states...
Finished computing initial states: 1 distinct state generated at 2026-11-25 14:03:38.
Model checking completed. No error has been found.
3090 states generated, 1382 distinct states found, 0 states left on queue.
The depth of the complete state graph search is 19.
`;
const VIOLATED = REPORT.replace(
  'Model checking completed. No error has been found.',
  `Error: Invariant Resolves is violated.
Error: The behavior up to this point is:
State 1: <Initial predicate>
/\\ live = 1
/\\ deleted = {}

State 2: <Publish line 60, col 3 to line 62, col 50 of module race>
/\\ live = 1
/\\ deleted = {1, 2}
`,
);

test('the figures of a report', () => {
  const { states, transitions, depth, violation } = parseReport(REPORT);
  assert.deepEqual([states, transitions, depth, violation], [1382, 3089, 18, undefined]);
});

test('a violation, with its states', () => {
  const { kind, operator, states } = parseReport(VIOLATED).violation!;
  assert.deepEqual([kind, operator], ['invariant', 'Resolves']);
  assert.deepEqual(
    states.map(one => one.operator),
    [undefined, 'Publish'],
  );
  assert.deepEqual(states[1]!.variables.get('deleted'), { set: [1, 2] });
});

test('what is no report, or tells of another error, is refused', () => {
  assert.throws(() => parseReport('Error: Could not find or load main class'), /TLC gave up/);
  assert.throws(
    () => parseReport(VIOLATED.replace('Invariant Resolves is violated', 'Attempted to apply a non-function')),
    /TLC gave up/,
  );
});
