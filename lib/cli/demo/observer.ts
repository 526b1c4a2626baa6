import type { LeaseFileReader } from '../../collect/backfill/lease-file-reader.ts';
import { SourceError } from '../../collect/failure.ts';
import { bookRanges } from '../../collect/leases/book-ranges.ts';
import { outcomeOf } from '../../collect/outcome.ts';
import type { PoolCounters, Reading } from '../../collect/reading.ts';
import { type ConfigSource, configSource } from '../../collect/sources/config.ts';
import { OmapiError } from '../../omapi/errors.ts';
import type { SourceKind } from '../../pair/facts.ts';
import { configText } from '../../simulate/files/config-text.ts';
import { leaseFileText } from '../../simulate/files/lease-text.ts';
import { addressesOf, type Plan, wholeSeconds } from '../../simulate/model/plan.ts';
import { clockOffsetMs, poolCounters, type ServerId } from '../../simulate/model/server.ts';
import type { StandingPair } from '../../simulate/start.ts';

type ObservedServer = {
  serverId: number;
  partnerId: number;
  port: number;
  configPath: string;
  leasesPath: string;
};

/** What of a pair is looked at: no port of it needs to be open. */
export type ObservedPair = Pick<StandingPair, 'plan' | 'world' | 'servers' | 'key'>;

/** Reads the servers of a simulated pair at moments of its past: what their sockets and files would have told then. */
export class Observer {
  readonly #pair: ObservedPair;
  readonly #servers: Record<ServerId, ObservedServer>;
  readonly #leaseFiles: LeaseFileReader;
  readonly #configs: Record<ServerId, ConfigSource>;
  /** How the servers are configured at the moment. */
  plans: Record<ServerId, Plan>;

  constructor(
    pair: ObservedPair,
    ids: Record<ServerId, number>,
    { leaseFiles, plans }: { leaseFiles: LeaseFileReader; plans: Record<ServerId, Plan> },
  ) {
    this.#pair = pair;
    this.#leaseFiles = leaseFiles;
    this.plans = plans;
    const serverOf = (id: ServerId, other: ServerId): ObservedServer => {
      const name = pair.plan.identity.servers[id].name;
      const place = pair.servers.find((each) => each.name === name);
      if (!place) throw new Error(`the simulated pair has no server ${name}`);
      const { omapiPort: port, configPath, leasesPath } = place;
      return { serverId: ids[id], partnerId: ids[other], port, configPath, leasesPath };
    };
    this.#servers = { a: serverOf('a', 'b'), b: serverOf('b', 'a') };
    const source = (id: ServerId) =>
      configSource(
        { readText: async () => this.#configText(id) },
        this.#servers[id].configPath,
        pair.plan.identity.peer,
      );
    this.#configs = { a: source('a'), b: source('b') };
  }

  /** Reads both configurations, and lays the lease files out by them: nothing else can be read before. */
  async open(): Promise<void> {
    for (const id of ['a', 'b'] as const) {
      const { config } = await this.#configs[id].read(NEVER);
      const { serverId, partnerId } = this.#servers[id];
      this.#leaseFiles.open({ serverId, partnerId, isPrimary: id === 'a', ranges: bookRanges(config) });
    }
  }

  server(id: ServerId): ObservedServer {
    return this.#servers[id];
  }

  /** What one source came to at the world's present moment. */
  async read(id: ServerId, kind: SourceKind, intervalMs: number): Promise<Reading> {
    const at = this.#pair.world.nowMs;
    const source = { kind, read: async () => this.#value(id, kind, at) };
    const outcome = await outcomeOf(source, NEVER);
    const { serverId } = this.#servers[id];
    // Kind and value belong together by `#value`; TypeScript can't follow that through the switch.
    return { kind, serverId, attemptAt: at, finishedAt: at, intervalMs, outcome } as Reading;
  }

  // biome-ignore format: one line a source
  async #value(id: ServerId, kind: SourceKind, at: number) {
    switch (kind) {
      case 'omapi': return this.#view(id, at);
      case 'pools': return this.#pools(id);
      case 'leases': return this.#leases(id, at);
      case 'clock': return this.#clock(id, at);
      case 'config': return this.#configs[id].read(NEVER);
      case 'log': throw new SourceError('not-configured', 'a simulated server writes no log');
    }
  }

  #answering(id: ServerId) {
    const server = this.#pair.world.servers[id];
    if (server.alive) return server;
    const { port } = this.#servers[id];
    throw new OmapiError(
      'refused',
      `Nothing listens on 127.0.0.1:${port}. Check that dhcpd runs there and that its dhcpd.conf has \`omapi-port ${port};\`.`,
    );
  }

  #view(id: ServerId, at: number) {
    const server = this.#answering(id);
    const { state, partnerState, stosMs, partnerStosMs, timing } = server;
    const wholeMs = (ms: number) => Math.floor(ms / 1000) * 1000;
    return {
      roundTripMs: 0.6 + (at % 7) / 10,
      raw: {},
      view: {
        observedAt: at,
        localState: state,
        partnerState,
        localStosAt: wholeMs(stosMs),
        partnerStosAt: wholeMs(partnerStosMs),
        hierarchy: server.role,
        mcltSeconds: wholeSeconds(server.mcltMs),
        maxResponseDelaySeconds: wholeSeconds(timing.maxResponseDelayMs),
        unackedUpdates: server.inFlight.size,
      },
    };
  }

  #pools(id: ServerId): PoolCounters[] {
    const server = this.#answering(id);
    return this.#pair.plan.networks.flatMap(({ name, pools }) =>
      pools.map((pool) => ({
        key: `${name}/${pool.firstAddress}`,
        sharedNetwork: name,
        peerName: this.#pair.plan.identity.peer,
        ranges: [{ low: pool.firstAddress, high: pool.lastAddress }],
        addressCount: addressesOf(pool).length,
        ...poolCounters(server, pool.name),
      })),
    );
  }

  #leases(id: ServerId, now: number) {
    const { serverId, leasesPath } = this.#servers[id];
    const text = leaseFileText(this.#pair.world.servers[id]);
    const { peer } = this.#pair.plan.identity;
    return this.#leaseFiles.read({ serverId, path: leasesPath, peer, text, now });
  }

  /** A clock that follows NTP strays by a few milliseconds, and so does what is measured of it. */
  #clock(id: ServerId, at: number) {
    const offsetMs = clockOffsetMs(this.#pair.world.servers[id].clock, at);
    const hours = at / 3_600_000 + (id === 'a' ? 0 : 31);
    const delayMs = 0.8 + Math.abs(Math.sin(hours * 1.7)) / 2;
    const strayMs = 0.9 * Math.sin(hours * 0.21) + 0.5 * Math.sin(hours * 1.3);
    const method = 'sntp' as const;
    const reading = {
      method,
      at,
      offsetMs: Math.round((offsetMs + strayMs) * 1000) / 1000,
      uncertaintyMs: delayMs / 2,
      delayMs,
      synchronised: true,
      upstream: '192.0.2.1',
      upstreamOffsetMs: null,
    };
    return { readings: [reading], roundTripMs: delayMs };
  }

  #configText(id: ServerId): string {
    const { secret } = this.#pair.key;
    return configText(this.plans[id], id, { port: this.#servers[id].port, secret });
  }
}

const NEVER = new AbortController().signal;
