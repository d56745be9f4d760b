// Runs the tests: `npm test` those that take seconds each, `npm run test:long` the others.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** Tests that search far, compare hundreds of models, or run notebooks with a reader's changes. */
const LONG = [
  'everystate/src/accelerate/memo/memoised-steps.test.ts',
  'everystate/src/examples/published/',
  'everystate/src/model/domain-kinds-against-naive.test.ts',
  'everystate/src/state/orbits.test.ts',
  'figures/src/figures.test.ts',
  'outage/src/accelerated.test.ts',
  'outage/src/endless.test.ts',
  'outage/src/region.test.ts',
  'peers/src/random/',
  'peers/src/spin/article.test.ts',
  'press/src/run/',
  'press/src/stories/',
  'tlaplus/src/run/',
];

const isLong = process.argv[2] === 'long';
// By their sources: a test that was moved may still be in `dist`. kernel-web has a check of its own.
const sources = readdirSync('lib')
  .filter(name => name !== 'kernel-web')
  .flatMap(name => readdirSync(`lib/${name}/src`, { recursive: true }).map(file => `${name}/src/${file}`))
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => file.endsWith('.test.ts'));
const files = sources
  .filter(file => LONG.some(long => file.startsWith(long)) === isLong)
  .map(file => `lib/${file.replace('/src/', '/dist/').replace(/[.]ts$/, '.js')}`);
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-concurrency=2', ...files], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
