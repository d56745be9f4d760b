/**
 * The code points that a TrueType font has a glyph for, read from its `cmap` table
 * (formats 4 and 12, the two that Unicode fonts use).
 */
export function readCoverage(font: Buffer): ReadonlySet<number> {
  const covered = new Set<number>();
  const cmap = tableOffset(font, 'cmap');
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const subtable = cmap + font.readUInt32BE(cmap + 8 + 8 * i);
    const format = font.readUInt16BE(subtable);
    if (format === 4) addFormat4(font, subtable, covered);
    if (format === 12) addFormat12(font, subtable, covered);
  }
  return covered;
}

function tableOffset(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no ${tag} table.`);
}

/** Segments of the basic plane: parallel arrays of end, start, delta and offset. */
function addFormat4(font: Buffer, at: number, covered: Set<number>): void {
  const bytes = font.readUInt16BE(at + 6); // twice the number of segments
  const ends = at + 14,
    starts = ends + bytes + 2,
    deltas = starts + bytes,
    offsets = deltas + bytes;
  for (let i = 0; i < bytes; i += 2) {
    const end = font.readUInt16BE(ends + i),
      start = font.readUInt16BE(starts + i);
    const delta = font.readUInt16BE(deltas + i),
      offset = font.readUInt16BE(offsets + i);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph =
        offset === 0 ? (code + delta) & 0xffff : font.readUInt16BE(offsets + i + offset + 2 * (code - start));
      if (glyph !== 0) covered.add(code);
    }
  }
}

/** Groups of (first, last, glyph) over all planes. */
function addFormat12(font: Buffer, at: number, covered: Set<number>): void {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const last = font.readUInt32BE(group + 4);
    for (let code = font.readUInt32BE(group); code <= last; code++) covered.add(code);
  }
}
