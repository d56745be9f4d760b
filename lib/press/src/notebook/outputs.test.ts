import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OutputRecorder } from './outputs.js';

describe('OutputRecorder', () => {
  it('merges chunks of one stream until the other speaks', () => {
    const recorder = new OutputRecorder(1);
    for (const [name, text] of [
      ['stdout', 'a'],
      ['stdout', 'b\nc'],
      ['stdout', '\n'],
      ['stderr', 'e'],
      ['stdout', 'f'],
    ] as const) {
      recorder.add({ type: 'stream', cell: 0, name, text });
    }
    assert.deepEqual(recorder.cells[0], [
      { output_type: 'stream', name: 'stdout', text: ['ab\n', 'c\n'] },
      { output_type: 'stream', name: 'stderr', text: ['e'] },
      { output_type: 'stream', name: 'stdout', text: ['f'] },
    ]);
    assert.equal(recorder.stderr(0), 'e');
  });

  it('keeps base64 in one string, JSON as JSON, text and SVG in lines', () => {
    const recorder = new OutputRecorder(1);
    recorder.add({
      type: 'display',
      cell: 0,
      update: false,
      content: {
        data: {
          'image/png': 'abc\ndef',
          'text/plain': 'a\nb',
          'image/svg+xml': '<a>\n</a>',
          'application/x+json': { a: ['1\n2'] },
        },
        metadata: { 'image/png': { alt: 'x' } },
        transient: { display_id: 'never saved' },
      },
    });
    assert.deepEqual(recorder.cells[0], [
      {
        output_type: 'display_data',
        data: {
          'image/png': 'abc\ndef',
          'text/plain': ['a\n', 'b'],
          'image/svg+xml': ['<a>\n', '</a>'],
          'application/x+json': { a: ['1\n2'] },
        },
        metadata: { 'image/png': { alt: 'x' } },
      },
    ]);
  });

  it('updates displays in whichever cell they are', () => {
    const recorder = new OutputRecorder(2);
    const show = (cell: number, text: string, update: boolean) =>
      recorder.add({
        type: 'display',
        cell,
        update,
        content: { data: { 'text/plain': text }, transient: { display_id: 'd' } },
      });
    show(0, 'one', false);
    show(1, 'two', false);
    show(1, 'three', true);
    const three = { output_type: 'display_data', data: { 'text/plain': ['three'] }, metadata: {} };
    assert.deepEqual(recorder.cells, [[three], [three]]);
  });

  it('ignores an update of what was never shown, as Jupyter does', () => {
    const recorder = new OutputRecorder(1);
    recorder.add({ type: 'display', cell: 0, update: true, content: { data: {}, transient: { display_id: 'd' } } });
    assert.deepEqual(recorder.cells, [[]]);
  });
});
