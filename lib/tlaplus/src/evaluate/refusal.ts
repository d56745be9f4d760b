import type ts from 'typescript';

/** Thrown where something has no translation. The innermost construct that has none is named. */
export class Untranslatable extends Error {
  readonly remedy: string;
  construct = '';

  constructor(why: string, remedy: string) {
    super(why);
    this.remedy = remedy;
  }
}

/** @throws Untranslatable */
export function refuse(why: string, remedy: string): never {
  throw new Untranslatable(why, remedy);
}

/** Does what a construct says; it is named where that has no translation. */
export function within<T>(node: ts.Node, does: () => T): T {
  try {
    return does();
  } catch (error) {
    if (error instanceof Untranslatable && !error.construct) {
      const text = node.getText().replace(/\s+/g, ' ');
      error.construct = `'${text.length > 60 ? `${text.slice(0, 57)}…` : text}' `;
    }
    throw error;
  }
}
