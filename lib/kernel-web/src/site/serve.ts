/** A plain static host for the site, under a sub-path, as GitHub Pages is one. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { SITE } from './paths.js';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  ipynb: 'application/json',
  js: 'text/javascript',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};
const COMPRESSED = /^(text|application)\/|svg/;

/** The path under which the site is served. */
export const PREFIX = '/zero-answers/';

/** @param sent is told the bytes of each answer's body, as they went over the wire */
export function siteServer(sent: (url: string, bytes: number) => void = () => {}): Server {
  return createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost').pathname;
    const file = url.startsWith(PREFIX) ? fileOf(decodeURIComponent(url.slice(PREFIX.length))) : undefined;
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.');
      return;
    }
    const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
    const zip = COMPRESSED.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, { 'content-type': type, ...(zip && { 'content-encoding': 'gzip' }) });
    const body = zip ? pipeline(createReadStream(file), createGzip(), () => {}) : createReadStream(file);
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    body.on('end', () => sent(url, bytes));
    pipeline(body, response, () => {});
  });
}

function fileOf(name: string): string | undefined {
  const file = path.join(SITE, name);
  // Nothing outside of the site is handed out.
  if (!file.startsWith(SITE) || !existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return file;
  return fileOf(path.join(name, 'index.html'));
}
