/**
 * Makes what a piece of generated code returns. The code calls the bound things by
 * their names. They are constants to it, which lets the engine build them in.
 */
export function generate<T>(name: string, bound: Readonly<Record<string, unknown>>, lines: readonly string[]): T {
  const names = Object.keys(bound);
  const source = `${names.length > 0 ? `const { ${names.join(', ')} } = bound;\n` : ''}${lines.join('\n')}\n//# sourceURL=everystate/${name}.js`;
  return new Function('bound', source)(bound);
}
