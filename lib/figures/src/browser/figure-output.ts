/** In place of `output/figure-output.ts`: the live figure alone, without a picture. */
import type { Output } from '../output/output.js';

export function figureOutput(_: unknown, __: string, text: string, live?: { mime: string; spec: unknown }): Output {
  return { data: { ...(live && { [live.mime]: live.spec }), 'text/plain': text }, metadata: {} };
}
