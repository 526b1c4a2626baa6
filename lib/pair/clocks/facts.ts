import type { ClockRefusal, ServerRole, Skew } from '../facts.ts';

/** Ways to read one server's clock against ours, the best first. */
export const CLOCK_METHODS = ['sntp', 'ssh'] as const;
export type ClockMethod = (typeof CLOCK_METHODS)[number];

/** One measurement of a server's clock against ours. */
export type ClockReading = {
  method: ClockMethod;
  at: number;
  /** The server's clock minus ours. */
  offsetMs: number;
  /** The true offset lies within `offsetMs` ± this: half of the delay, or more where the way is coarser. */
  uncertaintyMs: number;
  delayMs: number;
  /** Whether the server calls itself synchronised; null when it does not say. */
  synchronised: boolean | null;
  /** What it is synchronised to, in words. */
  upstream: string | null;
  /** How far it says it is from there. */
  upstreamOffsetMs: number | null;
};

export type ServerClock = {
  name: string;
  role: ServerRole;
  /** The latest of each method. */
  readings: ClockReading[];
  intervalMs: number;
};

/** Clock of the secondary minus clock of the primary, as it once was. */
export type SkewSample = { at: number; skewMs: number; uncertaintyMs: number };

export type ClockFacts = {
  primary: ServerClock;
  secondary: ServerClock;
  /** `skewByStamps`, however old. */
  stamps: Skew | null;
  /** `skewFromArrivals`, however old. */
  arrivals: Skew | null;
  /** The logs' lines of connections refused for the clocks. */
  refusals: ClockRefusal[];
  /** The best skew of each moment, oldest first. */
  history: SkewSample[];
};

/** How far the two clocks are apart, by the limits that matter; each includes those before it. */
export const APART_LEVELS = ['together', 'noticeable', 'warning', 'critical', 'refusing'] as const;
export type ApartLevel = (typeof APART_LEVELS)[number];

export type ServerClocks = {
  name: string;
  /** By the best method that is fresh. */
  best: ClockReading | null;
  /** All that is known, the best method first. */
  ways: ClockReading[];
};

export type MonitorSuspect = {
  /** The servers' clocks minus ours. */
  offsetMs: number;
  uncertaintyMs: number;
  /** Both servers say they are synchronised, so it can only be us. */
  isCertain: boolean;
};

export type Trend = {
  /** How fast the skew grows; negative while the secondary falls behind. */
  msPerDay: number;
  /** When dhcpd's limit is reached at this rate; null when that is not within 30 days, or has been already. */
  reachesLimitAt: number | null;
};

/** What is known of the clocks of a pair. */
export type Clocks = {
  /** The primary, then the secondary. */
  servers: [ServerClocks, ServerClocks];
  /** By the best way that is fresh. */
  skew: Skew | null;
  /** All ways there are, the best first. */
  ways: Skew[];
  /**
   * How far apart the two are at least and at most, by `skew` and its uncertainty: where the two words differ, a limit
   * lies within the uncertainty and nobody can say whether it is broken. Null when no way is fresh.
   */
  apart: { atLeast: ApartLevel; atMost: ApartLevel } | null;
  /** Both servers are off from us by the same: it is our clock that is off. */
  monitorSuspect: MonitorSuspect | null;
  /** How the skew has been changing of late; null when it holds still, or nothing can be said for sure. */
  trend: Trend | null;
};
