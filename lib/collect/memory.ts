import type { LeaseFileCounts } from '../contracts/lease-counts.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import type { UnacknowledgedLeases } from '../pair/backlog.ts';
import type { ClockReading } from '../pair/clocks/facts.ts';
import type {
  ClockRefusal,
  FailoverView,
  PairFacts,
  ServerFacts,
  ServerRole,
  Skew,
  SourceHealth,
  SourceKind,
} from '../pair/facts.ts';
import type { FindingRoom } from '../pair/finding.ts';
import type { Judgement } from '../pair/judgement.ts';
import type { Lasting } from '../pair/lasting.ts';
import type { Mute } from '../pair/mute.ts';
import type { ConfigTest } from '../pair/parity/refusal.ts';
import { skewByStamps } from '../pair/stamps.ts';
import type { OpenSpan } from '../pair/transition.ts';
import { type LogRuns, NO_LOG_RUNS } from './log-runs.ts';
import type { LeasesReading, LogFactRead, PoolCounters } from './reading.ts';
import type { WatchedEndings } from './truth/endings.ts';
import type { KeptLine } from './truth/log-lines.ts';
import type { TruthMemory } from './truth/memory.ts';

export type ServerMemory = {
  serverId: number;
  name: string;
  role: ServerRole;
  /** Where it is asked, as the settings have it. */
  host: string;
  sources: Partial<Record<SourceKind, SourceHealth>>;
  view: FailoverView | null;
  openSpan: OpenSpan | null;
  /**
   * Whether this run of the collector knows how the server is: it answered once, or missed as many polls as make it
   * unread. Before that, what the database remembers of an earlier run is history and must not be judged as news.
   */
  settled: boolean;
  /** Its dhcpd.conf as it was read last. */
  config: { config: DhcpdConfig; hash: string; at: number } | null;
  /** What dhcpd itself said last of its dhcpd.conf as it is; null while that was not read in this run. */
  configTest: { latest: ConfigTest | null } | null;
  /** As it last said itself; null when it did not in this run. */
  dhcpdVersion: string | null;
  /** The pools as dhcpd counted them last over OMAPI. */
  counters: { pools: PoolCounters[]; at: number } | null;
  /** The lease file's counts of the last seconds, the newest last. */
  leaseCounts: { counts: LeaseFileCounts; at: number }[];
  /** What the two servers' lease files disagree about. */
  conflicts: LeasesReading['conflicts'];
  /** What waited for the partner in the readings of the last minutes, oldest first. */
  backlogs: UnacknowledgedLeases[];
  /** When its lease file was replaced, and when it grew, since Pairwatch watches it without a break. */
  leaseFile: {
    path: string;
    watchedSince: number;
    rewrittenAt: number | null;
    grownAt: number | null;
    offset: number;
  } | null;
  /** The latest of each way to read its clock. */
  clockReadings: ClockReading[];
  logLines: readonly KeptLine[];
  /** From when on `logLines` has all of the last day; null before its log was read. */
  logSince: number | null;
  ages: LeasesReading['ages'] | null;
  /** Leases that ended without renewal; null before its lease file was read. */
  endings: WatchedEndings | null;
  uncounted: LeasesReading['uncounted'];
  logRuns: LogRuns;
  /** The last line of its log in which dhcpd named its version. */
  versionLine: LogFactRead | null;
  /**
   * The last line of its log about a connection refused for the clocks, and when it was written by our clock: its own is
   * in doubt, but it was after the log was read before.
   */
  clockRefusal: { text: string; at: number } | null;
};

/** What a start knows of a server's files and counters: nothing yet. */
export const NOTHING_READ: Pick<
  ServerMemory,
  | 'config'
  | 'configTest'
  | 'dhcpdVersion'
  | 'counters'
  | 'leaseCounts'
  | 'conflicts'
  | 'backlogs'
  | 'leaseFile'
  | 'clockReadings'
  | 'logLines'
  | 'logSince'
  | 'ages'
  | 'endings'
  | 'uncounted'
  | 'logRuns'
  | 'versionLine'
  | 'clockRefusal'
> = {
  config: null,
  configTest: null,
  dhcpdVersion: null,
  counters: null,
  leaseCounts: [],
  conflicts: null,
  backlogs: [],
  leaseFile: null,
  clockReadings: [],
  logLines: [],
  logSince: null,
  ages: null,
  endings: null,
  uncounted: { count: 0, sample: [] },
  logRuns: NO_LOG_RUNS,
  versionLine: null,
  clockRefusal: null,
};

/** What was read of a server's files, counters and clock. */
function readOf(server: ServerMemory): Partial<ServerMemory> {
  const read = Object.keys(NOTHING_READ) as (keyof typeof NOTHING_READ)[]; // keys of a const object
  return Object.fromEntries(read.map((key) => [key, server[key]]));
}

