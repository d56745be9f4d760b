import type { Window } from '../headless/browser.js';
import { boxAround, type Box } from '../headless/geometry.js';
import { colours, tints } from '../style/palette.js';

/**
 * Touches up the SVG that Mermaid has drawn: things that its themes do not reach, and that the
 * program which turns SVG into pixels does not know.
 */
export function finishDiagram(window: Window, svg: string): string {
  // An SVG put in an HTML page keeps its letter case, and may hold HTML's unclosed tags.
  const page = window.document.createElement('div');
  page.innerHTML = svg;
  const root = page.querySelector('svg')!;
  turnMarkers(root);
  colourActors(root);
  haloMessages(root);
  // Mermaid's bubbles of numbered messages touch the text above them.
  root.querySelector('[id$="-sequencenumber"] circle')?.setAttribute('r', '5');
  return new window.XMLSerializer().serializeToString(root);
}

/**
 * Resvg draws a marker with orient="auto-start-reverse" unturned. At a line's end it means "auto";
 * at a line's start it means "auto", turned by half a circle.
 */
function turnMarkers(root: Element): void {
  for (const marker of Array.from(root.querySelectorAll('marker[orient="auto-start-reverse"]'))) {
    marker.setAttribute('orient', 'auto');
    const id = marker.id;
    const users = Array.from(root.querySelectorAll('[marker-start]')).filter(user =>
      user.getAttribute('marker-start')!.includes(`#${id})`),
    );
    if (users.length === 0) continue;
    const turned = marker.cloneNode(true) as Element;
    turned.id = `${id}-start`;
    const group = root.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'g');
    group.setAttribute('transform', `rotate(180 ${marker.getAttribute('refX')} ${marker.getAttribute('refY')})`);
    group.append(...Array.from(turned.childNodes));
    turned.append(group);
    marker.after(turned);
    for (const user of users) user.setAttribute('marker-start', `url(#${turned.id})`);
  }
}

/** Gives the boxes of Planner and Enactors, in a sequence diagram, the colours they have everywhere. */
function colourActors(root: Element): void {
  for (const box of Array.from(root.querySelectorAll('rect.actor'))) {
    const label = box.parentElement?.querySelector('text.actor')?.textContent ?? '';
    const enactor = /\bEnactor ([A-D])\b/.exec(label)?.[1] as 'A' | 'B' | 'C' | 'D' | undefined;
    const name = enactor ? (`enactor${enactor}` as const) : /\bPlanner\b/.test(label) ? 'planner' : undefined;
    if (name) box.setAttribute('style', `fill:${tints[name]};stroke:${colours[name]};stroke-width:2px`);
  }
}

/** Keeps the life lines off the messages that cross them: a rim in the colour of the ground. */
function haloMessages(root: Element): void {
  const regions = Array.from(root.querySelectorAll('rect.rect')).map(region => ({
    box: rectBox(region),
    fill: region.getAttribute('fill')!,
  }));
  for (const text of Array.from(root.querySelectorAll('text.messageText, text.loopText'))) {
    const x = Number(text.getAttribute('x')),
      y = Number(text.getAttribute('y'));
    const around = regions.filter(
      ({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
    );
    const innermost = around.sort((a, b) => a.box.width * a.box.height - b.box.width * b.box.height)[0];
    const halo = `paint-order:stroke;stroke:${innermost?.fill ?? colours.paper};stroke-width:5px;stroke-linejoin:round`;
    text.setAttribute('style', `${text.getAttribute('style') ?? ''};${halo}`);
    for (const line of Array.from(text.querySelectorAll('tspan'))) line.setAttribute('style', halo);
  }
}

function rectBox(rect: Element): Box {
  const n = (name: string) => Number(rect.getAttribute(name));
  return boxAround([
    { x: n('x'), y: n('y') },
    { x: n('x') + n('width'), y: n('y') + n('height') },
  ])!;
}
