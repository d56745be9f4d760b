import { ModelError } from '../../model/errors.js';
import { MOST_PAGES } from './encode.js';

/** Bytes. */
const PAGE = 65_536;

/**
 * A piece of memory that generated WebAssembly works in, and that JavaScript sees as
 * typed arrays. It is given out from the beginning on, and grows at its end. It is declared as
 * shared, though nobody shares it, because only then do the arrays outlive its growing.
 */
export class Arena {
  readonly memory: WebAssembly.Memory;
  /** Bytes given out. */
  #end = 0;

  /** @throws ModelError when the address space is limited to less than the engine sets aside */
  constructor() {
    try {
      this.memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
    } catch (error) {
      throw new ModelError(
        `No memory could be had for WebAssembly: ${String(error)}.`,
        `A search needs some 10 GB of address space, though not of memory: lift the limit on it, as by 'ulimit -v unlimited'.`,
      );
    }
  }

  /** So many words, all 0. */
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
    return (MOST_PAGES * PAGE - this.#end) / 4;
  }
}
