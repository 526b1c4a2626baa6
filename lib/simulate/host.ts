import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OmapiKey } from '../omapi/codec/hmac.ts';
import { configText } from './files/config-text.ts';
import { writeJournal } from './files/lease-file.ts';
import type { Plan } from './model/plan.ts';
import { type Server, takeJournal } from './model/server.ts';
import { objectsOf } from './objects.ts';
import { type OmapiFaults, SimulatedOmapiServer } from './omapi-server.ts';

/** One simulated server's outside: its folder with dhcpd.conf and dhcpd.leases, and its OMAPI port on loopback. */
export class SimulatedHost {
  readonly server: Server;
  readonly configPath: string;
  readonly leasesPath: string;
  readonly #plan: Plan;
  readonly #key: OmapiKey;
  /** 0 until the first start has found a free one; the same at every later start. */
  #port: number;
  /** The OMAPI listener of one life of the server: a new life gives its handles out anew. */
  #listener: { omapi: SimulatedOmapiServer; life: number } | null = null;
  #faults: OmapiFaults = {};

  /** Makes `<folder>/<server name>`. */
  constructor(server: Server, options: { plan: Plan; key: OmapiKey; folder: string; port: number }) {
    const folder = join(options.folder, options.plan.identity.servers[server.id].name);
    mkdirSync(folder, { recursive: true });
    this.server = server;
    this.configPath = join(folder, 'dhcpd.conf');
    this.leasesPath = join(folder, 'dhcpd.leases');
    this.#plan = options.plan;
    this.#key = options.key;
    this.#port = options.port;
  }

  get port(): number {
    return this.#port;
  }

  /** Brings file and port in line with the server: new blocks written, the port open as long as it lives. */
  async settle(): Promise<void> {
    this.#writeLeases();
    const { alive, starts } = this.server;
    if (this.#listener && !(alive && this.#listener.life === starts)) await this.close();
    if (alive && !this.#listener) await this.#open(starts);
  }

  /** Misbehaves so from now on, in later lives too. */
  misbehave(faults: OmapiFaults): void {
    this.#faults = faults;
    this.#listener?.omapi.setFaults(faults);
  }

  /** Closes the port and cuts every connection. */
  async close(): Promise<void> {
    const listener = this.#listener;
    this.#listener = null;
    await listener?.omapi.close();
  }

  /** What could not be written is made up for by a rewrite, as dhcpd does (reference 4.6). */
  #writeLeases(): void {
    try {
      writeJournal(this.leasesPath, this.server, takeJournal(this.server));
    } catch (error) {
      this.server.journal.unshift({ kind: 'rewrite', databaseLost: false });
      throw error;
    }
  }

  async #open(life: number): Promise<void> {
    const objects = objectsOf(this.server, this.#plan);
    const omapi = new SimulatedOmapiServer({ key: this.#key, objects, faults: this.#faults });
    this.#port = await omapi.listen(this.#port);
    this.#listener = { omapi, life };
    const text = configText(this.#plan, this.server.id, { port: this.#port, secret: this.#key.secret });
    writeFileSync(this.configPath, text, { mode: 0o640 });
  }
}
