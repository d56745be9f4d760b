import type { Arena } from './memory.js';
import { keep } from '../../state/generate.js';
import { encodeModule } from './encode.js';
import { Compiler } from './compiler.js';

/** The modules made last, by their text: the engine need not compile those again. */
const modules = new Map<string, WebAssembly.Module>();
const MOST_MODULES = 32;

/**
 * Makes the functions of a piece of generated code in the small language that `Compiler`
 * reads. It runs at once about as fast as it ever will, where JavaScript has to be run for
 * a while before the engine knows how to make it fast.
 *
 * @param arrays what the code calls by name: arrays in the arena, or the byte where one begins
 * @param outside functions of JavaScript that it may call; they are given and give integers
 */
export function instantiate<T>(
  name: string,
  arena: Arena,
  arrays: Readonly<Record<string, Int32Array | number>>,
  outside: Readonly<Record<string, (...given: number[]) => unknown>>,
  lines: readonly string[],
): T {
  const places = Object.entries(arrays).map(
    ([name, array]) => [name, typeof array === 'number' ? array : array.byteOffset] as const,
  );
  const signatures = Object.entries(outside).map(([name, { length }]) => ({
    name,
    takes: Array(length).fill('i32'),
    gives: 'i32' as const,
  }));
  const header = [
    ...places.map(([name, place]) => `// ${name}: words from byte ${place} on`),
    ...signatures.map(({ name, takes }) => `// ${name}: a function of ${takes.length} numbers`),
  ];
  const text = [...header, ...lines, ''].join('\n');
  keep(`${name}.wasm`, text);
  let module = modules.get(text);
  if (!module) {
    const { bodies } = new Compiler(text, new Map(places), signatures);
    module = new WebAssembly.Module(encodeModule(signatures, bodies));
    if (modules.size >= MOST_MODULES) modules.delete(modules.keys().next().value!);
    modules.set(text, module);
  }
  return new WebAssembly.Instance(module, { outside: { memory: arena.memory, ...outside } }).exports as T;
}
