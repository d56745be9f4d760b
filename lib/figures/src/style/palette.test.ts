import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wcagContrast as contrast } from 'culori';
import { difference, type Vision } from './colour-vision.js';
import { colours, enactorColour, tints } from '../index.js';
import { series } from './palette.js';

const roles = ['enactorA', 'enactorB', 'enactorC', 'good', 'planner', 'danger'] as const;

for (const vision of ['normal', 'deuteranopia', 'protanopia'] satisfies Vision[]) {
  test(`roles can be told apart at a glance with ${vision} vision`, () => {
    for (const [i, a] of roles.entries()) {
      for (const b of roles.slice(i + 1)) {
        const distance = difference(colours[a], colours[b], vision);
        assert.ok(distance >= 20, `${a} and ${b}: ${distance.toFixed(1)}`);
      }
    }
  });
}

for (const vision of ['normal', 'deuteranopia', 'protanopia'] satisfies Vision[]) {
  test(`lines of no party can be told from each other with ${vision} vision`, () => {
    for (const [i, a] of series.entries()) {
      for (const b of series.slice(i + 1)) {
        const distance = difference(a, b, vision);
        assert.ok(distance >= 15, `${a} and ${b}: ${distance.toFixed(1)}`);
      }
    }
  });
}

test('text can be read on white and on every tint', () => {
  for (const ground of [colours.paper, ...Object.values(tints)]) assert.ok(contrast(colours.ink, ground) >= 7, ground);
  assert.ok(contrast(colours.muted, colours.paper) >= 4.5);
  assert.ok(contrast(colours.danger, colours.paper) >= 4.5);
  for (const colour of series) assert.ok(contrast(colour, colours.paper) >= 4.5, colour);
});

test('the measures are right: black on white is 21, the same colour 0', () => {
  assert.equal(Math.round(contrast('#000000', '#FFFFFF')), 21);
  assert.equal(difference('#0072B2', '#0072B2', 'protanopia'), 0);
  assert.equal(Math.round(difference('#000000', '#FFFFFF', 'normal')), 100);
  assert.ok(difference('#FF0000', '#8E8E00', 'protanopia') < difference('#FF0000', '#8E8E00', 'normal') / 2);
});

test('a fourth Enactor can be told from the others as well', () => {
  assert.equal(enactorColour(3), colours.good);
});

test('there is no fifth Enactor colour', () => {
  assert.equal(enactorColour(0), colours.enactorA);
  assert.throws(() => enactorColour(4), /no colour for Enactor 4/);
});
