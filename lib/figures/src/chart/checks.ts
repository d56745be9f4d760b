import { FigureError } from '../output/figure-error.js';

type Json = Record<string, unknown>;

/**
 * Put in place of the titles that Vega-Lite would make of field names, so that the compiled chart
 * tells which titles its author did not write.
 */
const UNTITLED = '\u0001';

/** For Vega-Lite's compiler: marks a title that is only a field's name. */
export function markUntitled(field: { field?: unknown; aggregate?: unknown }): string {
  return `${UNTITLED}${String(field.field ?? field.aggregate ?? 'value')}${UNTITLED}`;
}

/** Throws unless the chart has a title of its own. Titles are text, lines of text, or `{text, subtitle}`. */
export function requireTitle(spec: Json): string {
  const title = titleText(spec.title);
  if (title === '') {
    throw new FigureError(
      "The chart has no title: add title: 'the finding, in a sentence' (or {text, subtitle}) to the specification.",
    );
  }
  return title;
}

function titleText(title: unknown): string {
  if (typeof title === 'string') return title.trim();
  if (Array.isArray(title)) return title.join(' ').trim();
  if (title && typeof title === 'object') return titleText((title as Json).text);
  return '';
}

/**
 * Walks a compiled Vega specification. Every axis of numbers needs a title, as it carries the
 * unit; an axis of names may go without (`title: null`), as may a legend.
 */
export function requireAxisTitles(vega: Json): void {
  const scaleTypes = new Map<string, string>();
  visit(vega, group => {
    for (const scale of (group.scales as Json[] | undefined) ?? [])
      scaleTypes.set(String(scale.name), String(scale.type));
  });
  visit(vega, group => {
    for (const axis of (group.axes as Json[] | undefined) ?? []) {
      if (axis.labels === false && axis.grid === true) continue; // the grid lines of an axis stand apart from it
      checkAxis(axis, scaleTypes.get(String(axis.scale)) ?? '');
    }
    for (const legend of (group.legends as Json[] | undefined) ?? []) {
      const field = untitledField(legend.title);
      if (field)
        throw new FigureError(
          `The legend of “${field}” has no title: give its encoding title: '…', or legend: {title: null} if the labels speak for themselves.`,
        );
    }
    const header = group.title as Json | undefined;
    const field = header && typeof header === 'object' ? untitledField(header.text) : undefined;
    if (field)
      throw new FigureError(
        `The facets of “${field}” have no title: give their encoding title: '…', or header: {title: null}.`,
      );
  });
}

function checkAxis(axis: Json, scaleType: string): void {
  const isX = axis.orient === 'bottom' || axis.orient === 'top';
  const name = isX ? 'x' : 'y';
  const field = untitledField(axis.title);
  if (field) {
    throw new FigureError(
      `The ${name} axis (field “${field}”) has no title: give encoding.${name} title: 'what it is (unit or scale)', in every layer that has its own ${name}; or axis: null.`,
    );
  }
  const namesThings = scaleType === 'band' || scaleType === 'point';
  if (!axis.title && !namesThings) {
    throw new FigureError(
      `The ${name} axis has numbers but no title: give encoding.${name} title: 'what it is (unit or scale)', or axis: null to hide it.`,
    );
  }
}

function untitledField(title: unknown): string | undefined {
  const text = typeof title === 'string' ? title : JSON.stringify(title ?? '').replaceAll('\\u0001', UNTITLED);
  return text.split(UNTITLED)[1];
}

/** Visits a Vega specification and the groups inside it. */
function visit(group: Json, look: (group: Json) => void): void {
  look(group);
  for (const mark of (group.marks as Json[] | undefined) ?? []) if (mark.type === 'group') visit(mark, look);
}

/**
 * Throws when an encoding names a field that the inline data lack: Vega-Lite would draw an empty
 * chart. Views with transforms are left out, because transforms make fields.
 */
export function requireFields(view: Json, inherited?: ReadonlySet<string>): void {
  const known = 'data' in view ? inlineFields(view.data as Json) : inherited;
  if (Array.isArray(view.transform) && view.transform.length > 0) return;
  if (known) {
    for (const [channel, definition] of Object.entries((view.encoding as Json | undefined) ?? {})) {
      for (const { field } of [definition].flat() as Json[]) {
        if (typeof field === 'string' && !/[.[\\]/.test(field) && !known.has(field)) {
          throw new FigureError(
            `encoding.${channel} names the field “${field}”, which no row of the data has; they have ${[...known].join(', ')}.`,
          );
        }
      }
    }
  }
  for (const key of ['layer', 'concat', 'hconcat', 'vconcat']) {
    for (const child of (view[key] as Json[] | undefined) ?? []) requireFields(child, known);
  }
  if (view.spec && !view.repeat) requireFields(view.spec as Json, known);
}

function inlineFields(data: Json | null): ReadonlySet<string> | undefined {
  const rows = data?.values;
  if (!Array.isArray(rows) || rows.length === 0 || typeof rows[0] !== 'object') return undefined;
  return new Set(rows.flatMap(row => Object.keys(row as object)));
}
