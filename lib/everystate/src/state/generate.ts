/** Generated code by its name, kept while `generatedBy` runs. */
let kept: Map<string, string> | undefined;

/**
 * Runs generated code, and gives back what the code returns. The code refers to the bound
 * values by their names. They are constants to it, so that the engine can inline them.
 */
export function generate<T>(name: string, bound: Readonly<Record<string, unknown>>, lines: readonly string[]): T {
  const names = Object.keys(bound);
  const code = `${names.length > 0 ? `const { ${names.join(', ')} } = bound;\n` : ''}${lines.join('\n')}`;
  keep(`${name}.js`, code);
  return new Function('bound', `${code}\n//# sourceURL=everystate/${name}.js`)(bound);
}

/** Notes a piece of code for those who want to see it. */
export function keep(name: string, code: string): void {
  kept?.set(name, `// everystate/${name}\n${code.trim()}\n`);
}

/** Every piece of code that is generated while something runs; of those with the same name, the last. */
export function generatedBy(run: () => void): string[] {
  const pieces = new Map<string, string>();
  kept = pieces;
  try {
    run();
  } finally {
    kept = undefined;
  }
  return [...pieces.values()];
}
