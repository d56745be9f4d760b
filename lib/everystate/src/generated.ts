const made = new Map<string, Function>();

/**
 * The function with these parameters and this generated body. The same source
 * gives the same function, so that the engine need not warm up anew when a model
 * is checked again.
 */
export function generated(parameters: readonly string[], body: string): Function {
  const source = `${parameters.join()}\n${body}`;
  let known = made.get(source);
  if (!known) made.set(source, known = new Function(...parameters, body));
  return known;
}
