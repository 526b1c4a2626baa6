import type { ConfigFinding } from '../../contracts/config-review.ts';
import { type Arrivals, NO_ARRIVALS } from '../../pair/clocks/arrival.ts';
import type { Clocks, SkewSample } from '../../pair/clocks/facts.ts';
import type { FindingRoom } from '../../pair/finding.ts';
import type { Arrivals as NewClients } from '../../pair/forecast/arrivals.ts';
import type { PoolForecast } from '../../pair/forecast/forecast.ts';
import type { ReadinessWord } from '../../pair/readiness/readiness.ts';
import { NO_STAMPS, type StampWatch } from '../../pair/stamps.ts';
import { NO_POOL_USE, type PoolUse } from './pool-use.ts';
import type { UsualEndings } from './usual-endings.ts';

/** What is worked out of all that is known of a pair, beyond its verdict. */
export type TruthMemory = {
  /** When it was worked out last. */
  at: number | null;
  /** When what is told pool by pool was kept last. */
  poolsAt: number | null;
  clocks: Clocks | null;
  /** What both servers' stamps were when they were asked. */
  stamps: StampWatch;
  /** Grants as they showed in the two lease files. */
  arrivals: Arrivals;
  /** Skews as they were measured, oldest first. */
  skews: readonly SkewSample[];
  /** When a skew was kept last that tells of a moment gone by: for the history alone, never to judge by. */
  snapshotAt: number | null;
  /** By the key of each pool, how its new clients come. */
  newClients: ReadonlyMap<string, NewClients>;
  /** By the key of each pool, how many of its leases end without renewal at about this time. */
  usualEndings: ReadonlyMap<string, UsualEndings>;
  poolUse: PoolUse;
  /** null before they were worked out. */
  forecasts: readonly PoolForecast[] | null;
  /** Rooms that have found what there is to find in this run of the collector. */
  decidedRooms: readonly FindingRoom[];
  /** What is wrong with two configurations: `of` are their hashes, and the dhcpd that read them. */
  review: { of: string; checkedAt: number; findings: ConfigFinding[] } | null;
  readiness: { word: ReadinessWord; from: number } | null;
};

export const NOTHING_WORKED_OUT: TruthMemory = {
  at: null,
  poolsAt: null,
  clocks: null,
  stamps: NO_STAMPS,
  arrivals: NO_ARRIVALS,
  skews: [],
  snapshotAt: null,
  newClients: new Map(),
  usualEndings: new Map(),
  poolUse: NO_POOL_USE,
  forecasts: null,
  decidedRooms: [],
  review: null,
  readiness: null,
};
