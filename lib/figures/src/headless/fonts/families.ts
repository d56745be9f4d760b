/**
 * The only fonts that figures are drawn with. They come from npm packages and never from the
 * machine, so that a figure has the same pixels everywhere.
 */
export const TEXT_FONT = 'Inter';
export const CODE_FONT = 'JetBrains Mono';

/** For live figures, which a browser draws: it may not have our font. */
export const TEXT_FONTS = 'Inter, system-ui, sans-serif';
export const CODE_FONTS = "'JetBrains Mono', ui-monospace, monospace";
