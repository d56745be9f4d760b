/** The site, served, and Chromium on it without any other network. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { CACHE } from '../site/paths.js';
import { PREFIX, siteServer } from '../site/serve.js';

export const SCREENSHOTS = path.join(CACHE, 'screenshots');

/** The site on this machine. */
export class ServedSite {
  /** Sent so far, in bytes over the wire. */
  sent = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = siteServer((_, bytes) => {
      this.sent += bytes;
    });
  }

  static async start(): Promise<ServedSite> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const site = new ServedSite();
    await once(site.#server.listen(0, '127.0.0.1'), 'listening');
    return site;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${PREFIX}`;
  }

  notebook(file: string): string {
    return `${this.address}lab/index.html?path=notebooks/${file}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** A page and all that went wrong in it. */
export interface Visit {
  page: Page;
  complaints: string[];
}

/** A new page, as of a new reader, which reaches the site alone. */
export async function visit(
  browser: Browser,
  site: ServedSite,
  size = { width: 1280, height: 1000 },
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Visit> {
  const context = await browser.newContext({ viewport: size, colorScheme });
  const complaints: string[] = [];
  await context.route('**/*', route => {
    const url = route.request().url();
    if (url.startsWith(site.address) || /^(data|blob):/.test(url)) return route.continue();
    complaints.push(`asked another host: ${url}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => complaints.push(`error: ${error.message}`));
  page.on('response', response => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return { page, complaints };
}
