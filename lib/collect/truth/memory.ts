import type { ConfigFinding } from '../../contracts/config-review.ts';
import { type Arrivals, NO_ARRIVALS } from '../../pair/clocks/arrival.ts';
import type { Clocks, SkewSample } from '../../pair/clocks/facts.ts';
import type { Arrivals as NewClients } from '../../pair/forecast/arrivals.ts';
import type { ReadinessWord } from '../../pair/readiness/readiness.ts';

/** What is worked out of all that is known of a pair, beyond its verdict. */
export type TruthMemory = {
  /** When it was worked out last. */
  at: number | null;
  /** When what is told pool by pool was kept last. */
  poolsAt: number | null;
  clocks: Clocks | null;
  /** Grants as they showed in the two lease files. */
  arrivals: Arrivals;
  /** Skews as they were measured, oldest first. */
  skews: readonly SkewSample[];
  /** By the key of each pool, how its new clients come. */
  newClients: ReadonlyMap<string, NewClients>;
  /** What is wrong with two configurations: `of` are their hashes, and the dhcpd that read them. */
  review: { of: string; checkedAt: number; findings: ConfigFinding[] } | null;
  readiness: { word: ReadinessWord; from: number } | null;
};

export const NOTHING_WORKED_OUT: TruthMemory = {
  at: null,
  poolsAt: null,
  clocks: null,
  arrivals: NO_ARRIVALS,
  skews: [],
  newClients: new Map(),
  review: null,
  readiness: null,
};
