import type { NO_DEADLOCK } from './property-kinds.js';

declare const known: unique symbol;

/**
 * The names of a model's properties, as far as TypeScript knows them. They are a method of a class, and neither is
 * there: a spread drops the methods of classes, and so the names, as it may go on with other properties.
 */
export declare abstract class Names<N extends string> {
  [known]?(name: N): void;
}

/** How `of` takes a name: one that is written out has to be known; any other string may be one. */
export type NameOf<N extends string, S extends string> = string extends S ? S : N | typeof NO_DEADLOCK;
