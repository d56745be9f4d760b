import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTlcReport } from './report.js';

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
State 2: <Publish line 60, col 3 to line 62, col 50 of module race>
/\\ live = 1
State 3: <PickUp line 25, col 3 to line 28, col 48 of module race>`,
);

test('the figures of a report', () => {
  assert.deepEqual(parseTlcReport(REPORT), { states: 1382, transitions: 3089, depth: 18, violation: undefined });
  assert.deepEqual(parseTlcReport(VIOLATED).violation, { steps: 2 });
});

test('what is no report, or tells of another error, is refused', () => {
  assert.throws(() => parseTlcReport('Error: Could not find or load main class'), /no report of a search by TLC/);
  assert.throws(
    () => parseTlcReport(VIOLATED.replace('Invariant Resolves is violated', 'Attempted to apply a non-function')),
    /no report/,
  );
});
