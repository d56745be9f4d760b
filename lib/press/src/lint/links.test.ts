import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linksIn } from './links.js';

const targets = (markdown: string) => linksIn(markdown).map(({ target }) => target);

describe('linksIn', () => {
  it('finds every kind of link and image', () => {
    assert.deepEqual(targets('[a](x.md) ![b](y.png "title") [![c](in.png)](out.md)'), [
      'x.md',
      'y.png',
      'out.md',
      'in.png',
    ]);
    assert.deepEqual(targets('[a]\n\n[a]: x.md\n<a class="b" href=\'y.md\'>'), ['x.md', 'y.md']);
    assert.deepEqual(targets('[a](<x.md>)'), ['x.md']);
  });

  it('knows the line', () => {
    assert.deepEqual(linksIn('a\n\n[b](c)'), [{ target: 'c', line: 3 }]);
    assert.deepEqual(linksIn('# a\n\n- b\n- [c](d)\n  <img src="e">\n\n[c](d)'), [
      { target: 'd', line: 4 },
      { target: 'e', line: 5 },
      { target: 'd', line: 7 },
    ]);
  });

  it('leaves code alone', () => {
    assert.deepEqual(targets('`[a](x)` ``[b`](y)`` [c](z)'), ['z']);
    assert.deepEqual(targets('```ts\nf[a](x)\n```\n[c](z)'), ['z']);
    assert.deepEqual(targets('~~~\n[a](x)'), []);
  });
});
