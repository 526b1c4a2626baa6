import type { Logger } from 'pino';
import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import { OmapiClient } from '../omapi/client.ts';
import type { SourceKind } from '../pair/facts.ts';
import type { PairSettings, PollSettings, ServerSettings } from '../settings/settings.ts';
import { advance, type Changes } from './advance.ts';
import { failureOf, SourceError } from './failure.ts';
import type { PairMemory } from './memory.ts';
import { createPoller, PollDeadline, type Poller } from './poller.ts';
import type { Reading, ReadingValue } from './reading.ts';
import { plannedSources } from './source-plan.ts';
import { type ConfigSource, configSource } from './sources/config.ts';
import { omapiSource } from './sources/omapi.ts';
import { poolsSource } from './sources/pools.ts';
import { PartialRead, type Source } from './sources/source.ts';

/** dhcpd tells its partner of a change at once; this leaves it time to act on it. */
const FOLLOW_WITHIN_MS = 100;

export type PairMonitorOptions = {
  settings: PairSettings;
  poll: PollSettings;
  memory: PairMemory;
  /** The memory as a start finds it in the database. */
  remember: () => Promise<PairMemory>;
  /** The peer's name as an earlier run found it; null when no run did. */
  knownPeerName: string | null;
  clock: Clock;
  log: Logger;
  /** Stores what a reading changed, in one transaction; rejects when nothing was stored. */
  store: (memory: PairMemory, changes: Changes) => Promise<void>;
  onPeerName: (name: string) => Promise<void>;
};

type Reader = {
  serverId: number;
  client: OmapiClient;
  config: ConfigSource | null;
  pollers: Map<SourceKind, Poller>;
};

/** A server that comes back must be seen within a poll or two, so the pause before a new try stays short. */
const RECONNECT: Backoff = { firstMs: 250, factor: 2, maxMs: 1_500 };

