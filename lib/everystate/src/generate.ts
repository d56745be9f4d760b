/** Where to keep what is generated, while somebody wants to see it. */
let kept: string[] | undefined;

/**
 * Makes what a piece of generated code returns. The code calls the bound things by
 * their names. They are constants to it, which lets the engine build them in.
 */
export function generate<T>(name: string, bound: Readonly<Record<string, unknown>>, lines: readonly string[]): T {
  const names = Object.keys(bound);
  const code = `${names.length > 0 ? `const { ${names.join(', ')} } = bound;\n` : ''}${lines.join('\n')}`;
  kept?.push(`// everystate/${name}.js\n${code.trim()}\n`);
  return new Function('bound', `${code}\n//# sourceURL=everystate/${name}.js`)(bound);
}

/** Every piece of code that is generated while something runs. */
export function generatedBy(run: () => void): string[] {
  const pieces: string[] = [];
  kept = pieces;
  try {
    run();
  } finally {
    kept = undefined;
  }
  return pieces;
}
