/** What the talk says, and when: `data/talk.json`, which a speaker edits. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ROOT } from '../common/paths.js';

/** The talk cannot be made. The message names what is wrong, and the remedy. */
export class TalkError extends Error {
  override name = 'TalkError';
}

export interface Slide {
  /** The finding, in a sentence. */
  readonly title: string;
  /** How long the slide takes; minutes. */
  readonly minutes: number;
  /** How long the slide takes in the short cut; minutes. Left out: the short cut leaves the slide out. */
  readonly short?: number;
  /** Cells of the notebooks, as `04-the-race#lanes`. */
  readonly cells?: readonly string[];
  /** The code of a cell, or some lines of it, as `03-one-enactor#apply` or `03-one-enactor#apply:2-9`. */
  readonly code?: string;
  /** What the explorer shows when the slide's link opens it: its address after the `#`. */
  readonly explore?: string;
  /** Paragraphs and lists in markdown, above what the cells show. */
  readonly text?: readonly string[];
  /** What to say, paragraph by paragraph. */
  readonly notes: readonly string[];
  /** For questions: the slide stands behind the end, and its minutes do not count. */
  readonly backup?: boolean;
  /** Leaves the slide out. */
  readonly skip?: boolean;
}

export interface Talk {
  readonly title: string;
  readonly slides: readonly Slide[];
}

const FILE = path.join(ROOT, 'data', 'talk.json');

/**
 * The talk as it is given.
 * @throws TalkError when the file is not JSON, or does not fit its schema
 */
export function readTalk(file = FILE): Talk {
  const schema = JSON.parse(readFileSync(path.join(ROOT, 'data', 'schema', 'talk.schema.json'), 'utf8'));
  const ajv = new Ajv2020({ allErrors: true });
  const validate = ajv.compile<Talk>(schema);
  let talk: unknown;
  try {
    talk = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TalkError(
      `${path.basename(file)} is not JSON: ${(error as Error).message}. Look for a comma too many, or one too few.`,
    );
  }
  if (!validate(talk)) {
    const wrong = ajv.errorsText(validate.errors, { dataVar: path.basename(file), separator: '\n  ' });
    throw new TalkError(
      `The talk is not right:\n  ${wrong}\nWhat a slide needs is described in data/schema/talk.schema.json. The first slide is slides/0.`,
    );
  }
  return { ...talk, slides: talk.slides.filter(({ skip }) => !skip) };
}

/** The short cut of a talk: fewer slides, in less time. */
export function shortCut({ title, slides }: Talk): Talk {
  return { title, slides: slides.flatMap(slide => (slide.short ? [{ ...slide, minutes: slide.short }] : [])) };
}

/** Minutes, but for those of slides for questions. */
export function lengthOf({ slides }: Talk): number {
  return slides.reduce((sum, { minutes, backup }) => sum + (backup ? 0 : minutes), 0);
}
