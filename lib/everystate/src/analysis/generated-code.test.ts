import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reference } from '../examples/classics.js';
import { generated, model, range } from '../index.js';

test('the code that a check runs can be printed, and names the steps', () => {
  const code = generated(reference({ plans: 5, enactors: 2, keep: 2 }));
  assert.deepEqual(
    code.match(/^\/\/ everystate\/.*$/gm),
    ['codec.js', 'expand.js', 'table.wasm', 'sleep.wasm', 'properties.wasm', 'memoised.wasm'].map(
      name => `// everystate/${name}`,
    ),
  );
  assert.match(code, /\/\/ cleanStep B$/m);
  assert(code.split('\n').length < 400, 'too long to be read');
});

test('the steps of a model of a few states are never memoised, and nothing is kept in between', () => {
  const small = model({
    state: { n: range(0, 9) },
    actions: {
      up: {
        when: s => s.n < 9,
        then: s => {
          s.n++;
        },
      },
    },
  });
  assert.doesNotMatch(generated(small), /memoised/);
  assert.equal(generated(small), generated(small));
});
