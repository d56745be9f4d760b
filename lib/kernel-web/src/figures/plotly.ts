import type * as Lumino from '@lumino/widgets';

type Draw = (node: HTMLElement, data: unknown, layout: unknown, config: object) => Promise<unknown>;

const MIME = 'application/vnd.plotly.v1+json';

/**
 * Draws Plotly figures in JupyterLab. Plotly's own extension would load all of Plotly with every
 * page: this one loads the part for flat figures when the first is shown.
 * @param folder where Plotly's bundle lies
 */
export function plotlyExtension({ Widget }: typeof Lumino, folder: URL) {
  let loading: Promise<{ newPlot: Draw; purge(node: HTMLElement): void }> | undefined;

  class PlotlyFigure extends Widget {
    async renderModel(model: { data: Record<string, unknown> }): Promise<void> {
      loading ??= import(new URL('plotly.js', folder).href).then(module => module.default);
      const { newPlot } = await loading;
      // Plotly writes into what it is given.
      const { data, layout } = structuredClone(model.data[MIME]) as Record<'data' | 'layout', unknown>;
      await newPlot(this.node, data, layout, { displaylogo: false });
    }

    override dispose() {
      void loading?.then(({ purge }) => purge(this.node));
      super.dispose();
    }
  }

  const rendererFactory = { safe: true, mimeTypes: [MIME], createRenderer: () => new PlotlyFigure() };
  return { id: 'kernel-web:plotly', rank: 0, dataType: 'json', rendererFactory };
}
