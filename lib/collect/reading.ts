import type { FailoverView, SourceFailure, SourceKind } from '../pair/facts.ts';

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

/** What the three sources give when they succeed. */
export type ReadingValue = {
  omapi: { view: FailoverView; raw: Record<string, unknown>; roundTripMs: number };
  pools: PoolCounters[];
  config: { peerName: string; poolCount: number };
};

type Outcome<Kind extends SourceKind> =
  | { ok: true; value: ReadingValue[Kind] }
  | {
      ok: false;
      failure: SourceFailure;
      /** What could be read all the same, when only a part failed. */
      partial?: ReadingValue[Kind];
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
