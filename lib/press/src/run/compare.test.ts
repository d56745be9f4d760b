import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstDifference, sameShape } from './compare.js';
import type { Output } from '../notebook/notebook.js';
import { stdout } from '../fixtures/testing.js';

const display = (data: Record<string, unknown>, metadata = {}): Output => ({
  output_type: 'display_data',
  data,
  metadata,
});

describe('firstDifference', () => {
  it('does not mind how text is split', () => {
    const lists: Output = { output_type: 'stream', name: 'stdout', text: ['a\n', 'b\n'] };
    assert.equal(firstDifference([lists], [stdout('a\n'), stdout('b\n')]), undefined);
    assert.equal(
      firstDifference([display({ 'text/plain': ['a\n', 'b'] })], [display({ 'text/plain': 'a\nb' })]),
      undefined,
    );
  });

  it('shows the line', () => {
    assert.equal(
      firstDifference([stdout('a\nb\n')], [stdout('a\nc\n')]),
      'output 1, stdout, line 2:\n  saved: b\n  now:   c',
    );
    assert.equal(
      firstDifference([stdout('a\nb')], [stdout('a')]),
      'output 1, stdout, line 2:\n  saved: b\n  now:   (ends here)',
    );
  });

  it('shows the part of a long line that differs', () => {
    const found = firstDifference([stdout('x'.repeat(200) + 'old')], [stdout('x'.repeat(200) + 'new')])!;
    assert.match(found, /saved: …x+old\n {2}now: {3}…x+new$/);
    assert.ok(found.split('\n').every(line => line.length < 105));
  });

  it('shows the size and hash of a picture', () => {
    const png = (bytes: string) => display({ 'image/png': Buffer.from(bytes).toString('base64'), 'text/plain': 'x' });
    assert.match(
      firstDifference([png('abc')], [png('abcd')])!,
      /^output 1, image\/png:\n {2}saved: 3 bytes, sha256 ba7816bf8f01…\n {2}now: {3}4 bytes, sha256 88d4266fd4e6…$/,
    );
  });

  it('shows the path in JSON and in metadata', () => {
    const chart = (y: number) => display({ 'application/vnd.vegalite.v5+json': { data: [{ y: 1 }, { y }] } });
    assert.equal(
      firstDifference([chart(2)], [chart(3)]),
      'output 1, application/vnd.vegalite.v5+json.data[1].y:\n  saved: 2\n  now:   3',
    );
    assert.equal(
      firstDifference([display({}, { 'image/png': { alt: 'a' } })], [display({}, {})]),
      `output 1, metadata['image/png']:\n  saved: {"alt":"a"}\n  now:   (absent)`,
    );
  });

  it('tells what is missing, new or of another kind', () => {
    assert.equal(firstDifference([stdout('a')], []), 'output 1 (stdout) is saved, but the cell no longer writes it');
    assert.equal(firstDifference([], [stdout('a\nb')]), 'output 1 (stdout) is new:\n  a');
    assert.equal(
      firstDifference([stdout('a')], [display({ 'text/plain': 'a', 'image/png': '' })]),
      'output 1, kind:\n  saved: stdout\n  now:   image/png, text/plain',
    );
  });
});

describe('sameShape', () => {
  it('looks at kinds, not at values', () => {
    assert.ok(sameShape([stdout('1 s')], [stdout('2 '), stdout('s')]));
    assert.ok(!sameShape([stdout('1 s')], [display({ 'text/plain': '1 s' })]));
    assert.ok(!sameShape([], [stdout('1 s')]));
  });
});
