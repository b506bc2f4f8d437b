/** A mail server and a robot's host that take what comes and remember it. */
import { createServer as http } from 'node:http';
import { createServer as tcp, type AddressInfo } from 'node:net';

export interface Listener {
  port: number;
  taken: string[];
  stop(): void;
}

/** Speaks as much SMTP as a mail needs. */
export async function mail(): Promise<Listener> {
  const taken: string[] = [];
  const server = tcp((socket) => {
    let data = '';
    let reading = false;
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, taken, stop: () => void server.close() };
}

/** Answers as the robots of chats do. */
export async function robot(): Promise<Listener> {
  const taken: string[] = [];
  const server = http((request, answer) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      taken.push(body);
      answer.setHeader('content-type', 'application/json').end('{"errcode":0,"errmsg":"ok"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, taken, stop: () => void server.close() };
}
