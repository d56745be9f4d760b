import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCodec } from './codec.js';
import { each } from '../model/domains/family.js';
import { flag, oneOf, range } from '../model/domains/scalar.js';
import { setOf } from '../model/domains/set.js';
import type { StateOf } from '../model/state-types.js';
import { layOut } from './layout.js';
import { integersFrom } from '../fixtures/random.js';
import { resolveState } from '../model/domain-kinds.js';
import { snapshot } from './show.js';
import { StateObject } from './state-object.js';

const declaration = {
  small: range(-3, 3),
  wide: range(0, 1_000_000),
  alone: range(7, 7),
  name: oneOf('x', 'y', 'z'),
  on: flag,
  all: setOf(range(0, 31)),
  some: setOf(oneOf('p', 'q', 'r')),
  worker: each(3, { at: oneOf(10, 20, 30), seen: setOf(range(5, 9)), n: range(0, 99) }),
};

test('whatever a state object holds comes back from its packed words', () => {
  const fields = resolveState(declaration);
  const layout = layOut(new StateObject(fields).cells);
  const codec = makeCodec<StateOf<typeof declaration>>(fields, layout);
  const random = integersFrom(7);
  const pick = (values: readonly any[]) => values[random(values.length)];
  const words = new Int32Array(layout.words + 2);

  for (let round = 0; round < 2_000; round++) {
    const fill = (record: any, fields: Record<string, any>) => {
      for (const [field, domain] of Object.entries(fields)) {
        if (domain.kind === 'scalar') record[field] = pick(domain.values);
        else if (domain.kind === 'set') {
          record[field].clear();
          for (const value of domain.of.values) if (random(2)) record[field].add(value);
        } else record[field].forEach((member: any) => fill(member, domain.fields));
      }
    };
    fill(codec.state, declaration);
    const before = snapshot(codec.state);
    codec.write(words, 1);
    fill(codec.state, declaration);
    codec.read(words, 1);
    assert.deepEqual(JSON.stringify(codec.state), JSON.stringify(before));
  }
  assert.equal(words[0], 0, 'nothing is written outside the given place');
  assert.equal(words.at(-1), 0);
});

test('no field straddles two words, and none overlaps another', () => {
  const { slots, words } = layOut(new StateObject(resolveState(declaration)).cells);
  const used = new Set<number>();
  for (const { word, shift, bits } of slots) {
    assert(shift + bits <= 32);
    assert(word < words);
    for (let bit = 0; bit < bits; bit++) {
      assert(!used.has(word * 32 + shift + bit));
      used.add(word * 32 + shift + bit);
    }
  }
});

test('fields keep their declared order', () => {
  const fields = resolveState(declaration);
  const { state } = makeCodec<object>(fields, layOut(new StateObject(fields).cells));
  assert.deepEqual(Object.keys(state), Object.keys(declaration));
});
