import { createRequire } from 'node:module';

/** As much of JSON Schema as Vega-Lite's schema is written in. */
export interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  allOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema | Schema[];
}

export type RootSchema = Schema & { definitions: Record<string, Schema> };

/** Vega-Lite's own JSON schema. */
export async function loadSchema(): Promise<RootSchema> {
  return createRequire(import.meta.url)('vega-lite/build/vega-lite-schema.json') as RootSchema;
}
