import { type IncomingMessage, Server } from 'node:http';
import { PEER_HEADER } from './client-address.ts';

/**
 * Has every request say where its connection came from, over whatever its client wrote there. Next tells handlers nothing of
 * the socket, and its X-Forwarded-For is the client's own word where there is one.
 */
export function tellPeers(): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    // Node hands each request over by this event, with the message first.
    if (event === 'request') tellPeer(args[0] as IncomingMessage);
    return Reflect.apply(emit, this, [event, ...args]);
  };
}

function tellPeer({ headers, socket }: IncomingMessage): void {
  headers[PEER_HEADER] = socket.remoteAddress ?? '';
}
