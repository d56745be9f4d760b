import type { Scalar } from '../domain.js';
import { BitSet } from './finite-set.js';

/** A set over a domain of more values than one word has bits. */
export class WideSet<V> extends BitSet<V> {
  readonly words: number[];

  constructor(elements: Scalar<V>, name: string) {
    super(elements, name);
    this.words = Object.seal(new Array(Math.ceil(elements.values.length / 32)).fill(0));
  }

  protected override blank(): BitSet<V> {
    return new WideSet(this.elements, this.name);
  }

  override hasBit(bit: number): boolean {
    return ((this.words[bit >>> 5]! >>> (bit & 31)) & 1) === 1;
  }

  override putBit(bit: number, isIn: boolean): void {
    if (isIn) this.words[bit >>> 5]! |= 1 << (bit & 31);
    else this.words[bit >>> 5]! &= ~(1 << (bit & 31));
  }

  override get size(): number {
    let count = 0;
    for (const word of this.words) for (let rest = word; rest !== 0; rest &= rest - 1) count++;
    return count;
  }

  override clear(): this {
    this.words.fill(0);
    return this;
  }

  override toJSON(): V[] {
    const all: V[] = [];
    for (let i = 0; i < this.words.length; i++) {
      for (let rest = this.words[i]!; rest !== 0; rest &= rest - 1)
        all.push(this.elements.values[i * 32 + 31 - Math.clz32(rest & -rest)]!);
    }
    return all;
  }

  override snapshot(): BitSet<V> {
    const copy = super.snapshot();
    Object.freeze((copy as WideSet<V>).words);
    return copy;
  }
}

/** A set that is kept somewhere else, and asked for and changed there, bit by bit. */
export class SetElsewhere<V> extends BitSet<V> {
  override readonly hasBit: (bit: number) => boolean;
  override readonly putBit: (bit: number, isIn: boolean) => void;

  constructor(
    elements: Scalar<V>,
    name: string,
    hasBit: (bit: number) => boolean,
    putBit: (bit: number, isIn: boolean) => void,
  ) {
    super(elements, name);
    this.hasBit = hasBit;
    this.putBit = putBit;
  }

  protected override blank(): BitSet<V> {
    return setOver(this.elements, this.name);
  }

  override get size(): number {
    return this.elements.values.reduce((count: number, _, bit) => count + Number(this.hasBit(bit)), 0);
  }

  override clear(): this {
    for (let bit = 0; bit < this.elements.values.length; bit++) this.putBit(bit, false);
    return this;
  }
}

/** An empty set. */
export function setOver<V>(elements: Scalar<V>, name: string): BitSet<V> {
  return elements.values.length > 32 ? new WideSet(elements, name) : new BitSet(elements, name);
}
