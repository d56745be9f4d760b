/**
 * The one visual language of the notebooks: every chart, plot and diagram takes its colours from here.
 *
 * The hues stay apart for the common kinds of colour blindness (palette.test.ts measures it).
 * The green of what is good is that of a fourth Enactor too, who appears in no saved figure.
 * Danger is never told by colour alone: always add a sign (✗) or a word. What belongs to no party,
 * such as counts and chances, is slate: `measure`.
 */
export const colours = {
  enactorA: '#0072B2',
  enactorB: '#E69F00',
  enactorC: '#C887B4',
  enactorD: '#009E73',
  planner: '#4B5563',
  measure: '#64748B',
  danger: '#B00020',
  good: '#009E73',
  ink: '#1F2937',
  muted: '#6B7280',
  grid: '#E5E7EB',
  paper: '#FFFFFF',
} as const;

/** Light fills behind ink-coloured text, one for each strong colour. */
export const tints = {
  enactorA: '#DCEBF6',
  enactorB: '#FCEFD2',
  enactorC: '#F4E6F3',
  enactorD: '#D6F0E7',
  planner: '#E8EAED',
  danger: '#FBE3E6',
  good: '#D6F0E7',
  neutral: '#F3F4F6',
} as const;

/** For lines that stand for no party: they differ in hue and lightness, and from every Enactor. */
export const series = ['#1F2937', '#7A4FD0', '#9A5B1F', '#64748B'] as const;

const enactors = [colours.enactorA, colours.enactorB, colours.enactorC, colours.enactorD] as const;

/**
 * The colour of the Enactor with this index: 0 is Enactor A.
 * Throws for an index without a colour: two Enactors of one colour would mislead.
 */
export function enactorColour(index: number): string {
  const colour = enactors[index];
  if (colour === undefined) {
    throw new RangeError(
      `There is no colour for Enactor ${index}: the palette holds ${enactors.length} (index 0 to ${enactors.length - 1}).`,
    );
  }
  return colour;
}

/** The two colours of a party to the story, by its name: `Planner`, `Enactor A`; neutral for others. */
export function laneColour(name: string): { strong: string; tint: string } {
  const letter = /^Enactor ([A-D])$/.exec(name)?.[1];
  const key = letter ? (`enactor${letter as 'A'}` as const) : name === 'Planner' ? 'planner' : undefined;
  return key ? { strong: colours[key], tint: tints[key] } : { strong: colours.muted, tint: tints.neutral };
}
