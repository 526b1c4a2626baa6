import type { Backoff } from '../backoff.ts';
import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import { OmapiClient } from '../omapi/client.ts';
import type { SourceKind } from '../pair/facts.ts';
import type { Reach } from '../reach/reach.ts';
import type { PairSettings, PollSettings, ServerSettings } from '../settings/settings.ts';
import { advance } from './advance.ts';
import type { Changes } from './changes.ts';
import { SourceError } from './failure.ts';
import type { Fleet } from './fleet.ts';
import { isBack } from './is-back.ts';
import { bookRanges } from './leases/book-ranges.ts';
import { type PairMemory, recalled, type ServerMemory } from './memory.ts';
import { outcomeOf } from './outcome.ts';
import { createPoller, type Poller } from './poller.ts';
import type { Reading } from './reading.ts';
import { configSourceOf, type PolledSource, type SharedBySources, serverSources } from './server-sources.ts';
import { plannedSources } from './source-plan.ts';
import type { ConfigSource } from './sources/config.ts';
import type { Source } from './sources/source.ts';
import type { Learnt } from './truth/learn.ts';
import { createLearner } from './truth/learner.ts';
import { createUnstoredLog } from './unstored.ts';
import { createZoneWatch } from './zone-watch.ts';

/** dhcpd tells its partner of a change at once; this leaves it time to act on it. */
const FOLLOW_WITHIN_MS = 100;

export type PairMonitorOptions = SharedBySources & {
  settings: PairSettings;
  poll: PollSettings;
  memory: PairMemory;
  /** The memory as a start finds it in the database. */
  remember: () => Promise<PairMemory>;
  /** The peer's name as an earlier run found it; null when no run did. */
  knownPeerName: string | null;
  /** How the files of a server are got at; kept for as long as the monitor runs. */
  reach: (server: ServerSettings) => Reach;
  /** All pairs together, this one among them. */
  fleet: Fleet;
  /** What the history says of the hours to come. */
  learn: () => Promise<Learnt>;
  /** Stores what a reading changed, in one transaction; rejects when nothing was stored. */
  store: (memory: PairMemory, changes: Changes) => Promise<void>;
  onPeerName: (name: string) => Promise<void>;
  /** Told of each poll, for the figures of the collector itself. */
  onPoll?: (told: { kind: SourceKind; at: number; tookMs: number; lateMs: number; failed: boolean }) => void;
  /** Each answer of a server's machine to what zone it is in; null where it does not tell. */
  onZone: (serverId: number, zone: string | null) => Promise<void>;
};

type Reader = {
  serverId: number;
  client: OmapiClient;
  reach: Reach;
  config: ConfigSource | null;
  pollers: Map<SourceKind, Poller>;
  zoneWatch: Poller;
  poolsStarted: boolean;
};

/** Sources that read pools, which a dhcpd.conf has to tell first. */
const OF_POOLS: readonly SourceKind[] = ['pools', 'leases'];

/** A server that comes back must be seen within a poll or two, so the pause before a new try stays short. */
const RECONNECT: Backoff = { firstMs: 250, factor: 2, maxMs: 1_500 };

