/** A drawn figure. */
export interface Picture {
  /** The PNG file; opaque, `PIXEL_DENSITY` pixels for each CSS pixel. */
  png: Buffer;
  /** CSS pixels. */
  width: number;
  /** CSS pixels. */
  height: number;
}

/** Figures are drawn at double density, so that they are sharp on phones and projectors. */
export const PIXEL_DENSITY = 2;

/** CSS pixels: wider pictures do not fit the column in which GitHub shows a notebook. */
export const MAX_WIDTH = 760;
