import { bitFieldsOf, maskOf, type BitField } from './bit-fields.js';
import { ownValue, type Declaration } from '../model/domain.js';
import { resolveState } from '../model/domain-kinds.js';
import { SetElsewhere } from '../model/domains/finite-set.js';
import type { Layout } from './layout.js';
import { StateObject } from './state-object.js';

/**
 * A state object that notes which bit fields of a packed state are read through it and
 * which are written. Guards and effects cannot tell it from the ordinary one; it is only
 * slower. What they do depends on what they read and on nothing else.
 */
export class Recorder<S = any> {
  readonly state: S;
  /** What was read since `observe`, but for what was written before it was read. */
  readonly reads = new Set<BitField>();
  /** What was read after it was written, ever. */
  readonly readBack = new Set<BitField>();
  /** What was written, with the values now there: a field's value, or whether an element is in a set. */
  readonly writes = new Map<BitField, unknown>();
  /** The words of the state to observe begin here. */
  #words: Int32Array = new Int32Array(0);
  #offset = 0;

  constructor(declaration: Declaration, layout: Layout) {
    const cells = bitFieldsOf(layout);
    const { state } = new StateObject(resolveState(declaration), {
      copies: true,
      scalar: (holder, key, domain, i) => {
        const cell = cells[i]![0]!;
        Object.defineProperty(holder, key, {
          get: () => this.read(cell),
          set: (value: unknown) => {
            this.writes.set(cell, ownValue(domain, value));
          },
          enumerable: true,
        });
      },
      set: (elements, name, first) => {
        const own = cells.slice(first, first + Math.ceil(elements.values.length / 32)).flat();
        return new SetElsewhere(
          elements,
          name,
          bit => this.read(own[bit]!) === true,
          (bit, isIn) => {
            this.writes.set(own[bit]!, isIn);
          },
        );
      },
    });
    this.state = state as S;
  }

  /** From now on, the state object holds the packed state at `offset`, and nothing was read or written. */
  observe(words: Int32Array, offset: number): void {
    this.#words = words;
    this.#offset = offset;
    this.reads.clear();
    this.writes.clear();
  }

  /** The bits that a bit field has in the observed state. */
  codeOf({ word, shift, bits }: BitField): number {
    return (this.#words[this.#offset + word]! & maskOf({ shift, bits })) >>> shift;
  }

  read(cell: BitField): unknown {
    if (this.writes.has(cell)) {
      this.readBack.add(cell);
      return this.writes.get(cell);
    }
    this.reads.add(cell);
    const code = this.codeOf(cell);
    return cell.slot.from === undefined ? cell.slot.domain.values[code] : code === 1;
  }
}
