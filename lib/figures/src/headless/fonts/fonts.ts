import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CODE_FONT, TEXT_FONT } from './families.js';
import { readCoverage } from './glyph-coverage.js';

interface Face {
  family: string;
  file: string;
}

const find = createRequire(import.meta.url).resolve;
const inter = (file: string): Face => ({ family: TEXT_FONT, file: find(`@expo-google-fonts/inter/${file}.ttf`) });
const mono = (file: string): Face => ({
  family: CODE_FONT,
  file: find(`@expo-google-fonts/jetbrains-mono/${file}.ttf`),
});

let found: readonly Face[] | undefined;

/** The font files in use, with the family name each is known by. */
export function faces(): readonly Face[] {
  return (found ??= [
    inter('400Regular/Inter_400Regular'),
    inter('400Regular_Italic/Inter_400Regular_Italic'),
    inter('600SemiBold/Inter_600SemiBold'),
    inter('700Bold/Inter_700Bold'),
    mono('400Regular/JetBrainsMono_400Regular'),
    mono('700Bold/JetBrainsMono_700Bold'),
  ]);
}

let coverage: ReadonlySet<number>[] | undefined;

/** Can this character (a Unicode code point) be drawn? Otherwise it would come out as an empty box. */
export function hasGlyph(codePoint: number): boolean {
  coverage ??= [faces()[0]!, faces()[4]!].map(face => readCoverage(readFileSync(face.file)));
  return coverage.some(covered => covered.has(codePoint));
}
