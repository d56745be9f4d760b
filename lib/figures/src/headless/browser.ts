import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import type { DOMWindow } from 'jsdom';
import { installGeometry } from './browser-geometry.js';

/** A browser window without a browser: enough of one for Mermaid and Plotly to draw SVG in. */
export type Window = DOMWindow;

/**
 * Opens a window and runs a library's browser bundle in it. The library's globals, random numbers
 * and clock stay inside: the notebook's own are not touched.
 * @param bundle module path of the bundle, as 'mermaid/dist/mermaid.min.js'
 */
export async function openWindow(bundle: string): Promise<Window> {
  const { JSDOM, VirtualConsole } = await import('jsdom');
  const dom = new JSDOM('<!doctype html><html><head></head><body></body></html>', {
    runScripts: 'outside-only', // our bundle runs, scripts in the page do not
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(), // keeps complaints about missing browser parts off the notebook
  });
  const { window } = dom;
  installGeometry(window);
  window.structuredClone = value => structuredClone(value);
  window.matchMedia = (() => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
  })) as never;
  (window as unknown as { ResizeObserver: unknown }).ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  (window.URL as unknown as { createObjectURL: () => string }).createObjectURL = () => 'blob:unused';
  makeRepeatable(window);

  const file = createRequire(import.meta.url).resolve(bundle);
  new Script(readFileSync(file, 'utf8'), { filename: file }).runInContext(dom.getInternalVMContext());
  return window;
}

/** Starts the window's random numbers afresh, so that the same figure has the same bytes. */
export function makeRepeatable(window: Window): void {
  window.eval(`{
    let seed = 1;
    Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  }`);
}
