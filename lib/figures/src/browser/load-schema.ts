/** In place of `chart/load-schema.ts`: a part of the page that is loaded with the first chart. */
import type { RootSchema } from '../chart/load-schema.js';

export async function loadSchema(): Promise<RootSchema> {
  const { default: schema } = await import('vega-lite/build/vega-lite-schema.json', { with: { type: 'json' } });
  return schema as unknown as RootSchema;
}
