/**
 * `npm run check:pack`: what `npm pack` makes of everystate installs into an empty
 * TypeScript project, its README's first example compiles there in strict mode,
 * and runs on Node 20 and 24, from an ES module and from a CommonJS one.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { installed } from './node-versions.js';
import { ROOT } from '../common/paths.js';
import { temporaryFolder } from '../fixtures/testing.js';

const PACKAGE = path.join(ROOT, 'lib/everystate');
const TSC = path.join(ROOT, 'node_modules/typescript/bin/tsc');
const run = promisify(execFile);
const npm = (args: string[], cwd: string) => run('npm', args, { cwd, shell: process.platform === 'win32' });

/** The first example of the README, and what it prints. */
const [, example, printed] = /```ts\n([^]*?)```\n\n```\n([^]*?)```/.exec(
  readFileSync(path.join(PACKAGE, 'README.md'), 'utf8'),
)!;

describe('everystate, packed', { timeout: 300_000 }, () => {
  const { folder, remove } = temporaryFolder();
  const archive = path.join(folder, 'packed');
  before(async () => {
    mkdirSync(archive);
    await npm(['pack', '--pack-destination', archive], PACKAGE);
  });
  after(remove);

  it('ships code, types, sources and a README, and no tests', async () => {
    const { stdout } = await npm(['pack', '--dry-run', '--json'], PACKAGE);
    const files: string[] = JSON.parse(stdout)[0].files.map((file: { path: string }) => file.path);
    for (const file of [
      'dist/index.js',
      'dist/index.d.ts',
      'src/search/search.ts',
      'README.md',
      'LICENSE',
      'package.json',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    assert.deepEqual(
      files.filter(file => /\.test\.|example-/.test(file)),
      [],
    );
  });

  for (const [type, name] of [
    ['module', 'an ES module'],
    ['commonjs', 'a CommonJS module'],
  ] as const) {
    it(`compiles in strict mode and runs from ${name}`, async () => {
      const project = path.join(folder, type);
      mkdirSync(project);
      const write = (file: string, content: object | string) =>
        writeFileSync(
          path.join(project, file),
          typeof content === 'string' ? content : JSON.stringify(content, null, 2),
        );
      write('package.json', { private: true, type });
      const [file] = readdirSync(archive);
      await npm(['install', '--offline', '--no-fund', '--no-audit', path.join(archive, file!)], project);
      write('example.ts', example!);
      // Types of our dependencies are checked, too, and none of Node's are there to help.
      write('tsconfig.json', {
        compilerOptions: {
          module: 'NodeNext',
          target: 'ES2022',
          lib: ['ES2022', 'DOM'],
          strict: true,
          types: [],
          skipLibCheck: false,
        },
        files: ['example.ts'],
      });
      await run(process.execPath, [TSC, '--project', project]).catch(({ stdout }) => assert.fail(stdout));
      assert.match(
        readFileSync(path.join(project, 'example.js'), 'utf8'),
        type === 'module' ? /^import / : /require\("everystate"\)/m,
      );

      for (const major of ['20', '24']) {
        const node = process.version.startsWith(`v${major}.`) ? process.execPath : (await installed(major))?.file;
        assert.ok(node, `there is no Node ${major}`);
        const { stdout } = await run(node, ['example.js'], { cwd: project });
        assert.equal(stdout, printed, `on Node ${major}`);
      }
    });
  }
});
