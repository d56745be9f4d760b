import type { Step, Trace } from 'everystate';
import { diagram } from './diagram.js';
import { tints } from '../style/palette.js';

/** One step of a trace as a message: who says what to whom. */
export interface Message {
  from: string;
  to: string;
  text: string;
  /** What is wrong from now on: a note below the message, at its receiver. */
  note?: string;
  /** Whether to mark the message as the moment when things go wrong. */
  danger?: boolean;
}

export interface SequenceOptions<D> {
  /** The finding, in a sentence. */
  title: string;
  alt: string;
  /** Everybody who may take part, from left to right; who has no message is left out. */
  parties: readonly string[];
  /** Tells a step as a message between two participants. */
  tell: (step: Step<D>, index: number) => Message;
}

/** Shows a trace as a Mermaid sequence diagram, one numbered message a step. */
export async function sequence<D>(trace: Trace<D>, options: SequenceOptions<D>): Promise<void> {
  await diagram(sequenceText(trace, options), options);
}

/** The Mermaid text that `sequence` shows. */
export function sequenceText<D>(trace: Trace<D>, { parties, tell }: Omit<SequenceOptions<D>, 'title' | 'alt'>): string {
  const id = (party: string) => party.replace(/\W/g, '');
  const told = trace.steps.map(tell);
  const present = parties.filter(party => told.some(({ from, to }) => from === party || to === party));
  const messages = told.flatMap(({ from, to, text, note, danger }) => {
    const lines = [`${id(from)}->>${id(to)}: ${text}`, ...(note ? [`Note over ${id(to)}: ${note}`] : [])];
    return danger ? [`rect ${rgb(tints.danger)}`, ...lines, 'end'] : lines;
  });
  return [
    'sequenceDiagram',
    'autonumber',
    ...present.map(party => `participant ${id(party)} as ${party}`),
    ...messages,
  ].join('\n');
}

/** Mermaid takes the colour of a region in this form only. */
function rgb(hex: string): string {
  const [r, g, b] = hex.match(/[\dA-F]{2}/gi)!.map(part => Number.parseInt(part, 16));
  return `rgb(${r}, ${g}, ${b})`;
}
