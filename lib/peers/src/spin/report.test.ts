import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSpinReport } from './report.js';

const REPORT = `Depth=      10 States=      829 Transitions= 1.57e+03 Memory=   128.195
pan:1: assertion violated (plan[_pid]>=live) (at depth 7)
pan:2: invalid end state (at depth 10)

(Spin Version 6.5.2 -- 6 December 2019)
	+ Breadth-First Search

Full statespace search for:
	never claim         	+ (p)
	invalid end states	- (disabled by never claim)

State-vector 44 byte, depth reached 18, errors: 82
     1382 states, stored
	    1382 nominal states (stored-atomic)
     1708 states, matched
     3090 transitions (= stored+matched)
        0 atomic steps

  128.293	total actual memory usage

pan: elapsed time 1.02 seconds
pan: rate 1102817.6 states/second
`;

test('the figures of a report', () => {
  assert.deepEqual(parseSpinReport(REPORT), {
    states: 1382,
    transitions: 3089,
    depth: 18,
    errors: 82,
    first: { what: 'assertion violated (plan[_pid]>=live)', depth: 7 },
    deadlocksOff: 'disabled by never claim',
    complete: true,
    rate: 1_102_817.6,
    seconds: 1.02,
    megabytes: 128.293,
  });
  assert.equal(parseSpinReport(REPORT.replace('pan:2', 'error: max search depth too small\npan:2')).complete, false);
});

test('what is no report is refused', () => {
  assert.throws(() => parseSpinReport('Segmentation fault'), /no report of a search by Spin[^]*Segmentation fault/);
});
