import { needsNode } from './needs-node.js';
import type { Modules } from './runner.js';

/** All that a cell may import in a browser, each loaded when it is first asked for. */
export const modules: Modules = {
  everystate: () => import('everystate'),
  figures: () => import('figures'),
  outage: () => import('outage'),
  assert: () => import('assert'),
  'assert/strict': () => import('assert').then(({ default: { strict } }) => ({ ...strict, default: strict })),
  fs: () => import('./node/fs.js'),
  prover: () => import('prover'),
  tlaplus: needsNode('TLC needs Java, and its translator Node', 'TlcError'),
  util: () => import('node-inspect-extracted'),
};
