/** `npm run site`: builds the site, and shows it if asked to. */
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ToolError } from 'press';
import { buildExplorer } from './explorer.js';
import { buildLite } from './lite.js';
import { writeFirstPage } from './page.js';
import { EXPLORER, ROOT, SITE } from './paths.js';
import { PREFIX, siteServer } from './serve.js';
import { siteSize } from './size.js';

const HELP = `Builds the notebooks as a static site, live in the browser, into site/.

  npm run site               builds it
  npm run site -- --serve    builds it, and shows it on this machine

  --port PORT   where it is shown (default 8000)
`;

try {
  const { values } = parseArgs({
    options: {
      serve: { type: 'boolean' },
      port: { type: 'string', default: '8000' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP.trimEnd());
  } else {
    const port = portOf(values.port);
    await buildSite();
    if (values.serve) serve(port);
  }
} catch (error) {
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof ToolError) && !isUsage) throw error;
  const { message } = error as Error;
  console.error(isUsage ? `${message.replace(/[.]?$/, '.')} Try npm run site -- --help.` : message);
  process.exitCode = isUsage ? 2 : 1;
}

function portOf(text: string): number {
  if (/^\d+$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new ToolError(`--port is ${text}. Give a number below 65536, such as 8001.`);
}

async function buildSite(): Promise<void> {
  const started = performance.now();
  await buildLite();
  await buildExplorer(path.join(SITE, EXPLORER));
  writeFirstPage();
  const { files, megabytes } = siteSize();
  const seconds = Math.round((performance.now() - started) / 1_000);
  console.log(
    `${path.relative(ROOT, SITE)}/: ${files} files, ${megabytes.toFixed(1)} MB, built in ${seconds} s. ` +
      'Any static host can serve it, under any path.',
  );
}

function serve(port: number): void {
  const server = siteServer().listen(port, '127.0.0.1');
  server.on('listening', () => {
    console.log(`http://localhost:${(server.address() as AddressInfo).port}${PREFIX} (Ctrl+C ends it)`);
  });
  server.on('error', error => {
    console.error(`${error.message}. Choose another port: npm run site -- --serve --port 8001`);
    process.exitCode = 1;
  });
}
