/** Room for the tables of a search's steps, to be given out, and all of it once more when there are to be other tables. */
export class Shelf {
  readonly #room: Int32Array;
  #used = 0;

  constructor(room: Int32Array) {
    this.#room = room;
  }

  hasRoomFor(words: number): boolean {
    return this.#used + words <= this.#room.length;
  }

  /** So many words, all 0. */
  take(words: number): Int32Array {
    const begin = this.#used;
    this.#used += words;
    return this.#room.subarray(begin, this.#used);
  }

  clear(): void {
    this.#room.fill(0, 0, this.#used);
    this.#used = 0;
  }
}
