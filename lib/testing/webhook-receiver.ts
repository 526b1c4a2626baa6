import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedWebhook = { headers: IncomingHttpHeaders; body: string; receivedAt: number };

/** A real HTTP server that keeps what it is sent. `answer` decides what it says; 204 unless told otherwise. */
export async function startWebhookReceiver(
  answer: (webhook: ReceivedWebhook, response: ServerResponse) => void = (_, response) =>
    response.writeHead(204).end(),
) {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const webhook = { headers: request.headers, body, receivedAt: Date.now() };
      received.push(webhook);
      answer(webhook, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an AddressInfo once it listens.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
