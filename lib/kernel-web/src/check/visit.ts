/** The site, served, and Chromium on it or on a file, without any other network. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from 'press';
import { CACHE } from '../site/paths.js';
import { PREFIX, siteServer } from '../site/serve.js';

const SCREENSHOTS = path.join(CACHE, 'screenshots');

/** Where a screenshot is left to be looked at. */
export function screenshot(name: string): string {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return path.join(SCREENSHOTS, `${name}.png`);
}

/** The site on this machine, while the tests of a suite run. */
export function servedSite(): ServedSite {
  const site = new ServedSite();
  before(() => site.start());
  after(() => site.stop());
  return site;
}

class ServedSite {
  /** Sent so far, in bytes over the wire. */
  sent = 0;
  readonly #server: Server = siteServer((_, bytes) => {
    this.sent += bytes;
  });

  async start(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
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

/**
 * Chromium, while the tests of a suite run. What it hands back opens a page in it, as for a new reader,
 * and is told with what all that the page may ask for begins.
 */
export function chromium() {
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser?.close());
  return async (
    home: string,
    viewport = { width: 1280, height: 1000 },
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<Visit> => {
    const context = await browser.newContext({ viewport, colorScheme });
    const complaints: string[] = [];
    await context.route('**/*', route => {
      const url = route.request().url();
      if (url.startsWith(home) || /^(data|blob):/.test(url)) return route.continue();
      complaints.push(`asked another host: ${url}`);
      return route.abort();
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', error => complaints.push(`error: ${error.message}`));
    page.on('response', response => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
    return { page, complaints };
  };
}
