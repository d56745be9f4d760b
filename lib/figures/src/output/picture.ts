/** A drawn figure. */
export interface Picture {
  /** The PNG file; opaque, `PIXEL_DENSITY` pixels for each CSS pixel. */
  png: Buffer;
  /** CSS pixels. */
  width: number;
  /** CSS pixels. */
  height: number;
  /** The size of its smallest type; CSS pixels. */
  leastType?: number;
}

/** Figures are drawn at double density, so that they are sharp on phones and projectors. */
export const PIXEL_DENSITY = 2;

/** CSS pixels: wider pictures do not fit the column in which GitHub shows a notebook. */
export const MAX_WIDTH = 760;

/**
 * CSS pixels of most pictures. A phone 390 wide shows a notebook's figures about 319 wide: type
 * of 13 is then 9 in a picture of this width, and 5 in one as wide as a page.
 */
export const PICTURE_WIDTH = 460;
