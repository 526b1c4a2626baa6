import type { KnownFailoverState } from '../../failover-states.ts';
import type { Client } from '../model/clients.ts';
import { CLOCK_TOLERANCE_MS } from '../model/plan.ts';
import { clockOf, isAnswering, type Server, type ServerId } from '../model/server.ts';
import { partnerOf, type World } from '../model/world.ts';

/** What a server was like when it was looked at last. */
type Before = {
  alive: boolean;
  starts: number;
  state: KnownFailoverState;
  partnerState: KnownFailoverState;
  connected: boolean;
  heardMs: number;
};

const VERSION = '4.4.3-P1';
/** A time mismatch is told at every try to connect. */
const REFUSED_EVERY_MS = 5_000;
const FIRST_PID = 800;

/**
 * What the dhcpd of a simulated pair write to their logs, in dhcpd's own words (reference 6). Look at the world after every
 * tick: what happens between two looks is not written.
 */
export class DhcpdLog {
  readonly #world: World;
  readonly #lines: Record<ServerId, string[]> = { a: [], b: [] };
  #before: Record<ServerId, Before>;
  #refusedMs = Number.NEGATIVE_INFINITY;
  /** When each client without an address asked last. */
  #asked = new Map<Client, number>();

  constructor(world: World) {
    this.#world = world;
    this.#before = { a: lookAt(world.servers.a), b: lookAt(world.servers.b) };
  }

  look(): void {
    for (const server of Object.values(this.#world.servers)) {
      const before = this.#before[server.id];
      this.#before[server.id] = lookAt(server);
      if (!server.alive) continue;
      if (server.starts !== before.starts) this.#start(server);
      else if (before.connected && !server.connected) this.#lose(server, before);
      this.#move(server, before);
    }
    this.#refuse();
    this.#starve();
  }

  /** A line that a server's dhcpd writes for a reason that the model does not know. */
  say(id: ServerId, message: string): void {
    const server = this.#world.servers[id];
    const time = new Date(clockOf(server, this.#world.nowMs)).toISOString();
    const { name } = this.#world.plan.identity.servers[id];
    this.#lines[id].push(`${time} ${name} dhcpd[${FIRST_PID + server.starts}]: ${message}`);
  }

  /** What a server wrote since this was asked last. */
  take(id: ServerId): string[] {
    return this.#lines[id].splice(0);
  }

  #start(server: Server): void {
    const { id, peer, savedState, leases } = server;
    this.say(id, `Internet Systems Consortium DHCP Server ${VERSION}`);
    this.say(id, `Wrote ${leases.size} leases to leases file.`);
    this.say(id, `failover peer ${peer}: I move from ${savedState} to startup`);
    this.say(id, 'Server starting service.');
  }

  #lose(server: Server, { heardMs }: Before): void {
    const { id, peer, timing } = server;
    if (this.#world.nowMs - heardMs > timing.maxResponseDelayMs)
      this.say(id, `timeout waiting for failover peer ${peer}`);
    this.say(id, `peer ${peer}: disconnected`);
  }

  #move({ id, peer, starts, state, partnerState }: Server, before: Before): void {
    if (partnerState !== before.partnerState)
      this.say(id, `failover peer ${peer}: peer moves from ${before.partnerState} to ${partnerState}`);
    // The move into startup belongs to the start.
    const from = starts === before.starts ? before.state : 'startup';
    if (state !== from) this.say(id, `failover peer ${peer}: I move from ${from} to ${state}`);
    const wereNormal = before.state === 'normal' && before.partnerState === 'normal';
    if (state === 'normal' && partnerState === 'normal' && (!wereNormal || state !== from))
      this.say(id, `failover peer ${peer}: Both servers normal`);
  }

  #refuse(): void {
    const { nowMs, partitioned, servers } = this.#world;
    const { a, b } = servers;
    const apartMs = Math.abs(clockOf(a, nowMs) - clockOf(b, nowMs));
    const tries = a.alive && b.alive && !a.connected && !b.connected && !partitioned;
    if (!tries || apartMs <= CLOCK_TOLERANCE_MS || nowMs - this.#refusedMs < REFUSED_EVERY_MS) return;
    this.#refusedMs = nowMs;
    this.say('b', `Failover CONNECT from ${b.peer}: time offset too large`);
    this.say('b', 'failover: disconnect: time offset too large');
    this.say('a', `Failover CONNECT to ${a.peer} rejected: Connection rejected, time mismatch too great.`);
  }

  /** Clients that asked since the last look and still have no address. */
  #starve(): void {
    const { clients, plan } = this.#world;
    const asked = new Map<Client, number>();
    for (const client of clients) {
      if (client.binding) continue;
      asked.set(client, client.actsMs);
      const before = this.#asked.get(client);
      if (before === undefined || before === client.actsMs) continue;
      const network = plan.networks.find(({ pools }) => pools.some(({ name }) => name === client.pool));
      if (network) this.#refuseClient(client, network.name);
    }
    this.#asked = asked;
  }

  #refuseClient({ pool, identity: { hardware, hostname } }: Client, network: string): void {
    const packet = `DHCPDISCOVER from ${hardware} (${hostname}) via eth0`;
    for (const server of Object.values(this.#world.servers).filter(isAnswering)) {
      const partner = partnerOf(this.#world, server);
      const ofPool = [...server.leases.values()].filter((lease) => lease.pool === pool);
      const isEmpty = ofPool.every(({ state }) => state !== 'free' && state !== 'backup');
      if (isEmpty) this.say(server.id, `${packet}: network ${network}: no free leases`);
      else if (partner.alive) this.say(server.id, `${packet}: peer holds all free leases`);
    }
  }
}

function lookAt({ alive, starts, state, partnerState, connected, heardMs }: Server): Before {
  return { alive, starts, state, partnerState, connected, heardMs };
}
