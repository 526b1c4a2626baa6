import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Random } from '../../../lib/simulate/model/random.ts';

/** One message that came to its end at the receiver. */
export type Arrival = { webhookId: string; body: string; accepted: boolean };

export type FleetReceiver = { url: string; arrivals: readonly Arrival[]; close(): Promise<void> };

/** Of the first tries: so many are refused, and so many taken without an answer. Those after them are taken. */
const REFUSED_SHARE = 0.05;
const CUT_SHARE = 0.05;

/** Takes messages on loopback, some of them only the second time. */
export async function startReceiver(random: Random): Promise<FleetReceiver> {
  const arrivals: Arrival[] = [];
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    // Whoever is killed breaks off.
    request.on('error', () => {});
    response.on('error', () => {});
    text(request).then(
      (body) => take(String(request.headers['webhook-id']), body, response),
      () => {}, // it did not arrive
    );
  });

  function take(webhookId: string, body: string, response: ServerResponse): void {
    const luck = seen.has(webhookId) ? 1 : random();
    seen.add(webhookId);
    const accepted = luck >= REFUSED_SHARE + CUT_SHARE;
    arrivals.push({ webhookId, body, accepted });
    if (luck < REFUSED_SHARE) response.writeHead(503).end();
    else if (accepted) response.writeHead(204).end();
    else response.socket?.destroy();
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // of a TCP server that listens
  return {
    url: `http://127.0.0.1:${port}/hook`,
    arrivals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
