import type { DOMWindow } from 'jsdom';
import { createRequire } from 'node:module';
import type { Box, Matrix } from './geometry.js';
import { clientBox, elementBox, pageTransform, pathOf, transformBetween } from './svg/boxes.js';
import { textLength, textStyle } from './svg/text.js';
import { textWidth } from './fonts/text-width.js';
import { invert } from './geometry.js';

/**
 * jsdom has no layout: every box is empty. This gives it the measures that chart libraries ask
 * for, computed from the SVG itself and from the fonts that will draw it.
 */
export function installGeometry(window: DOMWindow): void {
  const NOTHING: Box = { x: 0, y: 0, width: 0, height: 0 };

  define(window.SVGElement.prototype, {
    getBBox(this: Element) {
      return elementBox(this) ?? NOTHING;
    },
    getComputedTextLength(this: Element) {
      return textLength(this);
    },
    getNumberOfChars(this: Element) {
      return this.textContent?.length ?? 0;
    },
    getSubStringLength(this: Element, from: number, count: number) {
      return textWidth((this.textContent ?? '').slice(from, from + count), textStyle(this));
    },
    getTotalLength(this: Element) {
      return pathOf(pathData(this)).getTotalLength();
    },
    getPointAtLength(this: Element, at: number) {
      return pathOf(pathData(this)).getPointAtLength(at);
    },
    getCTM(this: Element) {
      return domMatrix(this.ownerSVGElement ? transformBetween(this, this.ownerSVGElement) : pageTransform(this));
    },
    getScreenCTM(this: Element) {
      return domMatrix(pageTransform(this));
    },
    getBoundingClientRect(this: Element) {
      return domRect(clientBox(this));
    },
    createSVGMatrix() {
      return domMatrix([1, 0, 0, 1, 0, 0]);
    },
    createSVGPoint() {
      return {
        x: 0,
        y: 0,
        matrixTransform(m: DomMatrix) {
          return { x: m.a * this.x + m.c * this.y + m.e, y: m.b * this.x + m.d * this.y + m.f };
        },
      };
    },
  });
  define(window.HTMLElement.prototype, {
    getBoundingClientRect(this: HTMLElement) {
      return domRect(htmlBox(this));
    },
  });
  for (const [name, side] of [
    ['clientWidth', 'width'],
    ['offsetWidth', 'width'],
    ['clientHeight', 'height'],
    ['offsetHeight', 'height'],
  ] as const) {
    Object.defineProperty(window.HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return htmlBox(this)[side];
      },
    });
  }
  define(window.HTMLCanvasElement.prototype, {
    getContext: canvasContext,
    toDataURL(this: HTMLCanvasElement) {
      return canvasOf(this).toDataURL('image/png');
    },
  });
}

declare global {
  interface Element {
    ownerSVGElement?: Element | null;
  }
}

type DomMatrix = { a: number; b: number; c: number; d: number; e: number; f: number };

function define(prototype: object, methods: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
}

function pathData(element: Element): string {
  const n = (name: string) => parseFloat(element.getAttribute(name) ?? '') || 0;
  if (element.tagName === 'line') return `M${n('x1')},${n('y1')}L${n('x2')},${n('y2')}`;
  return element.getAttribute('d') || 'M0,0';
}

/** HTML elements have a size only if they name it; text is as wide as its one line. */
function htmlBox(element: HTMLElement): Box {
  const style = element.style;
  const text = element.children.length === 0 ? (element.textContent ?? '') : '';
  return {
    x: 0,
    y: 0,
    width: parseFloat(style.width) || (text ? textWidth(text, textStyle(element)) : 0),
    height: parseFloat(style.height) || (text ? textStyle(element).size * 1.21 : 0),
  };
}

function domRect({ x, y, width, height }: Box) {
  return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
}

function domMatrix(matrix: Matrix): unknown {
  const [a, b, c, d, e, f] = matrix;
  return { a, b, c, d, e, f, inverse: () => domMatrix(invert(matrix)) };
}

type Canvas = import('@napi-rs/canvas').Canvas;
const canvases = new WeakMap<HTMLCanvasElement, Canvas>();

/** The page's canvases are drawn by @napi-rs/canvas. */
function canvasOf(element: HTMLCanvasElement): Canvas {
  let canvas = canvases.get(element);
  if (!canvas) {
    const { createCanvas } = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas');
    canvases.set(element, (canvas = createCanvas(element.width, element.height)));
  }
  if (canvas.width !== element.width) canvas.width = element.width;
  if (canvas.height !== element.height) canvas.height = element.height;
  return canvas;
}

function canvasContext(this: HTMLCanvasElement, kind: string): unknown {
  return kind === '2d' ? canvasOf(this).getContext('2d') : null;
}
