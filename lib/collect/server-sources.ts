import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { ConfiguredPool } from '../dhcpd/config/config.ts';
import type { OmapiClient } from '../omapi/client.ts';
import type { SourceKind } from '../pair/facts.ts';
import type { Pseudonyms } from '../privacy/pseudonyms.ts';
import type { Reach } from '../reach/reach.ts';
import type { PairSettings, PollSettings, ServerSettings } from '../settings/settings.ts';
import type { KeptFile } from './leases/database-keeper.ts';
import type { LeaseKeeper } from './leases/lease-keeper.ts';
import type { LeaseThread } from './leases/lease-thread.ts';
import type { BookRange } from './leases/protocol.ts';
import { clockSource, clockWays } from './sources/clock.ts';
import { type ConfigSource, configSource } from './sources/config.ts';
import { configTester, type RememberedTest } from './sources/config-test.ts';
import { leasesSource } from './sources/leases.ts';
import { type LogPosition, logSource } from './sources/log.ts';
import { omapiSource } from './sources/omapi.ts';
import { poolsSource } from './sources/pools.ts';
import type { Source } from './sources/source.ts';

/** A file of hundreds of megabytes is read once, however slow the line: that it stalls, its reach tells sooner. */
const WHOLE_FILE_MS = 30 * 60_000;
/** A log that grew while Pairwatch was away is long, too. */
const LATE_LOG_MS = 60_000;

/** A source and how often it is asked; `deadlineMs` where that is not what its interval says. */
export type PolledSource = {
  [Kind in SourceKind]: { source: Source<Kind>; intervalMs: () => number; deadlineMs?: () => number };
}[SourceKind];

/** What the collector keeps for the sources of all servers. */
export type SharedBySources = {
  clock: Clock;
  log: Logger;
  leaseThread: LeaseThread;
  leaseKeeper: (file: KeptFile) => LeaseKeeper;
  pseudonyms: Pseudonyms;
  logPosition: (serverId: number, origin: string) => Promise<LogPosition | null>;
  configTest: (serverId: number) => Promise<RememberedTest | null>;
};

export type ServerSourcesOptions = {
  pair: PairSettings;
  server: ServerSettings;
  serverId: number;
  partnerId: number | null;
  poll: PollSettings;
  omapiIntervalMs: () => number;
  client: OmapiClient;
  reach: Reach;
  /** Null where the settings name no dhcpd.conf. */
  config: ConfigSource | null;
  /** Name of the pair's failover peer; throws while it is not known. */
  peerName: () => string;
  isForeignPeer: (name: string) => boolean;
  /** Both throw while no dhcpd.conf was read. */
  pools: () => ConfiguredPool[];
  ranges: () => BookRange[];
};

/** The source that reads a server's dhcpd.conf, and where the settings allow it asks dhcpd itself about it. */
export function configSourceOf(
  { pair, server, serverId, reach }: Pick<ServerSourcesOptions, 'pair' | 'server' | 'serverId' | 'reach'>,
  { clock, log, configTest }: SharedBySources,
): ConfigSource | null {
  if (!server.config) return null;
  const { path, test } = server.config;
  const remembered = () => configTest(serverId);
  const onRefusal = (why: string) =>
    log.info(
      { pair: pair.name, server: server.name, why },
      'dhcpd was not asked what it thinks of its dhcpd.conf',
    );
  const tester = test ? configTester({ reach, path, remembered, now: clock.now, onRefusal }) : null;
  return configSource(reach, path, pair.peer, tester);
}

/** How each way to read one server is made; null for one that its settings do not give. */
export function serverSources(
  options: ServerSourcesOptions,
  shared: SharedBySources,
): Record<SourceKind, () => PolledSource | null> {
  const { server, serverId, partnerId, poll, client, reach, config, peerName } = options;
  const { clock } = shared;
  return {
    omapi: () => ({
      source: omapiSource(client, peerName, clock.now),
      intervalMs: options.omapiIntervalMs,
    }),
    pools: () => ({ source: poolsSource(client, options.pools), intervalMs: () => poll.poolsMs }),
    config: () => config && { source: config, intervalMs: () => poll.configMs },
    leases: () => {
      if (!server.leases) return null;
      const { path } = server.leases;
      const source = leasesSource({
        serverId,
        isPrimary: server.role === 'primary',
        partnerId,
        path,
        reach,
        thread: shared.leaseThread,
        keeper: shared.leaseKeeper({ serverId, partnerId, path }),
        pseudonyms: shared.pseudonyms,
        ranges: options.ranges,
        peerName,
        now: clock.now,
      });
      return { source, intervalMs: () => poll.leasesMs, deadlineMs: () => WHOLE_FILE_MS };
    },
    log: () => {
      if (!server.log) return null;
      const source = logSource({
        log: server.log,
        reach,
        position: (origin) => shared.logPosition(serverId, origin),
        isForeignPeer: options.isForeignPeer,
        pseudonyms: shared.pseudonyms,
        now: clock.now,
      });
      return { source, intervalMs: () => poll.logMs, deadlineMs: () => LATE_LOG_MS };
    },
    clock: () =>
      server.clock && {
        source: clockSource(clockWays(server.clock, reach, clock)),
        intervalMs: () => poll.clockMs,
      },
  };
}
