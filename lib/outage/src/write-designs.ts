/**
 * `npm run results:designs`: judges every combination of the candidate changes and
 * writes `data/results/designs.json` for notebook 10. A test does the same again.
 */
import { writeFileSync } from 'node:fs';
import { allDesigns } from './designs.js';

const lines = allDesigns().map(design => ` ${JSON.stringify(design)}`);
writeFileSync(new URL('../../../data/results/designs.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
console.log(`${lines.length} designs`);
