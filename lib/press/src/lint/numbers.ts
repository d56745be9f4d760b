/** The numbers that a text states, apart from those that only name something. */

export interface Numeral {
  /** As written: `12,303`, `95 %`, `a million`. */
  text: string;
  value: number;
  /** From 1. */
  line: number;
}

const MONTHS =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December' +
  '|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\.?';
/** Several numbers: `3`, `3 and 4`, `5 to 12`, `1, 2 and 3`. */
const SOME = '\\d+(?:(?:, | and | or | to |–)\\d+)*';

/** Numbers that are names, and what is not prose: blanked out before numbers are looked for. */
const NAMES: readonly RegExp[] = [
  // Code blocks, and code that is more than a number.
  /^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*[ \t]*$|$(?![\s\S]))/gm,
  /(?<!`)(`+)(?!`)(?![\s\d,.%]+\1(?!`))[\s\S]*?(?<!`)\1(?!`)/g,
  // Targets of links, addresses, tags.
  /(?<=\])\([^)\s]*(?:\s+"[^"]*")?\)/g,
  /\bhttps?:\S+/g,
  /<[^>\n]*>/g,
  // The numbers of headings, list items and notebooks.
  /^#+ +(?:Step )?\d+[.:]?/gm,
  /^ *\d+\. /gm,
  new RegExp(`\\b[Nn]otebooks? ${SOME}`, 'g'),
  /\bv?\d+\.\d+\.\d+(?:\.\d+)*\b/g,
  // Ids and names with digits: PM-12, us-east-1, IPv4, Route 53.
  /\p{L}[\p{L}\p{N}]*(?:[-_.]\p{L}*[\p{L}\p{N}]+)*[-_]?\d[\p{L}\p{N}_-]*/gu,
  /\bRoute 53\b/g,
  // RFC 1035, section 4.1.1; versions of programs.
  new RegExp(`\\bRFCs? ${SOME}`, 'g'),
  /\b[Ss]ections? \d+(?:\.\d+)*/g,
  /\b(?:Node(?:\.js)?|Spin|TLC|TypeScript|JavaScript|ES|Java|Python|JupyterLab|Vega(?:-Lite)?|Mermaid|Plotly) \d+(?:\.\d+)*\b/g,
  // Dates and clock times.
  new RegExp(`\\b\\d{1,2}(?: to \\d{1,2})? ${MONTHS}(?: \\d{4})?\\b`, 'g'),
  new RegExp(`\\b${MONTHS} \\d{1,2}(?:, \\d{4})?\\b`, 'g'),
  new RegExp(`\\b${MONTHS} \\d{4}\\b`, 'g'),
  /\b\d{4}-\d\d(?:-\d\d)?\b/g,
  /\b(?:[Ii]n|[Ss]ince|of|from|until|re:Invent) (?:19|20)\d\d\b/g,
  /\((?:[^()\d]* )?(?:19|20)\d\d\)/g,
  /\b\d{1,2}:\d\d(?::\d\d)?\b/g,
  /\b\d{1,2} (?:AM|PM|UTC)\b/g,
];

const WORDS: Readonly<Record<string, number>> = {
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
};
const WORD = new RegExp(`\\b(?:(?:an?|one) )?(${Object.keys(WORDS).join('|')})\\b`, 'gi');
/** `1,234`, `0.5`, `200 million`, `95 %`; not the digits within a longer word. */
const DIGITS =
  /(?<![\p{L}\p{N}_])(\d{1,3}(?:,\d{3})+(?!\d)|\d[\d_]*)(\.\d+)?(?: (hundred|thousand|million|billion)\b| ?(%|percent\b|per cent\b))?/gu;

/**
 * The numbers of a markdown text. Words count from thirteen: smaller ones are part of the
 * language ("a third adds nothing"), and whoever reviews the text has to look at them.
 */
export function numbersIn(markdown: string): Numeral[] {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  let rest = NAMES.reduce((text, pattern) => text.replace(pattern, blank), markdown);
  const found: (Numeral & { at: number })[] = [];
  const add = (at: number, text: string, value: number) =>
    found.push({ at, text, value, line: rest.slice(0, at).split('\n').length });
  for (const { 0: text, 1: whole, 2: fraction = '', 3: times, index } of rest.matchAll(DIGITS)) {
    add(index, text, Number(whole!.replace(/[,_]/g, '') + fraction) * (times ? WORDS[times.toLowerCase()]! : 1));
  }
  rest = rest.replace(DIGITS, blank);
  for (const { 0: text, 1: word, index } of rest.matchAll(WORD)) add(index, text, WORDS[word!.toLowerCase()]!);
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...numeral }) => numeral);
}

/** Every number in a text, of whatever unit; ids, addresses and colours are not numbers. */
export function valuesIn(text: string): number[] {
  const rest = text.replace(/\b[A-Z]+-\d+|https?:\S+|#[\dA-Fa-f]{6}\b/g, ' ');
  return [...rest.matchAll(/(?<![\p{L}\p{N}_])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d[\d_]*)(?:\.\d+)?/gu)].map(([digits]) =>
    Number(digits.replace(/[,_]/g, '')),
  );
}
