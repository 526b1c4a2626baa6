import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

/** A browser sends the head of a request at once, and a body has 64 KB at most. Node would wait a minute, and five of them. */
const HEAD_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 15_000;

/**
 * Has connections dropped whose request trickles in, which would take up memory and descriptors until there are none left.
 * Node looks for them every 30 s. Answers may take as long as they like: the live stream never ends.
 */
export function dropSlowRequests(): void {
  // Next makes the server itself, before anything of ours runs, and shows it to nobody.
  subscribe('net.server.socket', (message) => {
    const server = serverOf(message);
    if (server === null) return;
    server.headersTimeout = HEAD_WITHIN_MS;
    server.requestTimeout = REQUEST_WITHIN_MS;
  });
}

function serverOf(message: unknown): Server | null {
  const { socket } = message as { socket: { server?: unknown } }; // as Node documents this channel
  return socket.server instanceof Server ? socket.server : null;
}
