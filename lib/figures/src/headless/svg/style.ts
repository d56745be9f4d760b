/**
 * The few style properties that decide where text goes, as a document's own style sheets, style
 * attributes and presentation attributes say. jsdom could tell, but needs seconds for a diagram:
 * it weighs every rule for every property.
 */
const PROPERTIES = new Set([
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'alignment-baseline',
  'display',
]);

export interface Rule {
  selector: string;
  weight: number;
  value: string;
  /** What the element itself must be called and be of, if anything: asked first, as `matches` is slow. */
  tag: string | undefined;
  classes: readonly string[];
}

/** The rules of a style sheet, by the property that they set. */
export type Sheet = ReadonlyMap<string, readonly Rule[]>;

/** An element's own value of one of those properties, not what it inherits. */
export function ownStyle(
  element: Element,
  property: string,
  sheets = sheetsOf(element.ownerDocument),
): string | undefined {
  const inline =
    (element.getAttribute('style')?.includes(property) && (element as HTMLElement).style?.getPropertyValue(property)) ||
    undefined;
  if (inline) return inline;
  let best: Rule | undefined;
  const tag = element.localName.toLowerCase();
  const classes = ` ${element.getAttribute('class') ?? ''} `.replace(/\s+/g, ' ');
  for (const rule of sheets.flatMap(sheet => sheet.get(property) ?? [])) {
    if (best && rule.weight < best.weight) continue;
    if (rule.tag !== undefined && rule.tag !== tag) continue;
    if (rule.classes.every(name => classes.includes(` ${name} `)) && element.matches(rule.selector)) best = rule;
  }
  return best?.value ?? element.getAttribute(property) ?? undefined;
}

/** What holds for an element: its own value, or that of the nearest element around it which has one. */
export function inheritedStyle(
  element: Element,
  property: string,
  sheets = sheetsOf(element.ownerDocument),
): string | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const value = ownStyle(at, property, sheets);
    if (value && value !== 'inherit') return value;
  }
  return undefined;
}

const parsed = new WeakMap<Element, { readonly css: string; readonly sheet: Sheet }>();

/** A document's style sheets as they are now: to find them takes longer than to look something up in them. */
export function sheetsOf(document: Document): readonly Sheet[] {
  return Array.from(document.getElementsByTagName('style'), style => {
    const css = style.textContent ?? '';
    let known = parsed.get(style);
    if (known?.css !== css) parsed.set(style, (known = { css, sheet: parse(css) }));
    return known.sheet;
  });
}

function parse(css: string): Sheet {
  const flat = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[\w-]+[^{]*\{(?:[^{}]*\{[^}]*\})*[^}]*\}/g, '');
  const sheet = new Map<string, Rule[]>();
  for (const [, selectors, body] of flat.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    const declarations = body!
      .split(';')
      .map(line => line.split(/:(.*)/s).map(part => part?.trim()))
      .filter(([name, value]) => name && value && PROPERTIES.has(name)) as [string, string][];
    for (const selector of selectors!.split(',').map(part => part.trim())) {
      if (!selector || selector.includes(':')) continue; // states and pseudo-elements play no part in a picture
      const own = /[[\\]/.test(selector) ? '' : /[^\s>+~]*$/.exec(selector)![0];
      const rule = {
        selector,
        weight: specificity(selector),
        tag: /^[a-z][\w-]*/i.exec(own)?.[0].toLowerCase(),
        classes: [...own.matchAll(/[.]([^.#]+)/g)].map(([, name]) => name!),
      };
      for (const [name, value] of new Map(declarations)) {
        if (!sheet.has(name)) sheet.set(name, []);
        sheet.get(name)!.push({ ...rule, value: value.replace(/\s*!important$/, '') });
      }
    }
  }
  return sheet;
}

function specificity(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return count(/#[\w-]+/g) * 10_000 + count(/\.[\w-]+|\[[^\]]*\]/g) * 100 + count(/(^|[\s>+~])[a-z]/gi);
}
