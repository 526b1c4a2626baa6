import type { Logger } from 'pino';
import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import { OmapiClient } from '../omapi/client.ts';
import type { SourceKind } from '../pair/facts.ts';
import type { Reach } from '../reach/reach.ts';
import type { PairSettings, PollSettings, ServerSettings } from '../settings/settings.ts';
import { advance } from './advance.ts';
import type { Changes } from './changes.ts';
import { failureOf, SourceError } from './failure.ts';
import type { Fleet } from './fleet.ts';
import { bookRanges } from './leases/book-ranges.ts';
import type { KeptFile } from './leases/database-keeper.ts';
import type { LeaseKeeper } from './leases/lease-keeper.ts';
import type { LeaseThread } from './leases/lease-thread.ts';
import { type PairMemory, recalled, type ServerMemory } from './memory.ts';
import { createPoller, PollDeadline, type Poller } from './poller.ts';
import type { PartialValue, Reading, ReadingValue } from './reading.ts';
import { plannedSources } from './source-plan.ts';
import { clockSource, clockWays } from './sources/clock.ts';
import { type ConfigSource, configSource } from './sources/config.ts';
import { configTester, type RememberedTest } from './sources/config-test.ts';
import { leasesSource } from './sources/leases.ts';
import { type LogPosition, logSource } from './sources/log.ts';
import { omapiSource } from './sources/omapi.ts';
import { poolsSource } from './sources/pools.ts';
import { PartialRead, type Source } from './sources/source.ts';
import type { TruthMemory } from './truth/memory.ts';

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
  /** How the files of a server are got at; kept for as long as the monitor runs. */
  reach: (server: ServerSettings) => Reach;
  /** All pairs together, this one among them. */
  fleet: Fleet;
  leaseThread: LeaseThread;
  leaseKeeper: (file: KeptFile) => LeaseKeeper;
  /** How the new clients of each pool come, by its key. */
  newClientRates: () => Promise<TruthMemory['newClients']>;
  logPosition: (serverId: number, origin: string) => Promise<LogPosition | null>;
  configTest: (serverId: number) => Promise<RememberedTest | null>;
  /** Stores what a reading changed, in one transaction; rejects when nothing was stored. */
  store: (memory: PairMemory, changes: Changes) => Promise<void>;
  onPeerName: (name: string) => Promise<void>;
};

type Reader = {
  serverId: number;
  client: OmapiClient;
  reach: Reach;
  config: ConfigSource | null;
  pollers: Map<SourceKind, Poller>;
  poolsStarted: boolean;
};

/** Sources that read pools, which a dhcpd.conf has to tell first. */
const OF_POOLS: readonly SourceKind[] = ['pools', 'leases'];

const LEARN_EVERY_MS = 30 * 60_000;

/** A file of hundreds of megabytes is read once, however slow the line: that it stalls, its reach tells sooner. */
const WHOLE_FILE_MS = 30 * 60_000;
/** A log that grew while Pairwatch was away is long, too. */
const LATE_LOG_MS = 60_000;

/** A server that comes back must be seen within a poll or two, so the pause before a new try stays short. */
const RECONNECT: Backoff = { firstMs: 250, factor: 2, maxMs: 1_500 };

