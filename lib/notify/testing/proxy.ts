import { createServer as createHttpServer, type IncomingMessage, request } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Identity } from './certificates.ts';

export type ProxyOptions = {
  /** Makes it an https:// proxy. */
  identity?: Identity;
  /** The value of Proxy-Authorization without which it refuses. */
  authorization?: string;
};

/** A real forward proxy on loopback: tunnels by CONNECT, and plain requests by their whole address. Every name leads to loopback. */
export async function startProxy({ identity, authorization }: ProxyOptions = {}) {
  const asked: string[] = [];
  const server = identity ? createHttpsServer(identity) : createHttpServer();
  const isRefused = ({ headers }: IncomingMessage) =>
    authorization !== undefined && headers['proxy-authorization'] !== authorization;

  server.on('request', (incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (isRefused(incoming)) return response.writeHead(407).end();
    const { port, pathname } = new URL(incoming.url ?? '');
    const { method = 'GET', headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, path: pathname, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });

  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (isRefused(incoming)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const { port } = new URL(`http://${incoming.url}`);
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an AddressInfo once it listens.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    /** `CONNECT host:port`, or method and whole address, of each request. */
    asked,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
