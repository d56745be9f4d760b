/** What notebook 12 says: the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, oneOf, type Model, type Result } from 'everystate';
import { readNotebookChanged as read } from '../notebook/read-changed.js';

const NAME = '12-your-own-post-mortem';
const verdictsOf = (result: Result) =>
  Object.fromEntries(result.properties.map(({ name, verdict }) => [name, verdict]));
const lengthsOf = (result: Result) =>
  Object.fromEntries(result.properties.map(({ name, trace }) => [name, trace?.length]));

test('to wait longer makes the traces longer, and changes no verdict', async () => {
  const { github, result } = await read(NAME, { upTo: 'search' });
  const waits = check({
    ...github,
    state: { ...github.state, link: oneOf('up', 'cut', 'long cut') },
    actions: {
      ...github.actions,
      wait: {
        when: (s: any) => s.link === 'cut',
        then: (s: any) => {
          s.link = 'long cut';
        },
      },
      mend: {
        when: (s: any) => s.link !== 'up',
        then: (s: any) => {
          s.link = 'up';
        },
      },
      failOver: {
        when: (s: any) => s.link === 'long cut' && s.primary === 'east',
        then: (s: any) => {
          s.primary = 'west';
        },
      },
    },
    sometimes: {
      'Users can be served during a cut': (s: any) => s.link !== 'up' && s.primary === 'west' && s.westOnly > 0,
    },
  } as Model);
  assert.deepEqual(verdictsOf(waits), verdictsOf(result));
  for (const [name, length] of Object.entries(lengthsOf(result))) {
    assert.equal(lengthsOf(waits)[name], length === undefined ? undefined : length + 1, name);
  }
});

test('its experiment: a West that takes writes only while it lacks nothing', async () => {
  const change = {
    "s.primary === 'west' && s.westOnly < LAG": "s.primary === 'west' && s.westOnly < LAG && s.eastOnly === 0",
  };
  await assert.rejects(read(NAME, { upTo: 'retell', change }), /Step 5: 'writeWest' is not possible/);
  const { github } = await read(NAME, { upTo: 'model', change });
  assert.deepEqual(verdictsOf(check(github)), {
    'One history': 'holds',
    'The primary has every write': 'violated',
    'no deadlock': 'holds',
    'There is a way home': 'holds',
    'Users can be served during a cut': 'holds',
  });
});
