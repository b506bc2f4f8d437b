/** A server of our own: free port, own data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  url: string;
  data: string;
  stop(): Promise<void>;
}

const binary = process.env.XUNDAO_BIN ?? '../target/debug/xundao';

/** `XUNDAO_TEMPLATE` names the demo's data, of which every server gets a copy; without it one starts empty. */
export async function start(): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'xundao-'));
  const template = process.env.XUNDAO_TEMPLATE;
  if (template) await cp(template, data, { recursive: true });
  const child = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RUST_LOG: process.env.RUST_LOG ?? 'warn' },
  });
  const url = await address(child);
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGINT')) await gone;
    await rm(data, { recursive: true, force: true });
  };
  return { url, data, stop };
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