/**
 * The memory as the database holds it, with what was read before: that is as true as it was, whatever became of the last
 * commit, and no later reading would tell all of it again.
 */
export function recalled(before: PairMemory, stored: PairMemory): PairMemory {
  return {
    ...stored,
    servers: stored.servers.map((server) => {
      const known = before.servers.find(({ serverId }) => serverId === server.serverId);
      return known ? { ...server, ...readOf(known) } : server;
    }),
    truth: { ...before.truth, poolsAt: null, readiness: null },
  };
}

/** A judgement as it is told. */
export type LastJudgement = Pick<Judgement, 'verdict' | 'code' | 'nextStep' | 'evidence'> & {
  since: number;
  sentence: string;
};

/** All the collector remembers of one pair between two polls; the database holds the same. */
export type PairMemory = {
  pairId: number;
  name: string;
  title: string | null;
  servers: ServerMemory[];
  verdict: { verdict: Verdict; code: string; from: number } | null;
  /** When it was judged last. */
  judgedAt: number | null;
  /** How it was judged last in this run of the collector. */
  judgement: LastJudgement | null;
  unrest: Unrest | null;
  /** Name of its failover peer; null while it is not known. */
  peerName: string | null;
  /** Since when Pairwatch reaches no server of any pair; null while it reaches one. */
  blindSince: number | null;
  /** What is not as it should be, by who finds it. */
  goingOn: Readonly<Partial<Record<FindingRoom, Lasting>>>;
  /** Findings that somebody knows of and lives with. */
  mutes: readonly Mute[];
  /** What is known beyond the verdict. */
  truth: TruthMemory;
};

/**
 * One server just changed. Its partner mostly changes a few milliseconds later, so a judgement of the new word of the
 * one and the old word of the other would tell of a disagreement that is none: first both are asked again.
 */
export type Unrest = {
  /** The first change. */
  since: number;
  /** The latest change: what both servers are asked after this is their answer to it. */
  latestAt: number;
};

/** However much changes, a judgement waits no longer than this. */
export const LONGEST_UNREST_MS = 1_000;

/** The health of a source nobody has asked yet. */
export function untriedSource(kind: SourceKind, intervalMs: number): SourceHealth {
  return {
    kind,
    intervalMs,
    lastAttemptAt: null,
    lastSuccessAt: null,
    failingSince: null,
    consecutiveFailures: 0,
    failure: null,
    roundTripMs: null,
  };
}

/** The facts the domain judges from. Throws when the pair has not exactly one primary and one secondary. */
export function factsOf(memory: PairMemory, omapiIntervalMs: number, now: number): PairFacts {
  const server = (role: ServerRole): ServerFacts => {
    const found = memory.servers.find((candidate) => candidate.role === role);
    if (!found) throw new Error(`pair ${memory.name} has no ${role}`);
    return {
      name: found.name,
      role,
      omapi: found.sources.omapi ?? untriedSource('omapi', omapiIntervalMs),
      view: found.view,
      stateSince: found.openSpan?.from ?? null,
      stillWrites: stillWrites(found),
    };
  };
  return {
    name: memory.name,
    primary: server('primary'),
    secondary: server('secondary'),
    skew: skewOf(memory),
    clockRefusal: clockRefusalOf(memory, now),
    blindSince: memory.blindSince,
  };
}

/** What grew within the first readings after OMAPI was lost may have been written before. */
const GREW_BEFORE_INTERVALS = 2;

function stillWrites({ leaseFile, sources: { omapi, leases } }: ServerMemory): boolean {
  const lostAt = omapi?.failingSince ?? null;
  if (lostAt === null || !leases || leaseFile === null || leaseFile.grownAt === null) return false;
  return leaseFile.grownAt - lostAt > GREW_BEFORE_INTERVALS * leases.intervalMs;
}

/** Before anything was worked out, the stamps are all there is. */
const skewOf = ({ truth }: PairMemory): Skew | null =>
  truth.clocks ? truth.clocks.skew : skewByStamps(truth.stamps);

/** dhcpd tries every 5 s and says so each time (reference 6.1): what was not said for this long is over. */
const REFUSALS_GO_ON_MS = 60_000;

function clockRefusalOf({ servers }: PairMemory, now: number): ClockRefusal | null {
  // Both changed their state since: they were connected again, and lost each other anew.
  const apartSince = Math.min(...servers.map(({ openSpan }) => openSpan?.from ?? Number.NEGATIVE_INFINITY));
  const refusals = servers.flatMap(({ name, clockRefusal }) =>
    clockRefusal && clockRefusal.at >= apartSince && now - clockRefusal.at <= REFUSALS_GO_ON_MS
      ? [{ server: name, ...clockRefusal }]
      : [],
  );
  return refusals.reduce<ClockRefusal | null>(
    (latest, each) => (latest === null || each.at > latest.at ? each : latest),
    null,
  );
}
