import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { TWINS } from '../common/paths.js';
import { tlcTwins } from './twins.js';
import { twins } from '../spin/twins.js';

/** Compared with Spin alone: other versions, and models in cells, of what TLC has seen. */
const SPIN_ALONE = [
  'the race, part by part',
  'mutants of the race',
  'the race, interchangeable',
  'the outage, in cells',
  'repaired each time',
  'endless race, interchangeable',
  'endless, interchangeable',
  "the article's, in cells",
];

test('every model with a twin for Spin has one for TLC, of which as much is asked', () => {
  for (const { name, shows } of twins) {
    if (SPIN_ALONE.includes(name)) continue;
    const twin = tlcTwins.find(one => one.name === name);
    assert.ok(twin, `${name} has no twin for TLC`);
    const asked = Object.values(twin.asks);
    for (const property of shows) assert.ok(property === undefined || asked.includes(property), `${name}: ${property}`);
  }
});

test('each TLA+ twin has a configuration to run it with by hand', () => {
  for (const { file } of tlcTwins) assert.ok(existsSync(path.join(TWINS, `${file}.cfg`)), file);
});
