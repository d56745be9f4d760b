import type { Box } from '../geometry.js';
import { union } from '../geometry.js';
import { inheritedStyle, sheetsOf } from './style.js';
import { ASCENT, DESCENT, textWidth, type TextStyle } from '../fonts/text-width.js';

/** What lays out SVG text the way browsers do, as far as our libraries use it. */

const FONT_SIZE = 16; // a browser's, where nothing else is said

/** How an element's text is set: by itself or by the nearest element around it. */
export function textStyle(element: Element, sheets = sheetsOf(element.ownerDocument)): TextStyle {
  return {
    family: inheritedStyle(element, 'font-family', sheets) ?? '',
    size: fontSize(element, sheets),
    weight: inheritedStyle(element, 'font-weight', sheets) ?? 400,
    italic: inheritedStyle(element, 'font-style', sheets) === 'italic',
  };
}

function fontSize(element: Element, sheets = sheetsOf(element.ownerDocument)): number {
  const size = inheritedStyle(element, 'font-size', sheets) ?? '';
  const value = parseFloat(size);
  if (!Number.isFinite(value)) return FONT_SIZE;
  if (/r?em$/.test(size)) return value * FONT_SIZE;
  return size.endsWith('%') ? (value / 100) * FONT_SIZE : value;
}

/** The text that a browser would draw: white space collapsed. */
function drawnText(text: string): string {
  return text.replace(/[\s\u200b]+/g, ' ');
}

/** The advance of an element's text in pixels, all parts in one line. */
export function textLength(element: Element): number {
  return runs(element, true).reduce((sum, run) => sum + run.width, 0);
}

interface Run {
  width: number;
  style: TextStyle;
  x?: number;
  y?: number;
  dx: number;
  dy: number;
  anchor: string;
}

function runs(element: Element, isOutermost: boolean, sheets = sheetsOf(element.ownerDocument)): Run[] {
  const result: Run[] = [];
  const style = textStyle(element, sheets);
  const anchor = inheritedStyle(element, 'text-anchor', sheets) ?? 'start';
  for (const child of Array.from(element.childNodes)) {
    if (child.nodeType === 3) {
      const text = drawnText(child.nodeValue ?? '');
      if (text.trim() === '' && (isOutermost || text === '')) continue;
      result.push({ width: textWidth(text, style), style, dx: 0, dy: 0, anchor });
    } else if (child.nodeType === 1 && /^(tspan|a|textPath)$/.test((child as Element).tagName)) {
      const inner = runs(child as Element, false, sheets);
      if (inner.length > 0) result.push({ ...inner[0]!, ...place(child as Element, inner[0]!) }, ...inner.slice(1));
      else if ((child as Element).hasAttribute('dy') || (child as Element).hasAttribute('x')) {
        // An empty line still moves the lines after it.
        result.push({ width: 0, style, anchor, ...place(child as Element) });
      }
    }
  }
  return result;
}

function place(element: Element, under?: Run): Pick<Run, 'dx' | 'dy'> & { x?: number; y?: number } {
  const size = fontSize(element);
  const x = length(element, 'x', size) ?? under?.x,
    y = length(element, 'y', size) ?? under?.y;
  return {
    ...(x !== undefined && { x }),
    ...(y !== undefined && { y }),
    dx: (length(element, 'dx', size) ?? 0) + (under?.dx ?? 0),
    dy: (length(element, 'dy', size) ?? 0) + (under?.dy ?? 0),
  };
}

function length(element: Element, attribute: string, fontSize: number): number | undefined {
  const text = element.getAttribute(attribute);
  if (text === null) return undefined;
  const value = parseFloat(text);
  if (!Number.isFinite(value)) return undefined;
  return /em\s*$/.test(text) ? value * fontSize : value;
}

/** The box of a `text` element in its own coordinates; nothing if it holds no text. */
export function textBox(element: Element): Box | undefined {
  const start = place(element);
  let x = (start.x ?? 0) + start.dx,
    y = (start.y ?? 0) + start.dy;
  const boxes: Box[] = [];
  const shift = baselineShift(element);

  // Runs that follow one another form one chunk, which the anchor moves as a whole.
  let chunk: { boxes: Box[]; x: number; anchor: string } | undefined;
  const close = () => {
    if (!chunk) return;
    const width = chunk.boxes.reduce((sum, box) => sum + box.width, 0);
    const back = chunk.anchor === 'middle' ? width / 2 : chunk.anchor === 'end' ? width : 0;
    boxes.push(...chunk.boxes.map(box => ({ ...box, x: box.x - back })));
    chunk = undefined;
  };

  for (const run of runs(element, true)) {
    if (run.x !== undefined || run.y !== undefined) {
      close();
      x = run.x ?? x;
      y = run.y ?? y;
    }
    x += run.dx;
    y += run.dy;
    chunk ??= { boxes: [], x, anchor: run.anchor };
    if (run.width > 0) {
      chunk.boxes.push({
        x,
        y: y - (ASCENT - shift) * run.style.size,
        width: run.width,
        height: (ASCENT + DESCENT) * run.style.size,
      });
    }
    x += run.width;
  }
  close();
  return union(boxes);
}

/** How far below the base line the text stands, for 1 px of font size. */
function baselineShift(element: Element): number {
  switch (inheritedStyle(element, 'dominant-baseline') ?? inheritedStyle(element, 'alignment-baseline')) {
    case 'middle':
      return 0.273; // half of Inter's x-height
    case 'central':
      return (ASCENT - DESCENT) / 2;
    case 'hanging':
      return 0.727;
    case 'text-before-edge':
      return ASCENT;
    case 'text-after-edge':
      return -DESCENT;
    default:
      return 0;
  }
}
