import { codeOf, type Scalar } from '../domain.js';

/**
 * A place for a value of a domain that may be out of use: it holds the value's position, which is packed faster
 * than a record. Where processes occur in the values, 0 is for nothing, which stays as it is when they are exchanged.
 */
export class Place<V> {
  readonly domain: Scalar<number>;
  readonly #elements: Scalar<V>;
  readonly #offset: number;

  constructor(elements: Scalar<V>) {
    const offset = elements.permuted ? 1 : 0;
    this.#elements = elements;
    this.#offset = offset;
    this.domain = {
      kind: 'scalar',
      values: Array.from({ length: elements.values.length + offset }, (_, i) => i),
      lowest: 0,
      shown: elements.shown,
      permuted: (family, order) => {
        const map = elements.permuted?.(family, order);
        return map && [0, ...map.map(code => code + 1)];
      },
    };
  }

  /** What the place holds for a value, or -1. */
  code(value: unknown): number {
    const code = codeOf(this.#elements, value);
    return code < 0 ? -1 : code + this.#offset;
  }

  value(code: number): V {
    return this.#elements.values[code - this.#offset]!;
  }
}
