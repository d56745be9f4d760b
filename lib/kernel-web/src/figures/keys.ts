/** Figures by keyboard, as the trace player can be used: a page must let them have the focus. */

/** By what such a figure says of itself. */
const WITH_KEYS = '[role=graphics-document][aria-label*="Keys:"]';

/** Gives the focus to those that are there and those that will come. */
export function letFiguresHaveKeys({ body }: Document): void {
  new MutationObserver(() => mend(body)).observe(body, { childList: true, subtree: true });
}

function mend(page: HTMLElement) {
  for (const menu of page.querySelectorAll('.vega-embed > details > summary')) menu.setAttribute('aria-label', 'Save');
  for (const figure of page.querySelectorAll(WITH_KEYS)) {
    const drawing = figure.querySelector<HTMLElement>('canvas, svg.marks');
    if (!drawing || drawing.tabIndex === 0) continue;
    drawing.tabIndex = 0;
    drawing.setAttribute('role', 'application');
    drawing.setAttribute('aria-label', figure.getAttribute('aria-label')!);
    // JupyterLab would take the keys for its own.
    drawing.dataset['lmSuppressShortcuts'] = 'true';
  }
}