/** Runs the sources of both servers of one pair and takes their readings in, one after the other. */
export function createPairMonitor(options: PairMonitorOptions) {
  const { settings, poll, clock, log } = options;
  let memory = options.memory;
  /** Whether the database may hold something else than the memory: a connection lost at a commit leaves that open. */
  let inDoubt = false;
  let peerName = settings.peer ?? options.knownPeerName;
  let poolsStarted = false;
  let cancelAsking: () => void = () => {};
  let taking: Promise<void> = Promise.resolve();

  const readers = settings.servers.map((server) => createReader(server));

  function createReader(server: ServerSettings): Reader {
    const known = memory.servers.find(({ name }) => name === server.name);
    if (!known) throw new Error(`server ${server.name} is in the settings but was not stored`);
    const { serverId } = known;
    const client = new OmapiClient({
      host: server.host,
      port: server.omapi.port,
      key: server.omapi.key ?? undefined,
      backoff: RECONNECT,
      clock,
    });
    const config = server.config ? configSource(server.config.path, settings.peer) : null;
    const sources = {
      omapi: () =>
        pollerOf(serverId, server, omapiSource(client, requirePeerName, clock.now), omapiIntervalMs),
      pools: () =>
        pollerOf(
          serverId,
          server,
          poolsSource(client, () => configuredPools(config)),
          () => poll.poolsMs,
        ),
      config: () => (config ? pollerOf(serverId, server, config, () => poll.configMs) : null),
    };
    const pollers = new Map<SourceKind, Poller>();
    for (const { kind } of plannedSources(settings, server, poll)) {
      const poller = sources[kind]();
      if (poller) pollers.set(kind, poller);
    }
    client.onDisconnect(pollOmapiNow);
    return { serverId, client, config, pollers };
  }

  /** A poller whose polls become readings, taken in one after the other across all sources of the pair. */
  function pollerOf<Kind extends SourceKind>(
    serverId: number,
    server: ServerSettings,
    source: Source<Kind>,
    intervalMs: () => number,
  ): Poller {
    return createPoller({
      name: `${settings.name}/${server.name}/${source.kind}`,
      intervalMs,
      clock,
      async poll(signal) {
        const attemptAt = clock.now();
        const outcome = await outcomeOf(source, signal);
        if (outcome === null) return;
        const reading = {
          kind: source.kind,
          serverId,
          attemptAt,
          finishedAt: clock.now(),
          intervalMs: intervalMs(),
          outcome,
        };
        // Kind and outcome belong together by construction; TypeScript can't follow that through the generic.
        taking = taking.then(() => take(reading as Reading));
        await taking;
      },
    });
  }

  async function take(reading: Reading): Promise<void> {
    try {
      if (reading.kind === 'config' && reading.outcome.ok)
        await learnPeerName(reading.outcome.value.peerName);
      if (inDoubt) memory = await options.remember();
      const step = advance(memory, reading);
      inDoubt = true;
      await options.store(step.memory, step.changes);
      inDoubt = false;
      memory = step.memory;
    } catch (error) {
      // The next reading starts from what the database holds, as a start does: it finds the same change again if it
      // was not stored, and only then. While nothing can be stored the pages see the pair's last check grow old.
      log.error({ err: error, pair: settings.name }, 'a reading could not be stored; it will be found again');
    }
    if (reading.kind === 'config') startPools();
    if (memory.unrest) askBothSoon();
  }

  /** A name that one dhcpd.conf still has stays, so that two that differ don't change it at every reading. */
  async function learnPeerName(name: string): Promise<void> {
    const known = readers.some(({ config }) =>
      config?.latest()?.peers.some((peer) => peer.name === peerName),
    );
    if (known) return;
    await options.onPeerName(name);
    peerName = name;
    pollOmapiNow();
  }

  /** Pools are asked for once a dhcpd.conf was read, or could not be: before that nobody knows which there are. */
  function startPools(): void {
    if (poolsStarted) return;
    poolsStarted = true;
    for (const { pollers } of readers) pollers.get('pools')?.start();
  }

  function requirePeerName(): string {
    if (peerName !== null) return peerName;
    throw new SourceError(
      'peer-unknown',
      'the failover peer’s name is not known: set peer: in pairwatch.yaml, or config.path of a server whose dhcpd.conf names just one',
    );
  }

  /** The server's own dhcpd.conf, else its partner's: a pair shares its pools. */
  function configuredPools(own: ConfigSource | null) {
    const config =
      own?.latest() ?? readers.map((reader) => reader.config?.latest()).find((each) => each) ?? null;
    if (config) return config.pools.filter((pool) => pool.peer === peerName);
    throw new SourceError(
      'not-configured',
      'the pools are not known yet: dhcpd.conf of neither server was read',
    );
  }

  /**
   * After a change of one server its partner gets the moment it needs to follow, then both are asked. A server that
   * fails keeps its pace: three failed polls must not pass in an instant.
   */
  function askBothSoon(): void {
    cancelAsking();
    cancelAsking = clock.after(FOLLOW_WITHIN_MS, () => {
      for (const { serverId, pollers } of readers) {
        const known = memory.servers.find((server) => server.serverId === serverId);
        if (!known?.sources.omapi?.failure) pollers.get('omapi')?.pollNow();
      }
    });
  }

  function pollOmapiNow(): void {
    for (const reader of readers) reader.pollers.get('omapi')?.pollNow();
  }

  function isFast(): boolean {
    const failing = memory.servers.some((server) => (server.sources.omapi?.consecutiveFailures ?? 0) > 0);
    return failing || memory.verdict?.verdict !== 'healthy';
  }

  function omapiIntervalMs(): number {
    return isFast() ? poll.omapiUnhealthyMs : poll.omapiMs;
  }

  return {
    start(): void {
      for (const { pollers } of readers) {
        for (const [kind, poller] of pollers) if (kind !== 'pools') poller.start();
      }
    },
    async stop(): Promise<void> {
      cancelAsking();
      await Promise.all(
        readers.flatMap((reader) => [...reader.pollers.values()].map((poller) => poller.stop())),
      );
      for (const reader of readers) reader.client.close();
      await taking;
    },
  };
}

type Outcome<Kind extends SourceKind> =
  | { ok: true; value: ReadingValue[Kind] }
  | { ok: false; failure: ReturnType<typeof failureOf>; partial?: ReadingValue[Kind] };

/** The outcome of one read; null when our own stop cut it short, which says nothing about the server. */
async function outcomeOf<Kind extends SourceKind>(
  source: Source<Kind>,
  signal: AbortSignal,
): Promise<Outcome<Kind> | null> {
  try {
    return { ok: true, value: await source.read(signal) };
  } catch (error) {
    if (signal.aborted && !(signal.reason instanceof PollDeadline)) return null;
    if (error instanceof PartialRead)
      return { ok: false, failure: { kind: 'partial', message: error.message }, partial: error.value };
    return { ok: false, failure: failureOf(error) };
  }
}

export type PairMonitor = ReturnType<typeof createPairMonitor>;
