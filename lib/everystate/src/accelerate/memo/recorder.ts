import { cellsOf, maskOf, type Cell } from './bit-fields.js';
import type { Declaration, Scalar } from '../../model/domains.js';
import { BitSet } from '../../model/finite-set.js';
import type { Layout, Slot } from '../../state/layout.js';

/**
 * A state object that notes which cells of a packed state are read through it and
 * which are written. Guards and effects cannot tell it from the ordinary one; it
 * is only slower. What they do depends on what they read and on nothing else, and
 * so may be remembered by that: see `CompiledSteps`.
 */
export class Observer<S = any> {
  readonly state: S;
  /** What was read since `observe`, but for what was written before it was read. */
  readonly reads = new Set<Cell>();
  /** What was written, with the values now there: those of a field's domain, or true and false for elements of a set. */
  readonly writes = new Map<Cell, unknown>();
  /** The words of the state to observe begin here. */
  #words: Int32Array = new Int32Array(0);
  #offset = 0;

  constructor(declaration: Declaration, layout: Layout) {
    const cells = cellsOf(layout);
    const cellsAt = (path: Slot['path']) => cells[layout.slots.findIndex(slot => slot.path.join() === path.join())]!;
    this.state = this.#record(declaration, [], cellsAt) as S;
  }

  /** From now on, the state object holds the packed state at `offset`, and nothing was read or written. */
  observe(words: Int32Array, offset: number): void {
    this.#words = words;
    this.#offset = offset;
    this.reads.clear();
    this.writes.clear();
  }

  /** The bits that a cell has in the observed state. */
  codeOf({ word, shift, bits }: Cell): number {
    return (this.#words[this.#offset + word]! & maskOf({ shift, bits })) >>> shift;
  }

  #record(fields: Declaration, path: Slot['path'], cellsAt: (path: Slot['path']) => Cell[]): object {
    const record = {};
    for (const [field, domain] of Object.entries(fields)) {
      const here = [...path, field];
      if (domain.kind === 'family') {
        const members = Array.from({ length: domain.count }, (_, i) =>
          this.#record(domain.fields, [...here, i], cellsAt),
        );
        constant(record, field, Object.freeze(members));
      } else if (domain.kind === 'set') {
        constant(record, field, new ObservedSet(this, cellsAt(here), domain.of, field));
      } else {
        const cell = cellsAt(here)[0]!;
        Object.defineProperty(record, field, {
          get: () => this.read(cell),
          set: (value: unknown) => {
            this.writes.set(cell, value);
          },
          enumerable: true,
        });
      }
    }
    return Object.seal(record);
  }

  read(cell: Cell): unknown {
    if (this.writes.has(cell)) return this.writes.get(cell);
    this.reads.add(cell);
    const code = this.codeOf(cell);
    return cell.slot.domain.kind === 'set' ? code === 1 : cell.slot.domain.values[code];
  }
}

/** Sets and processes are not replaced as a whole: an attempt throws, as the codec does. */
function constant(record: object, field: string, value: unknown): void {
  Object.defineProperty(record, field, { value, enumerable: true });
}

class ObservedSet extends BitSet<unknown> {
  readonly #observer: Observer;
  readonly #cells: readonly Cell[];

  constructor(observer: Observer, cells: readonly Cell[], { values, lowest }: Scalar<unknown>, name: string) {
    super(values, lowest, name);
    this.#observer = observer;
    this.#cells = cells;
    Object.defineProperty(this, 'bits', {
      get: () => cells.reduce((bits, cell, i) => (observer.read(cell) ? bits | (1 << i) : bits), 0),
    });
  }

  override has(value: unknown): boolean {
    const bit = this.bitOf(value);
    return bit >= 0 && this.#observer.read(this.#cells[bit]!) === true;
  }

  override add(value: unknown): this {
    this.#observer.writes.set(this.#cells[this.bitToAdd(value)]!, true);
    return this;
  }

  override delete(value: unknown): this {
    const bit = this.bitOf(value);
    if (bit >= 0) this.#observer.writes.set(this.#cells[bit]!, false);
    return this;
  }

  override clear(): this {
    for (const cell of this.#cells) this.#observer.writes.set(cell, false);
    return this;
  }
}
