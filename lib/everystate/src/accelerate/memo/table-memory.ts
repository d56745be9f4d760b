/** Memory for the tables of a search. It is given out piece by piece, and all of it anew for other tables. */
export class TableMemory {
  readonly #room: Int32Array;
  /** Words kept back for the tables that are always needed. */
  readonly #kept: number;
  #used = 0;

  constructor(room: Int32Array, kept: number) {
    this.#room = room;
    this.#kept = kept;
  }

  /** Whether so many words are left for a table that is not always needed. */
  hasRoomFor(words: number): boolean {
    return this.#used + words <= this.#room.length - this.#kept;
  }

  /**
   * So many words, all 0.
   * @throws RangeError when there is not so much room
   */
  take(words: number): Int32Array {
    if (this.#used + words > this.#room.length) throw new RangeError(`There is no room for ${words} words.`);
    const begin = this.#used;
    this.#used += words;
    return this.#room.subarray(begin, this.#used);
  }

  clear(): void {
    this.#room.fill(0, 0, this.#used);
    this.#used = 0;
  }
}
