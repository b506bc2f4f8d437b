/** A server of our own: free port, own data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  url: string;
  data: string;
  stop(): Promise<void>;
  /** Cuts it off as a power failure would. */
  cut(): Promise<void>;
  /** Starts it again where it was. */
  again(): Promise<void>;
}

const binary = process.env.XUNDAO_BIN ?? '../target/debug/xundao';

/** `XUNDAO_TEMPLATE` names the demo's data, of which every server gets a copy; without it one starts empty. */
export async function start(): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'xundao-'));
  const template = process.env.XUNDAO_TEMPLATE;
  if (template) await cp(template, data, { recursive: true });
  let child = launch(data, '127.0.0.1:0');
  const url = await address(child);
  const end = async (signal: NodeJS.Signals) => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null && child.kill(signal)) await gone;
  };
  const stop = async () => {
    await end('SIGINT');
    await rm(data, { recursive: true, force: true });
  };
  const again = async () => {
    child = launch(data, new URL(url).host);
    await address(child);
  };
  return { url, data, stop, cut: () => end('SIGKILL'), again };
}

function launch(data: string, listen: string): ChildProcess {
  return spawn(binary, ['serve', '--listen', listen, '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RUST_LOG: process.env.RUST_LOG ?? 'warn' },
  });
}

/** The line in which the server says where it listens. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (text) => {
      said += text;
      const found = said.match(/listening on (http:\S+)/);
      if (found) resolve(found[1]);
    });
    child.once('error', (why) => reject(new Error(`${binary}: ${why.message}; run cargo xtask build`)));
    child.once('exit', (code) => reject(new Error(`${binary} ended with ${code}: ${said}`)));
  });
}
