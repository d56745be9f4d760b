/** The links in a markdown text. */
import { marked, type Tokens } from 'marked';

export interface Link {
  target: string;
  /** The line of the link, from 1. */
  line: number;
}

const IN_HTML = /<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*["']([^"']+)["']/gi;

/** Every link and image outside code. */
export function linksIn(markdown: string): Link[] {
  const links: Link[] = [];
  let line = 1;
  for (const block of marked.lexer(markdown)) {
    let at = -1;
    void marked.walkTokens([block], token => {
      if (token.type !== 'link' && token.type !== 'image' && token.type !== 'html') return;
      at = Math.max(block.raw.indexOf(token.raw, at + 1), at);
      const found = { line: line + lineBreaks(block.raw.slice(0, at)) };
      if (token.type !== 'html') links.push({ target: (token as Tokens.Link | Tokens.Image).href, ...found });
      else for (const [, target] of token.raw.matchAll(IN_HTML)) links.push({ target: target!, ...found });
    });
    line += lineBreaks(block.raw);
  }
  return links;
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}
