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

interface Rule {
  selector: string;
  weight: number;
  values: Map<string, string>;
}

/** An element's own value of one of those properties, not what it inherits. */
export function ownStyle(element: Element, property: string): string | undefined {
  const inline =
    (element.getAttribute('style')?.includes(property) && (element as HTMLElement).style?.getPropertyValue(property)) ||
    undefined;
  if (inline) return inline;
  let best: Rule | undefined;
  for (const rule of documentRules(element.ownerDocument)) {
    if (rule.values.has(property) && (!best || rule.weight >= best.weight) && element.matches(rule.selector))
      best = rule;
  }
  return best?.values.get(property) ?? element.getAttribute(property) ?? undefined;
}

/** What holds for an element: its own value, or that of the nearest element around it which has one. */
export function inheritedStyle(element: Element, property: string): string | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const value = ownStyle(at, property);
    if (value && value !== 'inherit') return value;
  }
  return undefined;
}

const parsed = new Map<string, Rule[]>();

function documentRules(document: Document): Rule[] {
  return Array.from(document.getElementsByTagName('style')).flatMap(style => {
    const css = style.textContent ?? '';
    let rules = parsed.get(css);
    if (!rules) {
      if (parsed.size > 50) parsed.clear();
      parsed.set(css, (rules = parse(css)));
    }
    return rules;
  });
}

function parse(css: string): Rule[] {
  const flat = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[\w-]+[^{]*\{(?:[^{}]*\{[^}]*\})*[^}]*\}/g, '');
  const rules: Rule[] = [];
  for (const [, selectors, body] of flat.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    const declarations = body!.split(';').map(line => line.split(/:(.*)/s).map(part => part?.trim()));
    const values = new Map(
      declarations
        .filter(([name, value]) => name && value && PROPERTIES.has(name))
        .map(([name, value]) => [name!, value!.replace(/\s*!important$/, '')]),
    );
    if (values.size === 0) continue;
    for (const selector of selectors!.split(',').map(part => part.trim())) {
      if (!selector || selector.includes(':')) continue; // states and pseudo-elements play no part in a picture
      rules.push({ selector, weight: specificity(selector), values });
    }
  }
  return rules;
}

function specificity(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return count(/#[\w-]+/g) * 10_000 + count(/\.[\w-]+|\[[^\]]*\]/g) * 100 + count(/(^|[\s>+~])[a-z]/gi);
}
