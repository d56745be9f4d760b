/** How colours look to eyes with a colour deficiency, and how far apart they then are. */

export type Vision = 'normal' | 'deuteranopia' | 'protanopia';

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const simulation: Record<Vision, readonly number[]> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
};

function linear(colour: string): number[] {
  return [1, 3, 5]
    .map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
}

/** CIE L*a*b* (white D65) of a colour (#RRGGBB) as such eyes see it. */
function lab(colour: string, vision: Vision): number[] {
  const rgb = linear(colour),
    m = simulation[vision];
  const [r, g, b] = [0, 3, 6].map(row =>
    Math.min(1, Math.max(0, m[row]! * rgb[0]! + m[row + 1]! * rgb[1]! + m[row + 2]! * rgb[2]!)),
  ) as [number, number, number];
  const [x, y, z] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
  ].map(t => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The distance of two colours (ΔE of 1976): about 2 can just be told apart side by side, 20 at a glance. */
export function difference(a: string, b: string, vision: Vision): number {
  const [p, q] = [lab(a, vision), lab(b, vision)];
  return Math.hypot(...p.map((value, i) => value - q[i]!));
}

/** The contrast of text and ground as WCAG 2 defines it: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [a, b]
    .map(colour => linear(colour))
    .map(([r, g, b]) => 0.2126 * r! + 0.7152 * g! + 0.0722 * b!)
    .sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}