/** Runs the sources of both servers of one pair and takes their readings in, one after the other. */
export function createPairMonitor(options: PairMonitorOptions) {
  const { settings, poll, clock, log } = options;
  const unstored = createUnstoredLog(log, settings.name);
  let memory = options.memory;
  /** Whether the database may hold something else than the memory: a connection lost at a commit leaves that open. */
  let inDoubt = false;
  let peerName = settings.peer ?? options.knownPeerName;
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
    const config = configSourceOf({ pair: settings, server, serverId, reach }, options);
    const sources = serverSources(
      {
        pair: settings,
        server,
        serverId,
        partnerId: memory.servers.find((each) => each !== known)?.serverId ?? null,
        poll,
        omapiIntervalMs,
        client,
        reach,
        config,
        peerName: requirePeerName,
        isForeignPeer: (name) => isForeignPeer(config, name),
        pools: () => configuredPools(config),
        ranges: () => bookRanges(readConfig(config)),
      },
      options,
    );
    const pollers = new Map<SourceKind, Poller>();
    for (const { kind } of plannedSources(settings, server, poll)) {
      const polled = sources[kind]();
      if (polled) pollers.set(kind, pollerOf(known, polled));
    }
    client.onDisconnect(pollOmapiNow);
    const zoneWatch = createZoneWatch({
      name: `${settings.name}/${server.name}/zone`,
      server,
      reach,
      clock,
      log,
      keep: (zone) => options.onZone(serverId, zone),
    });
    return { serverId, client, reach, config, pollers, zoneWatch, poolsStarted: false };
  }

  /** A poller whose polls become readings, taken in one after the other across all sources of the pair. */
  function pollerOf(
    { serverId, name }: ServerMemory,
    { intervalMs, deadlineMs, ...polled }: PolledSource,
  ): Poller {
    const source: Source<SourceKind> = polled.source;
    openSources.push(source);
    let dueAt: number | null = null;
    return createPoller({
      name: `${settings.name}/${name}/${source.kind}`,
      intervalMs,
      ...(deadlineMs && { deadlineMs }),
      clock,
      async poll(signal) {
        const attemptAt = clock.now();
        const outcome = await outcomeOf(source, signal);
        if (outcome === null) return;
        const tookMs = clock.now() - attemptAt;
        const lateMs = dueAt === null ? 0 : Math.max(0, attemptAt - dueAt);
        dueAt = attemptAt + intervalMs();
        options.onPoll?.({ kind: source.kind, at: attemptAt, tookMs, lateMs, failed: !outcome.ok });
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
      const before = memory;
      const step = advance({ ...memory, peerName, blindSince: options.fleet.blindSince() }, reading);
      inDoubt = true;
      await options.store(step.memory, step.changes);
      inDoubt = false;
      memory = step.memory;
      if (isBack(before, reading)) pollFailingNow(reading.serverId);
      options.fleet.tell(memory, isRemote);
      unstored.stored();
      isStored = true;
    } catch (error) {
      // The next reading starts from what the database holds, as a start does: it finds the same change again if it
      // was not stored, and only then. While nothing can be stored the pages see the pair's last check grow old.
      unstored.failed(error);
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

  /** Those that are read rarely would be called failing long after what failed them is over. */
  function pollFailingNow(serverId: number): void {
    const sources = memory.servers.find((server) => server.serverId === serverId)?.sources;
    const reader = readers.find((each) => each.serverId === serverId);
    for (const [kind, poller] of reader?.pollers ?? []) if (sources?.[kind]?.failure) poller.pollNow();
  }

  function isFast(): boolean {
    const failing = memory.servers.some((server) => (server.sources.omapi?.consecutiveFailures ?? 0) > 0);
    return failing || memory.verdict?.verdict !== 'healthy';
  }

  function omapiIntervalMs(): number {
    return isFast() ? poll.omapiUnhealthyMs : poll.omapiMs;
  }

  const learner = createLearner({
    clock,
    log,
    pair: settings.name,
    async learn() {
      const learnt = await options.learn();
      taking = taking.then(() => {
        memory = { ...memory, truth: { ...memory.truth, ...learnt } };
      });
      await taking;
    },
  });

  return {
    start(): void {
      learner.start();
      for (const { pollers, zoneWatch } of readers) {
        zoneWatch.start();
        for (const [kind, poller] of pollers) if (!OF_POOLS.includes(kind)) poller.start();
      }
      if (!settings.servers.some(({ config }) => config)) startThoseOfPools(null);
    },
    async stop(): Promise<void> {
      cancelAsking();
      await learner.stop();
      await Promise.all(
        readers.flatMap(({ pollers, zoneWatch }) =>
          [...pollers.values(), zoneWatch].map((poller) => poller.stop()),
        ),
      );
      for (const reader of readers) reader.client.close();
      await taking;
      await Promise.all(openSources.map((source) => source.close?.()));
      await Promise.all(readers.map((reader) => reader.reach.close()));
    },
  };
}

export type PairMonitor = ReturnType<typeof createPairMonitor>;