/** Runs the sources of both servers of one pair and takes their readings in, one after the other. */
export function createPairMonitor(options: PairMonitorOptions) {
  const { settings, poll, clock, log } = options;
  let memory = options.memory;
  /** Whether the database may hold something else than the memory: a connection lost at a commit leaves that open. */
  let inDoubt = false;
  let peerName = settings.peer ?? options.knownPeerName;
  let isStopped = false;
  let cancelAsking: () => void = () => {};
  let taking: Promise<void> = Promise.resolve();

  const openSources: Pick<Source<SourceKind>, 'close'>[] = [];

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
    const reach = options.reach(server);
    const config = server.config ? configSourceOf(server.config, reach, known) : null;
    const partnerId = memory.servers.find((each) => each !== known)?.serverId ?? null;
    const { leases, log: serverLog } = server;
    const sources = {
      omapi: () => pollerOf(known, omapiSource(client, requirePeerName, clock.now), omapiIntervalMs),
      pools: () =>
        pollerOf(
          known,
          poolsSource(client, () => configuredPools(config)),
          () => poll.poolsMs,
        ),
      config: () => config && pollerOf(known, config, () => poll.configMs),
      leases: () => {
        if (!leases) return null;
        const source = leasesSource({
          serverId,
          isPrimary: server.role === 'primary',
          partnerId,
          path: leases.path,
          reach,
          thread: options.leaseThread,
          keeper: options.leaseKeeper({ serverId, partnerId, path: leases.path }),
          ranges: () => bookRanges(readConfig(config)),
          peerName: requirePeerName,
          now: clock.now,
        });
        return pollerOf(
          known,
          source,
          () => poll.leasesMs,
          () => WHOLE_FILE_MS,
        );
      },
      log: () => {
        if (!serverLog) return null;
        const position = (origin: string) => options.logPosition(serverId, origin);
        const source = logSource({
          log: serverLog,
          reach,
          position,
          isForeignPeer: (name) => isForeignPeer(config, name),
          now: clock.now,
        });
        return pollerOf(
          known,
          source,
          () => poll.logMs,
          () => LATE_LOG_MS,
        );
      },
      clock: () =>
        server.clock &&
        pollerOf(known, clockSource(clockWays(server.clock, reach, clock)), () => poll.clockMs),
    } satisfies Record<SourceKind, () => Poller | null>;
    const pollers = new Map<SourceKind, Poller>();
    for (const { kind } of plannedSources(settings, server, poll)) {
      const poller = sources[kind]();
      if (poller) pollers.set(kind, poller);
    }
    client.onDisconnect(pollOmapiNow);
    return { serverId, client, reach, config, pollers, poolsStarted: false };
  }

  function configSourceOf(
    { path, test }: NonNullable<ServerSettings['config']>,
    reach: Reach,
    { serverId, name }: ServerMemory,
  ): ConfigSource {
    const remembered = () => options.configTest(serverId);
    const onRefusal = (why: string) =>
      log.info(
        { pair: settings.name, server: name, why },
        'dhcpd was not asked what it thinks of its dhcpd.conf',
      );
    const tester = test ? configTester({ reach, path, remembered, now: clock.now, onRefusal }) : null;
    return configSource(reach, path, settings.peer, tester);
  }

  /** A poller whose polls become readings, taken in one after the other across all sources of the pair. */
  function pollerOf<Kind extends SourceKind>(
    { serverId, name }: ServerMemory,
    source: Source<Kind>,
    intervalMs: () => number,
    deadlineMs?: () => number,
  ): Poller {
    openSources.push(source);
    return createPoller({
      name: `${settings.name}/${name}/${source.kind}`,
      intervalMs,
      ...(deadlineMs && { deadlineMs }),
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
        taking = taking.then(async () => {
          // Kind and outcome belong together by construction; TypeScript can't follow that through the generic.
          const isStored = await take(reading as Reading);
          if (isStored && outcome.ok) source.stored?.(outcome.value);
        });
        await taking;
      },
    });
  }

  /** Gives whether it is in the database now. */
  async function take(reading: Reading): Promise<boolean> {
    let isStored = false;
    try {
      if (reading.kind === 'config' && reading.outcome.ok)
        await learnPeerName(reading.outcome.value.peerName);
      if (inDoubt) memory = recalled(memory, await options.remember());
      const step = advance({ ...memory, blindSince: options.fleet.blindSince() }, reading);
      inDoubt = true;
      await options.store(step.memory, step.changes);
      inDoubt = false;
      memory = step.memory;
      options.fleet.tell(memory, isRemote);
      isStored = true;
    } catch (error) {
      // The next reading starts from what the database holds, as a start does: it finds the same change again if it
      // was not stored, and only then. While nothing can be stored the pages see the pair's last check grow old.
      log.error({ err: error, pair: settings.name }, 'a reading could not be stored; it will be found again');
    }
    if (reading.kind === 'config') startThoseOfPools(reading.serverId);
    if (memory.unrest) askBothSoon();
    return isStored;
  }

  function isRemote(serverId: number): boolean {
    const name = memory.servers.find((server) => server.serverId === serverId)?.name;
    return settings.servers.some((server) => server.name === name && server.reach.kind === 'ssh');
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

  /**
   * Pools are asked for, and lease files counted, once a dhcpd.conf was read, or could not be: before that nobody knows
   * which there are. A server with a dhcpd.conf of its own waits for that one, which may have ranges its partner has not.
   */
  function startThoseOfPools(triedId: number | null): void {
    for (const reader of readers) {
      if (reader.poolsStarted || (reader.config && reader.serverId !== triedId)) continue;
      reader.poolsStarted = true;
      for (const kind of OF_POOLS) reader.pollers.get(kind)?.start();
    }
  }

  function requirePeerName(): string {
    if (peerName !== null) return peerName;
    throw new SourceError(
      'peer-unknown',
      'the failover peer’s name is not known: set peer: in pairwatch.yaml, or config.path of a server whose dhcpd.conf names just one',
    );
  }

  /** A name that is neither ours nor any in dhcpd.conf is a mistake that its log tells of. */
  function isForeignPeer(own: ConfigSource | null, name: string): boolean {
    if (peerName === null || name === peerName) return false;
    return own?.latest()?.peers.some((peer) => peer.name === name) ?? true;
  }

  function configuredPools(own: ConfigSource | null) {
    return readConfig(own).pools.filter((pool) => pool.peer === peerName);
  }

  /** The server's own dhcpd.conf, else its partner's: a pair shares its pools. */
  function readConfig(own: ConfigSource | null): DhcpdConfig {
    const config =
      own?.latest() ?? readers.map((reader) => reader.config?.latest()).find((each) => each) ?? null;
    if (config) return config;
    throw new SourceError(
      'not-configured',
      'which pools there are is not known: dhcpd.conf of neither server was read; see config.path in pairwatch.yaml',
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

  let cancelLearning: () => void = () => {};
  let learning: Promise<void> = Promise.resolve();

  /** What hours say of hours to come changes slowly. */
  function learnFrom(delayMs: number): void {
    cancelLearning = clock.after(delayMs, () => {
      learning = learnNewClients().finally(() => {
        if (!isStopped) learnFrom(LEARN_EVERY_MS);
      });
    });
  }

  async function learnNewClients(): Promise<void> {
    try {
      const newClients = await options.newClientRates();
      taking = taking.then(() => {
        memory = { ...memory, truth: { ...memory.truth, newClients } };
      });
      await taking;
    } catch (error) {
      log.error(
        { err: error, pair: settings.name },
        'the history of new clients could not be read; forecasts wait for it',
      );
    }
  }

  return {
    start(): void {
      learnFrom(0);
      for (const { pollers } of readers) {
        for (const [kind, poller] of pollers) if (!OF_POOLS.includes(kind)) poller.start();
      }
      if (!settings.servers.some(({ config }) => config)) startThoseOfPools(null);
    },
    async stop(): Promise<void> {
      cancelAsking();
      isStopped = true;
      cancelLearning();
      await learning;
      await Promise.all(
        readers.flatMap((reader) => [...reader.pollers.values()].map((poller) => poller.stop())),
      );
      for (const reader of readers) reader.client.close();
      await taking;
      await Promise.all(openSources.map((source) => source.close?.()));
      await Promise.all(readers.map((reader) => reader.reach.close()));
    },
  };
}

type Outcome<Kind extends SourceKind> =
  | { ok: true; value: ReadingValue[Kind] }
  | { ok: false; failure: ReturnType<typeof failureOf>; partial?: PartialValue[Kind] };

/** The outcome of one read; null when our own stop cut it short, which says nothing about the server. */
async function outcomeOf<Kind extends SourceKind>(
  source: Source<Kind>,
  signal: AbortSignal,
): Promise<Outcome<Kind> | null> {
  try {
    return { ok: true, value: await source.read(signal) };
  } catch (error) {
    if (signal.aborted && !(signal.reason instanceof PollDeadline)) return null;
    if (error instanceof PartialRead) {
      const { cause, message, value } = error;
      const failure = cause === undefined ? { kind: 'partial', message } : failureOf(cause);
      return { ok: false, failure, partial: value };
    }
    return { ok: false, failure: failureOf(error) };
  }
}

export type PairMonitor = ReturnType<typeof createPairMonitor>;
