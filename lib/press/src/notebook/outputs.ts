/** From the kernel's messages to the outputs that Jupyter would save. */
import { isJsonMime, joined, lines, type DisplayOutput, type Output, type Text } from './notebook.js';

/** What a cell may send while it runs; `cell` counts code cells from 0. */
export type OutputMessage =
  | { type: 'stream'; cell: number; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; cell: number; content: DisplayContent; update: boolean };

export interface DisplayContent {
  data: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  transient?: { display_id?: string };
}

/** Collects the outputs of one notebook's code cells as their messages come in. */
export class OutputRecorder {
  /** The outputs of each code cell, in nbformat. */
  readonly cells: Output[][];
  /** Outputs by display id: an update reaches every one, in any earlier cell. */
  private readonly displays = new Map<string, DisplayOutput[]>();

  constructor(cellCount: number) {
    this.cells = Array.from({ length: cellCount }, () => []);
  }

  add(message: OutputMessage): void {
    if (message.type === 'stream') this.addStream(message.cell, message.name, message.text);
    else this.addDisplay(message.cell, message.content, message.update);
  }

  /** Everything a cell wrote to stderr. */
  stderr(cell: number): string {
    return this.outputsOf(cell)
      .map(output => (output.output_type === 'stream' && output.name === 'stderr' ? joined(output.text) : ''))
      .join('');
  }

  private addStream(cell: number, name: 'stdout' | 'stderr', text: string): void {
    if (text === '') return;
    const outputs = this.outputsOf(cell);
    const last = outputs.at(-1);
    if (last?.output_type === 'stream' && last.name === name) {
      // Jupyter merges chunks of one stream. Appending to the last line keeps this linear.
      const list = last.text as string[];
      const tail = list.at(-1);
      const open = tail !== undefined && !tail.endsWith('\n') ? list.pop()! : '';
      for (const line of lines(open + text)) list.push(line);
    } else {
      outputs.push({ output_type: 'stream', name, text: lines(text) });
    }
  }

  private addDisplay(cell: number, content: DisplayContent, update: boolean): void {
    const id = content.transient?.display_id;
    const shown: Pick<DisplayOutput, 'data' | 'metadata'> = {
      data: savedData(content.data),
      metadata: content.metadata ?? {},
    };
    const earlier = id === undefined ? [] : (this.displays.get(id) ?? []);
    for (const output of earlier) Object.assign(output, shown);
    if (update) return;
    const output: DisplayOutput = { output_type: 'display_data', ...shown };
    this.outputsOf(cell).push(output);
    if (id !== undefined) this.displays.set(id, [...earlier, output]);
  }

  private outputsOf(cell: number): Output[] {
    const outputs = this.cells[cell];
    if (!outputs) throw new RangeError(`no cell ${cell}`);
    return outputs;
  }
}

/** A MIME bundle as notebooks save it: text in lines, base64 as one string, JSON unchanged. */
function savedData(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [
      mime,
      typeof value === 'string' && keptInLines(mime) ? lines(value) : value,
    ]),
  );
}

function keptInLines(mime: string): boolean {
  return mime.startsWith('text/') || mime === 'image/svg+xml' || mime === 'application/javascript';
}

/**
 * Saved outputs in one form, whichever program saved them: streams merged,
 * line lists joined, execution counts left out.
 */
export function normalized(outputs: readonly Output[]): Output[] {
  const result: Output[] = [];
  for (const output of outputs) {
    const last = result.at(-1);
    if (output.output_type === 'stream') {
      const text = joined(output.text);
      if (last?.output_type === 'stream' && last.name === output.name) last.text += text;
      else result.push({ output_type: 'stream', name: output.name, text });
    } else if (output.output_type === 'error') {
      result.push(output);
    } else {
      result.push({
        output_type: output.output_type,
        data: Object.fromEntries(
          Object.entries(output.data).map(([mime, value]) => [
            mime,
            !isJsonMime(mime) && Array.isArray(value) ? joined(value as Text) : value,
          ]),
        ),
        metadata: output.metadata,
      });
    }
  }
  return result;
}

/** "stdout" or "image/png, text/plain": what an output is made of. */
export function kindOf(output: Output): string {
  switch (output.output_type) {
    case 'stream':
      return output.name;
    case 'error':
      return 'error';
    default:
      return Object.keys(output.data).sort().join(', ');
  }
}
