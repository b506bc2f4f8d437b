/** A mail server and a robot's host that take what comes and remember it; they can go down and come up again. */
import { createServer as http } from 'node:http';
import { createServer as tcp, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Listener {
  port: number;
  /** What came; a mail with each of its bytes as one character. */
  taken: string[];
  /** How often anybody has connected. */
  asked(): number;
  /** Nobody listens there any more. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): void;
}

async function listening(server: Server, taken: string[]): Promise<Listener> {
  const open = new Set<Socket>();
  let asked = 0;
  server.on('connection', (socket: Socket) => {
    asked += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  const down = async () => {
    const closed = new Promise((resolve) => server.once('close', resolve));
    stop();
    await closed;
  };
  return { port, taken, asked: () => asked, down, up: () => listen(port), stop };
}

/** Speaks as much SMTP as a mail needs. */
export function mail(): Promise<Listener> {
  const taken: string[] = [];
  const server = tcp((socket) => {
    let data = '';
    let reading = false;
    socket.setEncoding('latin1');
    socket.on('error', () => {});
    socket.write('220 here\r\n');
    socket.on('data', (chunk) => {
      data += chunk;
      for (let end = data.indexOf(reading ? '\r\n.\r\n' : '\r\n'); end >= 0; end = data.indexOf(reading ? '\r\n.\r\n' : '\r\n')) {
        const said = data.slice(0, end);
        data = data.slice(end + (reading ? 5 : 2));
        if (reading) taken.push(said);
        const begins = !reading && said.toUpperCase().startsWith('DATA');
        reading = begins;
        const bye = said.toUpperCase().startsWith('QUIT');
        socket.write(begins ? '354 go on\r\n' : bye ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  });
  return listening(server, taken);
}

/** Answers as the robots of chats do. */
export function robot(): Promise<Listener> {
  const taken: string[] = [];
  const server = http((request, answer) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      taken.push(body);
      answer.setHeader('content-type', 'application/json').end('{"errcode":0,"errmsg":"ok"}');
    });
  });
  return listening(server, taken);
}
