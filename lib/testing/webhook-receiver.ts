import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export type ReceivedWebhook = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  receivedAt: number;
};

/**
 * A real HTTP server that keeps what it is sent. `answer` decides what it says; 204 unless told otherwise. With `tls` it
 * speaks HTTPS.
 */
export async function startWebhookReceiver(
  answer: (webhook: ReceivedWebhook, response: ServerResponse) => void = (_, response) =>
    response.writeHead(204).end(),
  tls: ServerOptions | null = null,
) {
  const received: ReceivedWebhook[] = [];
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const webhook = { method, path: url, headers, body, receivedAt: Date.now() };
      received.push(webhook);
      answer(webhook, response);
    });
  };
  const server = tls === null ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an AddressInfo once it listens.
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === null ? 'http' : 'https'}://127.0.0.1:${port}/hook`,
    port,
    received,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
