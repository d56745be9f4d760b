import { SVGPathData } from 'svg-pathdata';
import { svgPathProperties } from 'svg-path-properties';
import {
  boxAround,
  IDENTITY,
  invert,
  mapBox,
  multiply,
  parseTransform,
  union,
  type Box,
  type Matrix,
} from '../geometry.js';
import { ownStyle } from './style.js';
import { textBox, textLength } from './text.js';

/** Elements without a place of their own on the page. */
const UNDRAWN = new Set([
  'defs',
  'marker',
  'style',
  'title',
  'desc',
  'script',
  'clipPath',
  'mask',
  'symbol',
  'linearGradient',
  'radialGradient',
  'pattern',
  'filter',
  'metadata',
]);

/** `getBBox`: the box of an SVG element in its own coordinates; nothing for an empty one. */
export function elementBox(element: Element): Box | undefined {
  const n = (name: string) => parseFloat(element.getAttribute(name) ?? '') || 0;
  switch (element.tagName) {
    case 'text':
      return textBox(element);
    case 'tspan':
      return {
        x: n('x'),
        y: n('y'),
        width: textLength(element),
        height: (element.parentElement && textBox(element.parentElement)?.height) ?? 0,
      };
    case 'rect':
    case 'image':
    case 'use':
    case 'foreignObject':
      return { x: n('x'), y: n('y'), width: n('width'), height: n('height') };
    case 'circle':
      return { x: n('cx') - n('r'), y: n('cy') - n('r'), width: 2 * n('r'), height: 2 * n('r') };
    case 'ellipse':
      return { x: n('cx') - n('rx'), y: n('cy') - n('ry'), width: 2 * n('rx'), height: 2 * n('ry') };
    case 'line':
      return boxAround([
        { x: n('x1'), y: n('y1') },
        { x: n('x2'), y: n('y2') },
      ]);
    case 'polygon':
    case 'polyline':
      return boxAround(pointList(element.getAttribute('points') ?? ''));
    case 'path':
      return pathBox(element.getAttribute('d') ?? '');
    default:
      return union(
        Array.from(element.children).flatMap(child => {
          if (UNDRAWN.has(child.tagName) || ownStyle(child, 'display') === 'none') return [];
          const box = elementBox(child);
          return box ? [mapBox(ownTransform(child), box)] : [];
        }),
      );
  }
}

function pointList(text: string): { x: number; y: number }[] {
  const numbers = (text.match(/[-+]?[\d.]+(?:e[-+]?\d+)?/gi) ?? []).map(Number);
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => ({
    x: numbers[2 * i]!,
    y: numbers[2 * i + 1]!,
  }));
}

type Path = InstanceType<typeof svgPathProperties>;
const paths = new Map<string, Path>();

/** A path's measures; remembered, because libraries ask for the same path many times over. */
export function pathOf(d: string): Path {
  let path = paths.get(d);
  if (!path) {
    if (paths.size > 2000) paths.clear();
    paths.set(d, (path = new svgPathProperties(d)));
  }
  return path;
}

function pathBox(d: string): Box | undefined {
  if (!/\d/.test(d) || /NaN/.test(d)) return undefined;
  const { minX, minY, maxX, maxY } = new SVGPathData(d).getBounds();
  return { x: minX, y: minY, width: maxX - minX, height: maxY - minY };
}

/** An element's own transform: nested SVG documents are moved by x and y and scaled by their viewBox. */
function ownTransform(element: Element): Matrix {
  const style = (element as HTMLElement).style?.transform;
  const transform = parseTransform(style || element.getAttribute('transform'));
  return element.tagName === 'svg' && element.parentElement?.closest('svg')
    ? multiply(transform, viewBoxTransform(element))
    : transform;
}

function viewBoxTransform(svg: Element): Matrix {
  const n = (name: string) => parseFloat(svg.getAttribute(name) ?? '') || 0;
  const [x, y, width, height] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const scale = width && height && n('width') ? Math.min(n('width') / width, (n('height') || Infinity) / height) : 1;
  return [scale, 0, 0, scale, n('x') - scale * (x || 0), n('y') - scale * (y || 0)];
}

/** `getScreenCTM`: from an element's coordinates to the page's. */
export function pageTransform(element: Element): Matrix {
  let result = IDENTITY;
  for (
    let at: Element | null = element;
    at && at.tagName !== 'BODY' && at.namespaceURI === element.namespaceURI;
    at = at.parentElement
  ) {
    result = multiply(ownTransform(at), result);
  }
  return result;
}

/** From an element's coordinates to those of another. */
export function transformBetween(from: Element, to: Element): Matrix {
  return multiply(invert(pageTransform(to)), pageTransform(from));
}

/** `getBoundingClientRect` of an SVG element. */
export function clientBox(element: Element): Box {
  return mapBox(pageTransform(element), elementBox(element) ?? { x: 0, y: 0, width: 0, height: 0 });
}
