/** The line between one device and the house: an address of its own that can be cut, at any point, and mended. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Link {
  url: string;
  /** What the device said, connection by connection. */
  said: Buffer[][];
  /** Nothing comes through any more, whatever is under way. */
  cut(): void;
  /** Streams that are open, and whatever is begun until it is mended, stay open and hear nothing more for good: as where a network went
   *  away without a word. */
  hush(): void;
  /** Who asks for this address is cut off until it is mended; all else comes through. */
  lose(address: string): void;
  mend(): void;
  /** Cuts by itself after so many more bytes have gone up, or have come down. */
  cutAfter(way: 'up' | 'down', bytes: number): void;
  /** From now on it leads elsewhere, as to another release of the same house. */
  lead(to: string): void;
  close(): Promise<void>;
}

/** Is this the connection of a stream of events? */
export function streams(said: Buffer[]): boolean {
  return said.some((bytes) => bytes.includes('GET /api/live '));
}

export async function link(house: string): Promise<Link> {
  let to = new URL(house);
  const open = new Set<Socket>();
  const said: Buffer[][] = [];
  const left = { up: Infinity, down: Infinity };
  const lines = new Map<Socket, Buffer[]>();
  const hushed = new Set<Socket>();
  let [whole, quiet, lost] = [true, false, ''];
  const cut = () => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  const pass = (way: 'up' | 'down', from: Socket, into: Socket) =>
    from.on('data', (bytes: Buffer) => {
      left[way] -= bytes.length;
      if (left[way] < 0) cut();
      else if (lost && way === 'up' && bytes.includes(`GET ${lost}`)) from.destroy();
      else if (!hushed.has(from) && !hushed.has(into)) into.write(bytes);
    });
  const server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(to.port), to.hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    const own: Buffer[] = [];
    said.push(own);
    lines.set(near, own);
    near.on('close', () => lines.delete(near));
    if (quiet) hushed.add(near);
    near.on('data', (bytes: Buffer) => own.push(bytes));
    pass('up', near, far);
    pass('down', far, near);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    cut,
    hush: () => {
      quiet = true;
      for (const [near, own] of lines) {
        if (streams(own)) hushed.add(near);
        // nothing is under way on it: what comes next is begun on another
        else near.destroy();
      }
    },
    lose: (address) => {
      lost = address;
    },
    mend: () => {
      [whole, quiet, lost] = [true, false, ''];
      left.up = left.down = Infinity;
    },
    cutAfter: (way, bytes) => {
      left[way] = bytes;
    },
    lead: (other) => {
      to = new URL(other);
      for (const socket of open) socket.destroy();
    },
    close: async () => {
      cut();
      await new Promise((done) => server.close(done));
    },
  };
}
