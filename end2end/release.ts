/** The same house as another release: its built files have other names, and those of before are gone. */
import { createServer, request, type AddressInfo, type IncomingMessage } from 'node:http';

export interface Release {
  url: string;
  close(): Promise<void>;
}

const texts = /html|javascript|json|manifest/;

export async function release(house: string): Promise<Release> {
  const { js } = (await (await fetch(`${house}/manifest.json`)).json()) as { js: string };
  const old = js.split('/')[2] ?? '';
  const fresh = 'f'.repeat(old.length);
  const server = createServer((asked, answer) => {
    if (asked.url?.includes(old)) return void answer.writeHead(404).end();
    const to = new URL((asked.url ?? '/').replaceAll(fresh, old), house);
    const headers = { ...asked.headers, 'accept-encoding': 'identity' };
    const far = request(to, { method: asked.method, headers }, (told: IncomingMessage) => {
      if (!texts.test(told.headers['content-type'] ?? '')) {
        answer.writeHead(told.statusCode ?? 502, told.headers);
        return void told.pipe(answer);
      }
      const parts: Buffer[] = [];
      told.on('data', (part) => parts.push(part));
      told.on('end', () => {
        const body = Buffer.concat(parts).toString().replaceAll(old, fresh);
        answer.writeHead(told.statusCode ?? 502, { ...told.headers, etag: '', 'content-length': Buffer.byteLength(body) }).end(body);
      });
    });
    far.on('error', () => answer.destroy());
    asked.pipe(far);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
