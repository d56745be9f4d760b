import { MOST_PAGES } from './encode.js';

/** Bytes. */
const PAGE = 65_536;
/** With less than a quarter of a gigabyte to grow to, a search would soon be cut. */
const FEWEST_PAGES = 4_096;

/**
 * A piece of memory that generated WebAssembly works in, and that JavaScript sees as
 * typed arrays. It is given out from the beginning on, and grows at its end. It is declared as
 * shared, though nobody shares it, because only then do the arrays outlive its growing.
 */
export class Arena {
  readonly memory: WebAssembly.Memory;
  /** How far the memory may grow. */
  readonly #mostPages: number;
  /** Bytes given out. */
  #end = 0;

  /**
   * The engine reserves address space for all that the memory may grow to: where that is scarce, it is to be less.
   * @throws RangeError when there is not enough
   */
  constructor() {
    for (let maximum = MOST_PAGES; ; maximum /= 4) {
      try {
        this.memory = new WebAssembly.Memory({ initial: 1, maximum, shared: true });
        this.#mostPages = maximum;
        return;
      } catch (fault) {
        if (maximum === FEWEST_PAGES) throw fault;
      }
    }
  }

  /**
   * So many words, all 0.
   * @throws RangeError when there is no more memory
   */
  take(words: number): Int32Array {
    const begin = this.#end;
    this.grow(begin + words * 4);
    this.#end = Math.ceil((begin + words * 4) / 64) * 64; // a cache line
    return new Int32Array(this.memory.buffer, begin, words);
  }

  /** The byte from which on nothing is given out. */
  get end(): number {
    return this.#end;
  }

  /**
   * Sees to it that there are so many bytes.
   * @throws RangeError when there is no more memory
   */
  grow(bytes: number): void {
    const pages = Math.ceil((bytes - this.memory.buffer.byteLength) / PAGE);
    if (pages <= 0) return;
    try {
      this.memory.grow(pages);
    } catch {
      throw new RangeError(`Memory allocation failed: ${bytes} bytes.`);
    }
  }

  /** How many words there can be from the end of what is given out on. */
  get mostWords(): number {
    return (this.#mostPages * PAGE - this.#end) / 4;
  }
}
