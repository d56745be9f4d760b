/**
 * For tests: as much of a Jupyter client as it takes to start a kernel by its
 * kernelspec and to run cells, over ZeroMQ but without Python.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Dealer, Subscriber } from 'zeromq';
import { ROOT } from '../common/paths.js';

interface Message {
  type: string;
  content: Record<string, unknown>;
}

const KEY = 'secret';

/** Starts what kernel.json says, in `folder`, the notebook's, as if from a terminal with colors. */
export function startKernelspec(folder: string, connectionFile: string): ChildProcess {
  const file = path.join(ROOT, 'lib/press/jupyter/kernels/tslab/kernel.json');
  const { argv } = JSON.parse(readFileSync(file, 'utf8')) as { argv: string[] };
  const [, ...args] = argv.map(arg => arg.replace('{connection_file}', connectionFile));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return spawn(process.execPath, args, {
    cwd: folder,
    env: { ...env, FORCE_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

export class JupyterClient {
  /** What arrives, by the id of the request. */
  private readonly replies = new EventEmitter();
  private readonly outputs = new EventEmitter();
  private readonly shell = new Dealer({ linger: 0 });
  private readonly iopub = new Subscriber({ receiveHighWaterMark: 0 });
  private constructor(readonly kernel: ChildProcess) {}

  static async start(folder: string): Promise<JupyterClient> {
    const [shell, iopub, control, stdin, hb] = await freePorts(5);
    const file = path.join(folder, 'connection.json');
    writeFileSync(
      file,
      JSON.stringify({
        transport: 'tcp',
        ip: '127.0.0.1',
        key: KEY,
        signature_scheme: 'hmac-sha256',
        shell_port: shell,
        iopub_port: iopub,
        control_port: control,
        stdin_port: stdin,
        hb_port: hb,
      }),
    );
    const client = new JupyterClient(startKernelspec(folder, file));
    client.shell.connect(`tcp://127.0.0.1:${shell}`);
    client.iopub.connect(`tcp://127.0.0.1:${iopub}`);
    client.iopub.subscribe();
    void receive(client.shell, client.replies);
    void receive(client.iopub, client.outputs);
    await client.subscribed();
    return client;
  }

  /** Runs a cell until the kernel has answered and is idle again; `heard` at each output. */
  async execute(code: string, heard = () => {}): Promise<{ status: unknown; stdout: string; messages: number }> {
    const id = randomUUID();
    let stdout = '';
    let messages = 0;
    const idle = new Promise<void>(resolve => {
      this.outputs.on(id, ({ type, content }: Message) => {
        if (type === 'status' && content['execution_state'] === 'idle') return resolve();
        if (type === 'status') return;
        messages++;
        if (type === 'stream' && content['name'] === 'stdout') stdout += content['text'];
        heard();
      });
    });
    const replied = once(this.replies, id) as Promise<[Message]>;
    await this.request('execute_request', id, { code });
    const [[reply]] = await Promise.all([replied, idle]);
    return { status: reply.content['status'], stdout, messages };
  }

  /** Asks the kernel to end; its exit code. */
  async shutdown(): Promise<number | null> {
    const exited = once(this.kernel, 'exit');
    await this.request('shutdown_request', randomUUID(), { restart: false });
    const [code] = await exited;
    return code as number | null;
  }

  close(): void {
    this.kernel.kill('SIGKILL');
    this.shell.close();
    this.iopub.close();
  }

  /** What is published before a subscription has arrived is lost: asks until something is heard. */
  private async subscribed(): Promise<void> {
    const id = randomUUID();
    let heard = false;
    this.outputs.once(id, () => {
      heard = true;
    });
    while (!heard) {
      await this.request('kernel_info_request', id, {});
      await sleep(50);
    }
  }

  private async request(type: string, id: string, content: object): Promise<void> {
    const header = { msg_id: id, msg_type: type, session: 'test', username: 'test', version: '5.3' };
    const parts = [header, {}, {}, content].map(part => JSON.stringify(part));
    const signature = createHmac('sha256', KEY).update(parts.join('')).digest('hex');
    await this.shell.send(['<IDS|MSG>', signature, ...parts]);
  }
}

/** Hands out what a socket receives, until it is closed. */
async function receive(socket: Dealer | Subscriber, to: EventEmitter): Promise<void> {
  for await (const frames of socket) {
    const start = frames.findIndex(frame => frame.toString() === '<IDS|MSG>') + 2;
    const [header, parent, , content] = frames.slice(start).map(frame => JSON.parse(frame.toString()));
    to.emit(parent.msg_id, { type: header.msg_type, content } satisfies Message);
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(server => once(server.close(), 'close')));
  return ports;
}
