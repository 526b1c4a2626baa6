import type { LeaseFileCounts } from '../contracts/lease-counts.ts';
import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import type { BindingState } from '../dhcpd/leases/binding-state.ts';
import type { LogFact } from '../dhcpd/syslog/facts.ts';
import type { UnacknowledgedLeases } from '../pair/backlog.ts';
import type { ClockReading } from '../pair/clocks/facts.ts';
import type { FailoverView, SourceFailure, SourceKind } from '../pair/facts.ts';
import type { ConfigTest } from '../pair/parity/refusal.ts';
import type { Conflicts } from '../pair/reconcile.ts';

/** One server's counters of one pool, with where the pool stands in dhcpd.conf. */
export type PoolCounters = {
  /** Shared network and lowest address: stays the same as long as the configuration does. */
  key: string;
  sharedNetwork: string;
  peerName: string | null;
  ranges: { low: string; high: string }[];
  addressCount: number;
  leaseCount: number;
  freeLeases: number;
  backupLeases: number;
};

/** A file of a configuration. */
export type ConfigFile = { path: string; text: string };

/** A `failover peer … state` block of a lease file (reference 4.4). Times by the server's clock, milliseconds. */
export type StateBlock = {
  state: string;
  /** null for a block edited by hand that names no time. */
  at: number | null;
  partnerState: string;
  partnerAt: number | null;
  /** The block before it in the order of the file; null for the first ever seen. */
  previous: { state: string; at: number | null } | null;
  /** Stood in the file when Pairwatch saw that file for the first time. */
  backfilled: boolean;
  /** Where: `dhcpd.leases line 12`. */
  place: string;
};

/** What a lease file holds that the partner has not acknowledged. */
export type LeaseBacklog = Omit<UnacknowledgedLeases, 'at'>;

/** How many leases of one state were last changed how long ago, by the server's clock. */
export type LeaseAges = {
  state: BindingState;
  underHour: number;
  underDay: number;
  underWeek: number;
  underMonth: number;
  older: number;
};

/** How many there are of something in a range, which goes by its lowest address; ranges without any are not named. */
export type CountByRange = { low: string; count: number };

/** One server's lease file, read to its end. The leases themselves are stored while it is read. */
export type LeasesReading = {
  path: string;
  identity: string;
  offset: number;
  sizeBytes: number;
  /** When a new file was last found under the path. */
  rewrittenAt: number | null;
  counts: LeaseFileCounts;
  stateBlocks: StateBlock[];
  /** Against the partner's file; null while only one of them was read. */
  conflicts: Conflicts | null;
  backlog: LeaseBacklog;
  ages: LeaseAges[];
  /** Clients that got an address that they did not have, since the last reading. */
  newClients: CountByRange[];
  /** Leases that ended without renewal within the hour before, and were not told by the last reading. */
  endings: CountByRange[];
  /** New grants: when, in milliseconds by the clock of the server that gave them, and whether this one did. */
  grants: { startsAt: number; isOwn: boolean }[];
  /** When the reading before this one began; null at the first. */
  absentAt: number | null;
  /** Free or backup leases whose end is still to come: dhcpd does not count them after a start (reference 2.4). */
  uncounted: { count: number; sample: string[] };
};

/** What stood new in one server's log. */
export type LogReading = {
  origin: string;
  identity: string | null;
  offset: number;
  cursor: string | null;
  facts: LogFactRead[];
};

/** A line of dhcpd's log that says something. */
export type LogFactRead = {
  fact: LogFact;
  /** By the server's clock; the time it was read where the line has none of its own. */
  atMs: number;
  clock: 'server' | 'pairwatch';
  /** How often, where one line stands for several. */
  times: number;
  /** The whole line, with its time and pid. */
  text: string;
  /** Names the line for good: its file and offset, or its cursor in the journal. */
  place: string;
};

/** What the sources give when they succeed. */
export type ReadingValue = {
  leases: LeasesReading;
  log: LogReading;
  omapi: { view: FailoverView; raw: Record<string, unknown>; roundTripMs: number };
  pools: PoolCounters[];
  config: {
    peerName: string;
    poolCount: number;
    config: DhcpdConfig;
    /** Of all its files as they are. */
    hash: string;
    /** Each file with its secrets masked. */
    files: ConfigFile[];
    /** What dhcpd itself said of these files last; null while it was not asked. */
    test: ConfigTest | null;
    /** Why it could not be asked when that was due. */
    testRefused: string | null;
  };
  /** One a way that worked; `roundTripMs` is the fastest of them. */
  clock: { readings: ClockReading[]; roundTripMs: number };
};

/** What a source gives all the same when it fails in part: of a dhcpd.conf that we can't read, what dhcpd says of it. */
export type PartialValue = Omit<ReadingValue, 'config'> & {
  config: Pick<ReadingValue['config'], 'test' | 'testRefused'>;
};

type Outcome<Kind extends SourceKind> =
  | { ok: true; value: ReadingValue[Kind] }
  | {
      ok: false;
      failure: SourceFailure;
      /** What could be read all the same, when only a part failed. */
      partial?: PartialValue[Kind];
    };

/** What one poll of one source came to. A failed poll is a reading too. Times in milliseconds, Pairwatch's clock. */
export type Reading = {
  [Kind in SourceKind]: {
    kind: Kind;
    serverId: number;
    attemptAt: number;
    finishedAt: number;
    /** The pace the source runs at now: the ruler for its freshness. */
    intervalMs: number;
    outcome: Outcome<Kind>;
  };
}[SourceKind];
