/** A server of our own: free port, own data. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Database = 'sqlite' | 'postgres';

export interface Server {
  url: string;
  data: string;
  stop(): Promise<void>;
  /** Cuts it off as a power failure would. */
  cut(): Promise<void>;
  /** Starts it again where it was. */
  again(): Promise<void>;
  /** Another node on the same PostgreSQL, at an address of its own; it stops with this one. */
  another(): Promise<Server>;
}

export const binary = process.env.XUNDAO_BIN ?? '../target/debug/xundao';

/** Whether `cargo xtask test browser` has started a PostgreSQL with the demo in it. */
export const postgres = !!process.env.XUNDAO_TEMPLATE_DATABASE;

/** Every server gets a copy of `template`, which is the demo's data unless told; without any it starts empty. */
export async function start(
  database: Database = 'sqlite',
  env: Record<string, string> = {},
  template = process.env.XUNDAO_TEMPLATE,
): Promise<Server> {
  return node(database === 'postgres' ? ['--database', await copy()] : [], env, template);
}

/** `own` says which database, where it is not the file in the node's own directory. */
async function node(own: string[], env: Record<string, string>, template?: string): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'xundao-'));
  if (template) await cp(template, data, { recursive: true });
  let child = launch(data, '127.0.0.1:0', own, env);
  const url = await address(child);
  const end = async (signal: NodeJS.Signals) => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null && child.kill(signal)) await gone;
  };
  const others: Server[] = [];
  const stop = async () => {
    for (const other of others) await other.stop();
    await end('SIGINT');
    await rm(data, { recursive: true, force: true });
  };
  const again = async () => {
    child = launch(data, new URL(url).host, own, env);
    await address(child);
  };
  const another = async () => {
    if (!own.length) throw new Error('SQLite has one node');
    const other = await node(own, env, template);
    others.push(other);
    return other;
  };
  return { url, data, stop, cut: () => end('SIGKILL'), again, another };
}

/** A database of its own with the demo in it; gone with the whole PostgreSQL after the tests. */
async function copy(): Promise<string> {
  const { XUNDAO_CREATEDB: createdb, XUNDAO_TEST_POSTGRES: server, XUNDAO_TEMPLATE_DATABASE: template } = process.env;
  if (!createdb || !server || !template) throw new Error('no PostgreSQL; run cargo xtask test browser');
  const name = `e${randomUUID().replaceAll('-', '')}`;
  await promisify(execFile)(createdb, ['--template', template, '--maintenance-db', `${server}/postgres`, name]);
  return `${server}/${name}`;
}

function launch(data: string, listen: string, own: string[], env: Record<string, string>): ChildProcess {
  return spawn(binary, ['serve', '--listen', listen, '--data', data, '--ballot-key', join(data, 'ballot.key'), ...own], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // where the key of answers lies is no news in a test
    env: { ...process.env, RUST_LOG: process.env.RUST_LOG ?? 'warn,xundao=error', ...env },
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
