import type * as node from './load-z3.js';

// What `load-z3.ts` offers, for a page and its workers: see "imports" in package.json.
//
// Z3 asks for memory that threads can share. Any page may have such memory: only to hand it to a
// thread, the page must be isolated by headers from its host. The prover starts no thread.

/** Z3's WebAssembly, gzipped. Who bundles this package lays the file beside the bundle. */
const WASM = 'z3.wasm.gzip';

export const loadZ3: typeof node.loadZ3 = async () => {
  try {
    const [{ default: z3 }, { default: initZ3 }] = await Promise.all([
      import('z3-solver'),
      import('z3-solver/build/z3-built.js'),
    ]);
    // In a page, z3-solver looks for its program here.
    Object.assign(globalThis, { initZ3 });
    return await z3.init({ wasmBinary: await unpacked(new URL(WASM, import.meta.url)) });
  } catch (error) {
    throw new Error(
      `The solver Z3 could not be loaded: ${(error as Error).message}. Look whether you are connected, and run this ` +
        'cell again. Z3 also asks for 2 GB of memory, which a phone may refuse.',
      { cause: error },
    );
  }
};

async function unpacked(file: URL): Promise<ArrayBuffer> {
  const { body } = await fetch(file);
  return new Response(body!.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
