import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pictureFile, PICTURES, savedPicture } from './pictures.js';

for (const [name, [notebook, id]] of Object.entries(PICTURES)) {
  test(`data/pictures/${name} is what ${notebook} shows`, () => {
    assert(readFileSync(pictureFile(name)).equals(savedPicture(notebook, id)), 'it is not: run npm run pictures');
  });
}

test('a picture that is not there is named', () => {
  assert.throws(() => savedPicture('04-the-race', 'nowhere'), /no picture in a cell with the id 'nowhere'/);
});
