/**
 * `npm run results:designs`: judges every combination of the candidate changes and
 * writes `data/results/designs.json` for notebook 10. A test judges some of them again.
 */
import { writeFileSync } from 'node:fs';
import { designs, judgeDesign } from './designs.js';

const lines = designs.map(ids => ` ${JSON.stringify(judgeDesign(ids))}`);
writeFileSync(new URL('../../../data/results/designs.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
console.log(`${lines.length} designs`);
