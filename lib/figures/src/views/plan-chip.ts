import { colours } from '../style/palette.js';

/**
 * A plan looks the same in every figure: a chip with its number, the darker the newer.
 * A deleted one is hollow, with a dashed border. So plans are told by number and by
 * lightness, which everybody sees, and the hues are left to the parties that hold them.
 */
export interface ChipLook {
  readonly fill: string;
  readonly ink: string;
  readonly border: string;
  readonly dash: readonly number[];
}

/** From plan 1 on; later plans are as dark as the last. */
const SHADES = ['#FFFFFF', '#DDE3EB', '#B3BFCE', '#8696AB', '#475569', '#1E293B'] as const;

/** The first shade that needs white text. */
const FIRST_DARK = 4;

/** CSS pixels. */
export const CHIP_HEIGHT = 17;

/** @param plan its number, from 1 on; 0 stands for none */
export function planLook(plan: number, deleted = false): ChipLook {
  if (deleted) return { fill: colours.paper, ink: colours.ink, border: colours.ink, dash: [3, 2] };
  const shade = Math.max(0, Math.min(plan, SHADES.length) - 1);
  return {
    fill: SHADES[shade]!,
    ink: shade >= FIRST_DARK ? colours.paper : colours.ink,
    border: SHADES[FIRST_DARK],
    dash: [],
  };
}

/** An SVG path for a chip of this width, around the chip's middle; CSS pixels. */
export function chipPath(width: number): string {
  const r = CHIP_HEIGHT / 2;
  const x = Math.max(0, Math.round(width / 2 - r));
  return `M${-x},${-r}L${x},${-r}A${r},${r},0,0,1,${x},${r}L${-x},${r}A${r},${r},0,0,1,${-x},${-r}Z`;
}
