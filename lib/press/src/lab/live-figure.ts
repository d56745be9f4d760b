/** Where the parts of a live figure are, for a test that clicks on them. */
import path from 'node:path';
import { parse, View, type Spec } from 'vega';
import { codeCells, readNotebook, type DisplayOutput } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';

const VEGA = 'application/vnd.vega.v5+json';

/**
 * The Vega specification that a cell of a saved notebook shows.
 * @throws Error when it shows none
 */
export function liveFigure(notebook: string, id: string): Spec {
  const { outputs = [] } =
    codeCells(readNotebook(path.join(ROOT, 'notebooks', `${notebook}.ipynb`))).find(cell => cell.id === id) ?? {};
  const figure = outputs.map(output => (output as DisplayOutput).data?.[VEGA]).find(spec => spec !== undefined);
  if (!figure) throw new Error(`Notebook ${notebook} has no Vega figure in a cell with the id '${id}'.`);
  return figure as Spec;
}

interface Mark {
  name?: string;
  items: { items?: Mark[]; bounds: { x1: number; x2: number; y1: number; y2: number } }[];
}

/**
 * Where a part of a player is, by its name, after some steps along its trace: in pixels from the
 * figure's upper left corner. Of several with that name, `place` says which; -1 is the last.
 */
export async function placeIn(spec: Spec, name: string, place: number, taken: number): Promise<[x: number, y: number]> {
  const view = await new View(parse(spec), { renderer: 'none' }).runAsync();
  await view.signal('run', { ...view.signal('run'), taken }).runAsync();
  const { left, top } = view.padding() as { left: number; top: number };
  const marks = (mark: Mark): Mark[] => [mark, ...mark.items.flatMap(({ items = [] }) => items.flatMap(marks))];
  const found = marks((view.scenegraph() as unknown as { root: Mark }).root).find(mark => mark.name === name);
  // Its timers would go on for ever.
  view.finalize();
  const bounds = found?.items.at(place)?.bounds;
  if (!bounds) throw new Error(`The figure has no part named '${name}'.`);
  return [left + (bounds.x1 + bounds.x2) / 2, top + (bounds.y1 + bounds.y2) / 2];
}
