/** A notebook on the site, in whatever browser: what the page's own objects say, and what they are told. */
import { joined, type Output } from 'press';
import { until } from './wait.js';

/** As much of Playwright's and of Puppeteer's pages as both have. */
export interface Page {
  evaluate<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<Awaited<R>>;
}

export interface RunCell {
  id: string;
  execution_count: number | null;
  outputs: Output[];
}

/** What of JupyterLab's application the checks use. It runs in the page. */
interface Lab {
  jupyterapp?: {
    commands: { execute(command: string): Promise<unknown> };
    shell: {
      currentWidget: {
        context: { isReady: boolean; model: { dirty: boolean } };
        content: {
          activeCellIndex: number;
          mode: 'command' | 'edit';
          widgets: { model: { id: string; sharedModel: { setSource(text: string): void } }; node: HTMLElement }[];
          scrollToItem(index: number, align: string): Promise<void>;
          model: { toJSON(): { cells: (RunCell & { cell_type: string })[] } };
        };
        sessionContext: { session?: { kernel?: { status: string; interrupt(): Promise<void> } } };
      } | null;
    };
  };
}

export class NotebookPage {
  constructor(private readonly page: Page) {}

  /** Waits until the file is there, with its saved outputs. */
  async loaded(): Promise<void> {
    await until('notebook', () =>
      this.page.evaluate(() => (window as Lab).jupyterapp?.shell.currentWidget?.context?.isReady ?? false, null),
    );
  }

  /** Waits until the kernel is there and has nothing to do. */
  async idle(): Promise<void> {
    await until('idle kernel', async () => (await this.status()) === 'idle');
  }

  /** Whether there is something that is not saved. */
  isChanged(): Promise<boolean> {
    return this.page.evaluate(() => (window as Lab).jupyterapp!.shell.currentWidget!.context.model.dirty, null);
  }

  status(): Promise<string | undefined> {
    return this.page.evaluate(
      () => (window as Lab).jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status,
      null,
    );
  }

  /** The code cells, in order, as they would be saved. */
  cells(): Promise<RunCell[]> {
    return this.page.evaluate(() => {
      const { cells } = (window as Lab).jupyterapp!.shell.currentWidget!.content.model.toJSON();
      return cells.filter(cell => cell.cell_type === 'code');
    }, null);
  }

  async cell(id: string): Promise<RunCell> {
    return (await this.cells()).find(cell => cell.id === id)!;
  }

  /** Runs all cells to the end, or to the first that fails. */
  command(name: string): Promise<void> {
    return this.page.evaluate(async command => {
      await (window as Lab).jupyterapp!.commands.execute(command);
    }, name);
  }

  /** Chooses a cell, brings it into view, and changes what it says if that is given. */
  async choose(id: string, source?: string): Promise<void> {
    await this.page.evaluate(
      async ([cell, text]) => {
        const { content } = (window as Lab).jupyterapp!.shell.currentWidget!;
        const index = content.widgets.findIndex(({ model }) => model.id === cell);
        content.activeCellIndex = index;
        if (text !== undefined) content.widgets[index]!.model.sharedModel.setSource(text);
        await content.scrollToItem(index, 'center');
      },
      [id, source] as const,
    );
  }

  interrupt(): Promise<void> {
    return this.page.evaluate(async () => {
      await (window as Lab).jupyterapp!.shell.currentWidget!.sessionContext.session!.kernel!.interrupt();
    }, null);
  }

  /** Waits until so many figures are drawn below a cell, each large enough to be looked at. */
  async figures(id: string, count: number): Promise<void> {
    await this.choose(id);
    const sizes = () =>
      this.page.evaluate(cell => {
        const { widgets } = (window as Lab).jupyterapp!.shell.currentWidget!.content;
        const { node } = widgets.find(({ model }) => model.id === cell)!;
        const drawings =
          '.vega-embed :is(svg.marks, canvas), .js-plotly-plot, .jp-RenderedMermaid img, .jp-RenderedImage img';
        return [...node.querySelectorAll(drawings)].map(drawing => {
          const { width, height } = drawing.getBoundingClientRect();
          return { width, height };
        });
      }, id);
    await until(`${count} figures of ${id}`, async () => {
      const found = await sizes();
      return found.length >= count && found.every(({ width, height }) => width > 100 && height > 40);
    });
  }

  /** The cell that has the focus. */
  active(): Promise<string> {
    return this.page.evaluate(() => {
      const { content } = (window as Lab).jupyterapp!.shell.currentWidget!;
      return content.widgets[content.activeCellIndex]!.model.id;
    }, null);
  }
}

/** What outputs say in words, whatever they are drawn as. */
export function textOf(outputs: readonly Output[]): string[] {
  return outputs.flatMap((output, i) => {
    if (output.output_type === 'stream') return [joined(output.text)];
    if (output.output_type === 'error') return [`${output.ename}: ${output.evalue}`];
    // In a page the title of a diagram stands above it, as an output of its own.
    const next = outputs[i + 1];
    if (next && 'data' in next && 'text/vnd.mermaid' in next.data && !isFigure(output)) return [];
    return [joined((output.data['text/markdown'] ?? output.data['text/plain']) as string)];
  });
}

/** Whether something is to be drawn for an output. */
export function isFigure(output: Output): boolean {
  return 'data' in output && Object.keys(output.data).some(mime => /^image|vega|plotly|mermaid/.test(mime));
}
