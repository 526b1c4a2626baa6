import { createServer, type Server, type Socket } from 'node:net';
import { checkKey, type OmapiKey } from '../omapi/codec/hmac.ts';
import type { OmapiFaults } from './omapi-server/faults.ts';
import { HandleTable } from './omapi-server/handle-table.ts';
import type { SimulatedObjects } from './omapi-server/objects.ts';
import { Session } from './omapi-server/session.ts';

export type { OmapiFaults } from './omapi-server/faults.ts';
export {
  hbaOfSplit,
  type SimulatedFailoverState,
  type SimulatedLease,
  type SimulatedObjects,
  type SimulatedPool,
} from './omapi-server/objects.ts';

export type SimulatedOmapiServerOptions = {
  /** The key `omapi-key` names; left out: nothing need be signed. */
  key?: OmapiKey | undefined;
  /** Keys declared, but not the `omapi-key`. */
  otherKeys?: readonly OmapiKey[];
  objects: SimulatedObjects;
  faults?: OmapiFaults;
};

/**
 * A server that speaks OMAPI as dhcpd 4.4.3 does, authentication and refusals included, over objects somebody else
 * models. One instance is one life of dhcpd: a new one gives its handles out anew.
 */
export class SimulatedOmapiServer {
  readonly #server: Server;
  readonly #sessions = new Map<Socket, Session>();
  #faults: OmapiFaults;

  constructor({ key, otherKeys = [], objects, faults = {} }: SimulatedOmapiServerOptions) {
    for (const declared of key ? [key, ...otherKeys] : otherKeys) checkKey(declared);
    const served = { key, otherKeys, objects, handles: new HandleTable() };
    this.#faults = faults;
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sessions.set(socket, new Session(socket, served, () => this.#faults));
      socket.once('close', () => this.#sessions.delete(socket));
    });
  }

  /** Clients connected now. */
  get clientCount(): number {
    return this.#sessions.size;
  }

  /** Misbehave so from now on; replies held back are sent when the new faults no longer hold them. */
  setFaults(faults: OmapiFaults): void {
    this.#faults = faults;
    if (faults.holdReplies) return;
    for (const session of this.#sessions.values()) session.release();
  }

  /** Listens on `port` (0: any free one) and gives the port it got. */
  listen(port: number, host = '127.0.0.1'): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        const address = this.#server.address();
        // A TCP server that listens has an address object; the other forms are pipes and closed servers.
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  /** Stops listening and cuts every connection, as a killed dhcpd would. */
  close(): Promise<void> {
    for (const socket of this.#sessions.keys()) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
