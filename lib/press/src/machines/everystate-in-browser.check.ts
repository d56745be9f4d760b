/**
 * `npm run check:browser`: everystate, bundled with esbuild, in a Web Worker of Chromium: the first models of
 * its README give the same text as in Node, and a search of a million states is handed to the accelerator.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../common/paths.js';
import { startBrowser } from './browser.js';

const PACKAGE = path.join(ROOT, 'lib/everystate');
/** The part of the README before limits, one of which browsers cannot keep. */
const [BASICS] = readFileSync(path.join(PACKAGE, 'README.md'), 'utf8').split('\n## Limits');

/** A program for a Web Worker, with everystate in it, as one script. */
async function bundle(program: string): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: program, loader: 'ts', resolveDir: PACKAGE },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  return outputFiles[0]!.text;
}

describe('everystate in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await startBrowser();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  /** Runs a program in a Web Worker, and returns what it prints. */
  async function printed(program: string): Promise<string> {
    const script = await bundle(`
      console.log = (...all) => postMessage(all.map(String).join(' ') + '\\n');
      ${program}
      postMessage('end');`);
    // A page from anywhere: a worker needs an origin.
    await page.route('**/*', route =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    );
    await page.goto('http://everystate.test/');
    return page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const worker = new Worker('/worker.js', { type: 'module' });
          let text = '';
          worker.onmessage = ({ data }) => {
            if (data === 'end') resolve(text);
            else text += data;
          };
          worker.onerror = ({ message }) => reject(new Error(message));
        }),
    );
  }

  it('gives the text that the README shows', async () => {
    const examples = [...BASICS!.matchAll(/```ts\n([^]*?)```\n\n```\n([^]*?)```/g)];
    assert.ok(examples.length >= 5, `${examples.length} examples`);
    const program = examples.map(([, code]) => code).join('');
    assert.equal(await printed(program), examples.map(([, , text]) => text).join(''));
  });

  it('counts a million states, at once and with pauses', async () => {
    const program = `
      import { check, checkAsync } from 'everystate';
      import { reference } from 'everystate/dist/examples/classics.js';
      const model = reference({ plans: 6, enactors: 4, keep: 2 });
      console.log(check(model).states, (await checkAsync(model)).transitions);`;
    assert.equal(await printed(program), '1124874 4710099\n');
  });

  it('refuses a limit on memory, which nobody can measure there', async () => {
    const program = `
      import { check } from 'everystate';
      import { jugs } from 'everystate/dist/examples/classics.js';
      try { check(jugs, { maxMegabytes: 10 }); } catch (error) { console.log(error.message); }`;
    assert.match(await printed(program), /Nobody can tell how much memory .*\nGive maxStates/);
  });
});
