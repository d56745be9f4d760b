/** JupyterLab and a browser on it, as a reader would have them: for check:lab. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

const TOKEN = 'of-this-check';
const START_MS = 120_000;
const SAY_MS = 120_000;

export interface Server {
  url(notebook: string): string;
  /** Ends JupyterLab and its kernels; JupyterLab's exit code. */
  stop(): Promise<number | null>;
}

/** Starts what `npm run lab` starts, in the home folder `home`, on the notebooks below `root`. */
export async function startLab(root: string, home: string): Promise<Server> {
  const port = await freePort();
  const script = fileURLToPath(new URL('lab.js', import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const lab: ChildProcess = spawn(
    process.execPath,
    [
      script,
      '--no-browser',
      `--ServerApp.port=${port}`,
      '--ServerApp.port_retries=0',
      `--IdentityProvider.token=${TOKEN}`,
      // Which tabs are open here is nothing that a reader's own session should remember.
      `--LabApp.workspaces_dir=${path.join(root, 'workspaces')}`,
    ],
    { cwd: root, env: { ...env, HOME: home }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  lab.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
  });
  const address = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + START_MS; ; await sleep(200)) {
    if (lab.exitCode !== null || Date.now() > until) throw new Error(`JupyterLab did not start:\n${said}`);
    if (
      await fetch(`${address}/api?token=${TOKEN}`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
  }
  return {
    url: notebook => `${address}/lab/tree/${notebook}?token=${TOKEN}`,
    async stop() {
      if (lab.exitCode !== null) return lab.exitCode;
      const exited = once(lab, 'exit');
      lab.kill('SIGTERM');
      const [code] = await exited;
      return code as number | null;
    },
  };
}

/** One notebook in JupyterLab. */
export class OpenNotebook {
  /** The notebook on top: JupyterLab opens again what was open before. */
  private readonly panel: Locator;

  private constructor(
    readonly page: Page,
    private readonly pictures: string,
  ) {
    this.panel = page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
  }

  static async open(page: Page, url: string, pictures: string): Promise<OpenNotebook> {
    const notebook = new OpenNotebook(page, pictures);
    await page.goto(url);
    await notebook.panel.locator('.jp-Cell').first().waitFor({ timeout: START_MS });
    await notebook.idle();
    return notebook;
  }

  /** Waits until the kernel is there and has nothing to do. */
  async idle(timeout = START_MS): Promise<void> {
    await this.page.locator('#jp-main-statusbar').getByText('TypeScript (tslab) | Idle').waitFor({ timeout });
  }

  /** Chooses a command, as from the menu bar: `Run`, `Run All Cells`. */
  async choose(menu: string, command: string): Promise<void> {
    await this.page.locator('.lm-MenuBar-itemLabel', { hasText: new RegExp(`^${menu}$`) }).click();
    await this.page.locator('.lm-Menu-itemLabel', { hasText: new RegExp(`^${command}$`) }).click();
  }

  /** Presses a button of the notebook's toolbar. */
  async press(button: string): Promise<void> {
    await this.panel.locator(`[data-jp-item-name="${button}"]`).click();
  }

  /** The code cell that holds this text. */
  cell(source: string): Locator {
    return this.panel.locator('.jp-CodeCell', { has: this.page.locator('.jp-InputArea', { hasText: source }) });
  }

  outputs(source: string): Locator {
    return this.cell(source).locator('.jp-Cell-outputArea');
  }

  /** The text below the cell with this source, whether in view or not. */
  async outputText(source: string): Promise<string> {
    return (await this.outputs(source).textContent()) ?? '';
  }

  /** Waits until the text below the cell matches, and hands the text back. */
  async says(source: string, pattern: RegExp): Promise<string> {
    let said = '';
    for (const until = Date.now() + SAY_MS; Date.now() < until; await sleep(50)) {
      said = await this.outputText(source);
      if (pattern.test(said)) return said;
    }
    throw new Error(`Below the cell with «${source}», ${pattern} was awaited, and it says:\n${said || '(nothing)'}`);
  }

  /** Replaces all that a cell says, by typing. */
  async rewrite(source: string, by: string): Promise<void> {
    await this.cell(source).locator('.cm-content').click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(by);
  }

  /** Saves a screenshot of the page, scrolled to `seen` if given. */
  async keep(name: string, seen?: Locator): Promise<void> {
    await seen?.scrollIntoViewIfNeeded();
    // What comes into view is drawn then.
    await sleep(500);
    await this.page.screenshot({ path: path.join(this.pictures, `${name}.png`) });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}
