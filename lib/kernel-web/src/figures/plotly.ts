import type { Message } from '@lumino/messaging';
import type * as Lumino from '@lumino/widgets';

interface Plotly {
  newPlot(node: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(node: HTMLElement): void;
}
interface Figure {
  data: unknown;
  layout: unknown;
}

const MIME = 'application/vnd.plotly.v1+json';

/**
 * Draws Plotly figures in JupyterLab. Plotly's own extension would load all of Plotly with every
 * page: this one loads the part for flat figures when the first is shown.
 * @param folder where Plotly's bundle lies
 */
export function plotlyExtension({ Widget }: typeof Lumino, folder: URL) {
  let loading: Promise<Plotly> | undefined;
  const load = () => (loading ??= import(new URL('plotly.js', folder).href).then(({ default: plotly }) => plotly));

  class PlotlyFigure extends Widget {
    async renderModel({ data }: { data: Record<string, unknown> }): Promise<void> {
      // Plotly writes into what it is given.
      const figure = structuredClone(data[MIME]) as Figure;
      await (await load()).newPlot(this.node, figure.data, figure.layout, { displaylogo: false });
    }

    override onBeforeDetach(message: Message) {
      super.onBeforeDetach(message);
      void loading?.then(plotly => plotly.purge(this.node));
    }
  }

  return {
    id: 'kernel-web:plotly',
    rank: 0,
    dataType: 'json',
    rendererFactory: { safe: true, mimeTypes: [MIME], createRenderer: () => new PlotlyFigure() },
  };
}
