/** How colours look to eyes with a colour deficiency, and how far apart they then are. */
import { converter, differenceEuclidean } from 'culori';

export type Vision = 'normal' | 'deuteranopia' | 'protanopia';

/**
 * Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. (culori has their
 * matrices too, but applies them to RGB as it is encoded.)
 */
const SIMULATION: Record<Vision, readonly number[]> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
};

const linear = converter('lrgb');
const distance = differenceEuclidean('lab65');

/** A colour (#RRGGBB) as such eyes see it. */
function seen(colour: string, vision: Vision) {
  const { r, g, b } = linear(colour)!;
  const m = SIMULATION[vision];
  const row = (i: number) => Math.min(1, Math.max(0, m[i]! * r + m[i + 1]! * g + m[i + 2]! * b));
  return { mode: 'lrgb' as const, r: row(0), g: row(3), b: row(6) };
}

/** The distance of two colours (ΔE of 1976): about 2 can just be told apart side by side, 20 at a glance. */
export function difference(a: string, b: string, vision: Vision): number {
  return distance(seen(a, vision), seen(b, vision));
}
