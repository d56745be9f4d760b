/** An upright rectangle; pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An affine map: x' = a x + c y + e, y' = b x + d y + f, as in SVG's `matrix(a b c d e f)`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer,
    [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function invert([a, b, c, d, e, f]: Matrix): Matrix {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** The upright box around a mapped box. */
export function mapBox(m: Matrix, box: Box): Box {
  const corners = [
    [box.x, box.y],
    [box.x + box.width, box.y],
    [box.x, box.y + box.height],
    [box.x + box.width, box.y + box.height],
  ];
  return boxAround(corners.map(([x, y]) => ({ x: m[0] * x! + m[2] * y! + m[4], y: m[1] * x! + m[3] * y! + m[5] })))!;
}

/** The box around points; nothing for no points. */
export function boxAround(points: readonly { x: number; y: number }[]): Box | undefined {
  if (points.length === 0) return undefined;
  const xs = points.map(point => point.x),
    ys = points.map(point => point.y);
  const x = Math.min(...xs),
    y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The box around boxes; nothing for no boxes. */
export function union(boxes: readonly Box[]): Box | undefined {
  return boxAround(
    boxes.flatMap(box => [
      { x: box.x, y: box.y },
      { x: box.x + box.width, y: box.y + box.height },
    ]),
  );
}

/** Reads an SVG `transform` attribute, or CSS's with px and deg. */
export function parseTransform(text: string | null): Matrix {
  let result = IDENTITY;
  for (const [, name, list] of (text ?? '').matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const v = (list!.match(/[-+]?[\d.]+(?:e[-+]?\d+)?/gi) ?? []).map(Number);
    result = multiply(result, single(name!, v));
  }
  return result;
}

function single(name: string, v: number[]): Matrix {
  switch (name) {
    case 'matrix':
      return v as unknown as Matrix;
    case 'translate':
      return [1, 0, 0, 1, v[0] ?? 0, v[1] ?? 0];
    case 'translateX':
      return [1, 0, 0, 1, v[0] ?? 0, 0];
    case 'translateY':
      return [1, 0, 0, 1, 0, v[0] ?? 0];
    case 'scale':
      return [v[0] ?? 1, 0, 0, v[1] ?? v[0] ?? 1, 0, 0];
    case 'rotate': {
      const angle = ((v[0] ?? 0) * Math.PI) / 180,
        cos = Math.cos(angle),
        sin = Math.sin(angle),
        x = v[1] ?? 0,
        y = v[2] ?? 0;
      return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
    case 'skewX':
      return [1, 0, Math.tan(((v[0] ?? 0) * Math.PI) / 180), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan(((v[0] ?? 0) * Math.PI) / 180), 0, 1, 0, 0];
    default:
      return IDENTITY;
  }
}
