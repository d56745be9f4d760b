/** What can be seen on a rendered page. Runs in the browser: uses nothing from outside itself. */

export interface Picture {
  /** The id of the cell that the picture or text belongs to. */
  cell: string;
  drawn: boolean;
  /** All of one colour: nothing to see. */
  blank: boolean;
  transparent: boolean;
  width: number;
  /** Shown width divided by the picture's own width. */
  scale: number;
}

export interface PageFacts {
  pictures: Picture[];
  /** What is before a code cell, such as "In [1]:". */
  prompts: { cell: string; text: string }[];
  code: { cell: string; text: string }[];
  /** Code that is marked as wrong. */
  misread: { cell: string; text: string }[];
  /** The texts of outputs, as read; `error` when shown as an error, `code` when a block of code. */
  outputs: { cell: string; text: string; error: boolean; code: boolean }[];
  texts: { cell: string; text: string }[];
  links: { cell: string; target: string; known: boolean }[];
  /** What sticks out of the page, or of a box that hides what sticks out. */
  cutOff: { cell: string; what: string; width: number }[];
}

export async function factsOfPage(): Promise<PageFacts> {
  const idOf = (element: Element) => element.closest('.cell')?.id.replace('cell-id=', '') ?? '';
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  const textsOf = (selector: string) =>
    all(selector).map(element => ({ cell: idOf(element), text: element.innerText }));

  async function picture(image: HTMLImageElement): Promise<Picture> {
    await image.decode().catch(() => {});
    const { naturalWidth: width, naturalHeight: height } = image;
    const shown = image.getBoundingClientRect().width;
    const scale = shown / (Number(image.getAttribute('width')) || width || shown);
    const facts = { cell: idOf(image), drawn: width > 0, blank: false, transparent: false, width: shown, scale };
    if (!facts.drawn) return facts;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    try {
      const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
      facts.blank = pixels.every(pixel => pixel === pixels[0]);
      facts.transparent = pixels.some(pixel => pixel >>> 24 !== 255);
    } catch {
      // A picture from another file may be shown, but not read.
    }
    return facts;
  }

  function stickingOut(): PageFacts['cutOff'] {
    const right = document.documentElement.clientWidth + 1;
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const hides = (element: Element) =>
      getComputedStyle(element).overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
    const found = all('main *').filter(element => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).position === 'absolute') return false;
      // A wide table or code can be moved sideways; a picture must be seen whole.
      return hides(element) || (box.right > right && (element.tagName === 'IMG' || !scrolls(element)));
    });
    return found
      .filter(element => !found.some(other => other !== element && element.contains(other)))
      .map(element => ({
        cell: idOf(element),
        what: element.tagName === 'IMG' ? 'a figure' : `«${element.innerText.trim().slice(0, 40)}»`,
        width: Math.round(element.getBoundingClientRect().left + Math.max(element.scrollWidth, element.clientWidth)),
      }));
  }

  return {
    pictures: await Promise.all([...document.images].map(picture)),
    prompts: textsOf('.input_prompt').filter(({ text }) => text.trim() !== ''),
    code: textsOf('.input_area pre'),
    misread: textsOf('.highlight .err'),
    outputs: all('.output_subarea').map(element => ({
      cell: idOf(element),
      text: element.innerText,
      error:
        /\boutput_(error|stderr)\b/.test(element.className) ||
        element.querySelector('.ansi-red-fg, .ansi-red-intense-fg') !== null,
      code: element.querySelector('.highlight, code') !== null,
    })),
    texts: textsOf('.text_cell_render'),
    links: all('a[href]')
      .filter(element => !element.classList.contains('anchor-link'))
      .map(element => {
        const target = element.getAttribute('href')!;
        return {
          cell: idOf(element),
          target,
          known: target.startsWith('#') && document.getElementById(decodeURIComponent(target.slice(1))) !== null,
        };
      }),
    cutOff: stickingOut(),
  };
}
