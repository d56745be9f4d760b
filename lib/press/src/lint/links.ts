/** The links in a markdown text. */

export interface Link {
  target: string;
  /** The line it is on, from 1. */
  line: number;
}

const PATTERNS = [
  // [text](target "title") and ![alt](target)
  /\]\(\s*<?([^\s)>]+)>?(?:\s+["'(][^)]*)?\s*\)/g,
  // [name]: target
  /^ {0,3}\[[^\]^][^\]]*\]:\s*<?([^\s>]+)/gm,
  /<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*["']([^"']+)["']/gi,
];

/** Every link and image outside code. */
export function linksIn(markdown: string): Link[] {
  const text = withoutCode(markdown);
  return PATTERNS.flatMap(pattern =>
    [...text.matchAll(pattern)].map(match => ({
      target: match[1]!,
      line: text.slice(0, match.index).split('\n').length,
    })),
  );
}

/** The same lines with code blanked out. */
function withoutCode(markdown: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  return markdown
    .replace(/^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*[ \t]*$|$(?![\s\S]))/gm, blank)
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, blank);
}
