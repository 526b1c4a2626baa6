import type { DhcpdConfig, FailoverPeer } from '../../dhcpd/config/config.ts';
import { complaintsOf, readTestOutput } from '../../dhcpd/config/test-output.ts';
import type { BacklogFacts, ServerBacklog } from '../../pair/backlog.ts';
import type { BalanceFacts, BalanceLimits, PoolBalance } from '../../pair/balance.ts';
import { skewFromArrivals } from '../../pair/clocks/arrival.ts';
import type { ClockFacts, Clocks } from '../../pair/clocks/facts.ts';
import type { CountdownFacts } from '../../pair/countdown.ts';
import type { ClockRefusal, PairFacts, ServerRole, SourceKind } from '../../pair/facts.ts';
import type { ForecastFacts, ForecastServer, PoolForecast } from '../../pair/forecast/forecast.ts';
import { freshness } from '../../pair/freshness.ts';
import type { Observation } from '../../pair/lasting.ts';
import { muteOf } from '../../pair/mute.ts';
import { configKey } from '../../pair/parity/observations.ts';
import { refusalOf } from '../../pair/parity/refusal.ts';
import type { PoolFacts, PoolSide } from '../../pair/pool-facts.ts';
import {
  DEFAULT_WANTED_HOURS,
  type LeaseFileFacts,
  type LogFacts,
  type RangeLeaseTimes,
  type ReadinessFacts,
} from '../../pair/readiness/facts.ts';
import type { SourcesOfServer } from '../../pair/sources.ts';
import { skewByStamps } from '../../pair/stamps.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import { balanceLines, readinessLines, syncLines } from './log-lines.ts';

/** The facts that each room of the domain judges from, out of what the collector remembers of a pair. */

const NOT_WATCHED = { watchedSince: Number.POSITIVE_INFINITY, rewrittenAt: null, grownAt: null };

/** Intervals of sources that were not asked yet. */
const ASSUMED_INTERVAL_MS = 60_000;

export function both<T>(memory: PairMemory, of: (server: ServerMemory) => T): Record<ServerRole, T> {
  return { primary: of(serverIn(memory, 'primary')), secondary: of(serverIn(memory, 'secondary')) };
}

function serverIn({ name, servers }: PairMemory, role: ServerRole): ServerMemory {
  const found = servers.find((server) => server.role === role);
  if (!found) throw new Error(`pair ${name} has no ${role}`);
  return found;
}

export function clockFactsOf(memory: PairMemory, now: number): ClockFacts {
  const { primary, secondary } = both(memory, ({ name, role, clockReadings, sources: { clock } }) => ({
    name,
    role,
    readings: clockReadings,
    intervalMs: clock?.intervalMs ?? ASSUMED_INTERVAL_MS,
  }));
  return {
    primary,
    secondary,
    stamps: skewByStamps(memory.truth.stamps),
    arrivals: skewFromArrivals(memory.truth.arrivals, now),
    refusals: memory.servers.flatMap(({ name, clockRefusal }): ClockRefusal[] =>
      clockRefusal ? [{ server: name, ...clockRefusal }] : [],
    ),
    history: [...memory.truth.skews],
  };
}

export function balanceFactsOf(
  memory: PairMemory,
  pair: PairFacts,
  pools: readonly PoolFacts[],
  now: number,
): BalanceFacts {
  return {
    pair,
    limits: both(memory, (server) => limitsOf(peerOf(memory, server))),
    pools,
    readingIntervalMs: longestInterval(memory, pools.some(isFromDhcpd) ? 'pools' : 'leases'),
    log: memory.servers
      .flatMap(({ name, logLines }) => balanceLines(name, logLines))
      .sort((one, other) => one.at - other.at),
    logSince: both(memory, (server) => logSince(server, now)),
  };
}

/** Of a server whose log the settings do not name, nothing more is to be heard. */
function logSince({ sources: { log }, logSince: since }: ServerMemory, now: number): number | null {
  if (!log) return 0;
  return freshness(log.lastSuccessAt, log.intervalMs, now) === 'fresh' ? since : null;
}

const isFromDhcpd = ({ primary, secondary }: PoolFacts): boolean =>
  primary?.source === 'omapi' || secondary?.source === 'omapi';

function limitsOf(peer: FailoverPeer | null): BalanceLimits | null {
  if (!peer) return null;
  const { maxLeaseMisbalancePercent, maxLeaseOwnershipPercent, minBalanceSeconds, maxBalanceSeconds } = peer;
  return { maxLeaseMisbalancePercent, maxLeaseOwnershipPercent, minBalanceSeconds, maxBalanceSeconds };
}

/** The failover peer of the pair in a server's own configuration. */
function peerOf({ peerName }: PairMemory, { config }: ServerMemory): FailoverPeer | null {
  return config?.config.peers.find(({ name }) => name === peerName) ?? null;
}

export function backlogFactsOf(memory: PairMemory, pair: PairFacts): BacklogFacts {
  const peers = both(memory, (server) => peerOf(memory, server));
  const backlogOf = (role: ServerRole): ServerBacklog => {
    const { backlogs } = serverIn(memory, role);
    const partner = peers[role === 'primary' ? 'secondary' : 'primary'];
    return {
      leases: backlogs.at(-1) ?? null,
      history: backlogs,
      unackedLimit: partner?.maxUnackedUpdates ?? null,
    };
  };
  return {
    pair,
    backlogs: { primary: backlogOf('primary'), secondary: backlogOf('secondary') },
    readingIntervalMs: longestInterval(memory, 'leases'),
  };
}

