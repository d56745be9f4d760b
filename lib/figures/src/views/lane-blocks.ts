import { colours, laneColour, tints } from '../style/palette.js';

/**
 * What one lane shows in a state; nothing where the text is empty. A line break
 * starts a second line. A line such as `plan 2` is drawn as that plan's chip; below
 * `deleted` or danger, as that of a deleted plan. A ✗ at its start marks danger, and
 * a text in parentheses is an aside: shown faintly, without a box and parentheses.
 */
export type Lane<S> = (state: S) => string;

/** A stretch of a lane with the same text, and the stretch's two colours. */
export interface Block {
  readonly lane: string;
  readonly strong: string;
  readonly tint: string;
  /** The block spans the states after the steps `from` to `to`, with half a step around. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly aside: boolean;
  readonly danger: boolean;
}

/** Whether a lane says the same in every state, and no danger: then a sentence says as much as the lane. */
export function isSilent(texts: readonly string[]): boolean {
  return texts.every(text => text !== '' && text === texts[0] && !text.startsWith('✗'));
}

/**
 * Joins neighbouring states with the same text to one block.
 * @param first the step after which the lane has the first text
 */
export function blocksOf(lane: string, texts: readonly string[], first = 0): Block[] {
  const blocks: Block[] = [];
  texts.forEach((text, i) => {
    const step = first + i;
    const last = blocks.at(-1);
    if (text === '') return;
    if (last && last.text === text && last.to === step - 0.5) blocks[blocks.length - 1] = { ...last, to: step + 0.5 };
    else
      blocks.push({
        lane,
        ...coloursOf(lane, text),
        from: step - 0.5,
        to: step + 0.5,
        text,
        aside: isAside(text),
        danger: text.startsWith('✗'),
      });
  });
  return blocks;
}

function coloursOf(lane: string, text: string): { strong: string; tint: string } {
  if (isAside(text)) return { strong: colours.paper, tint: colours.paper };
  return text.startsWith('✗') ? { strong: colours.danger, tint: tints.danger } : laneColour(lane);
}

export function isAside(text: string): boolean {
  return text.startsWith('(') && text.endsWith(')');
}

/** One line of a block's text: a plan's chip, or words. */
export type LaneLine = { readonly plan: number; readonly deleted: boolean } | { readonly words: string };

export function linesOf({ text, aside, danger }: Pick<Block, 'text' | 'aside' | 'danger'>): LaneLine[] {
  return (aside ? text.slice(1, -1) : text).split('\n').map((line, i, lines) => {
    const [, plan] = /^plan (\d+)$/.exec(line) ?? [];
    return plan === undefined
      ? { words: line }
      : { plan: Number(plan), deleted: i > 0 && (danger || lines[i - 1] === 'deleted') };
  });
}
