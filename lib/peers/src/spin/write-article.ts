/** `npm run results:article`: has Spin search the twin of the article's model, and saves what it says. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ARTICLE_RESULTS, articleResults } from './article.js';
import { provide } from '../common/programs.js';

provide('spin', 'gcc');
mkdirSync(path.dirname(ARTICLE_RESULTS), { recursive: true });
writeFileSync(ARTICLE_RESULTS, `${JSON.stringify(await articleResults(), null, 2)}\n`);