/** What a server told too long ago says nothing of how long its share lasts from now on. */
export function forecastFactsOf(
  memory: PairMemory,
  { pools, readingIntervalMs }: Pick<BalanceFacts, 'pools' | 'readingIntervalMs'>,
  now: number,
): ForecastFacts {
  const fresh = (side: PoolSide | null) =>
    side && freshness(side.at, readingIntervalMs, now) === 'fresh' ? side : null;
  const servers = both(
    memory,
    ({ name, view, openSpan }): ForecastServer => ({
      name,
      mcltSeconds: longestMclt(memory),
      partnerDownAt: view?.localState === 'partner-down' ? (openSpan?.from ?? null) : null,
    }),
  );
  return {
    ...servers,
    pools: pools.map(({ key, title, primary, secondary }) => ({
      key,
      title,
      primary: fresh(primary),
      secondary: fresh(secondary),
    })),
  };
}

/** The secondary learns it from the primary, and says 0 before it did (reference 2.1). */
function longestMclt({ servers }: PairMemory): number | null {
  const told = servers.flatMap(({ view }) => view?.mcltSeconds ?? []);
  return told.length === 0 ? null : Math.max(...told);
}

export function countdownFactsOf(memory: PairMemory, pair: PairFacts, clocks: Clocks): CountdownFacts {
  return {
    pair,
    clocks,
    syncs: memory.servers.flatMap(({ name, logLines }) => syncLines(name, logLines)),
  };
}

type Judged = {
  pair: PairFacts;
  clocks: Clocks;
  balance: readonly PoolBalance[];
  forecasts: readonly PoolForecast[];
};

export function readinessFactsOf(
  memory: PairMemory,
  { pair, clocks, balance, forecasts }: Judged,
  now: number,
): ReadinessFacts {
  const { review } = memory.truth;
  return {
    pair,
    clocks,
    backlog: backlogFactsOf(memory, pair),
    balance,
    forecasts,
    wantedHours: DEFAULT_WANTED_HOURS,
    config: review && {
      checkedAt: review.checkedAt,
      isFresh: memory.servers.every((server) => isConfigRead(server, now)),
      findings: [
        ...refusalsOf(memory),
        ...review.findings.map((finding) => ({ ...finding, key: configKey(finding) })),
      ].filter((finding) => muteOf(finding, memory.mutes, now) === null),
    },
    leaseTimes: both(memory, ({ config }) => config && leaseTimesOf(config.config)),
    leaseFiles: both(memory, ({ sources: { leases }, leaseFile }): LeaseFileFacts | null =>
      leases ? { health: leases, ...(leaseFile ?? NOT_WATCHED) } : null,
    ),
    logs: both(memory, ({ sources: { log }, logSince, logLines }): LogFacts | null =>
      log ? { health: log, since: logSince, lines: readinessLines(logLines) } : null,
    ),
  };
}

function isConfigRead({ sources: { config } }: ServerMemory, now: number): boolean {
  return config !== undefined && freshness(config.lastSuccessAt, config.intervalMs, now) === 'fresh';
}

/** What dhcpd itself refuses, of each server it was asked at. */
export function refusalsOf({ servers }: Pick<PairMemory, 'servers'>): Observation[] {
  return servers.flatMap(({ name, configTest }) => {
    const test = configTest?.latest;
    if (!test || test.ok) return [];
    const { complaints } = readTestOutput(test.output);
    const first = complaints[0] ?? null;
    return [refusalOf(name, { at: test.at, first, complaints: complaintsOf(test.output) })];
  });
}

/** A configuration stays the same object until one of its files changes. */
const knownLeaseTimes = new WeakMap<DhcpdConfig, RangeLeaseTimes[]>();

function leaseTimesOf(config: DhcpdConfig): RangeLeaseTimes[] {
  const known = knownLeaseTimes.get(config);
  if (known) return known;
  const leaseTimes = config.ranges
    .filter(({ peer }) => peer !== null)
    .map(({ first, last, leaseTimes: { default: usual, max } }) => ({
      range: `${first}–${last}`,
      defaultSeconds: usual.seconds,
      maxSeconds: max.seconds,
    }));
  knownLeaseTimes.set(config, leaseTimes);
  return leaseTimes;
}

/** The longest in which a server is read in a way; some assumed one where none is. */
export function longestInterval({ servers }: PairMemory, kind: SourceKind): number {
  const intervals = servers.flatMap(({ sources }) => sources[kind]?.intervalMs ?? []);
  return intervals.length === 0 ? ASSUMED_INTERVAL_MS : Math.max(...intervals);
}

/** Whether what was read at a time, in a way that is read at an interval, is no older than one may count on. */
export function holdsStill(at: number | null, intervalMs: number, now: number): boolean {
  const word = freshness(at, intervalMs, now);
  return word === 'fresh' || word === 'late';
}

/** Names of the servers that this run of the collector has not tried enough to know how they are read. */
export function untried({ servers }: PairMemory): string[] {
  return servers.filter(({ settled }) => !settled).map(({ name }) => name);
}

/** The ways to read each server. What was not tried in this run of the collector is not known to fail now. */
export function sourcesOf({ servers }: PairMemory): SourcesOfServer[] {
  return servers.map(({ name, settled, sources }) => ({
    name,
    sources: settled ? Object.values(sources) : [],
  }));
}
