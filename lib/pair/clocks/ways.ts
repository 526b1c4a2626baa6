import type { Skew } from '../facts.ts';
import { freshness } from '../freshness.ts';
import { driftMs } from './drift.ts';
import {
  CLOCK_METHODS,
  type ClockFacts,
  type ClockReading,
  type ServerClock,
  type SkewSample,
} from './facts.ts';

/** A poll may be lost now and then; further apart than this, our own clock may have been set between the two. */
export const NEAR_INTERVALS = 2;

/**
 * Stamps and arrivals tell of a moment gone by. Clocks drift little in an hour, but the longer ago, the likelier it is
 * that somebody has set one since; what was measured later and says so overrules them.
 */
const SNAPSHOT_FRESH_MS = 3_600_000;

/** A way to the skew, and whether it still tells of now. */
export type Way = { skew: Skew; isFresh: boolean };

/** What is known of a server's clock, the best method first. */
export function readingsOf({ readings }: ServerClock): ClockReading[] {
  return readings.toSorted(
    (one, other) => CLOCK_METHODS.indexOf(one.method) - CLOCK_METHODS.indexOf(other.method),
  );
}

export function freshReadingsOf(server: ServerClock, now: number): ClockReading[] {
  return readingsOf(server).filter((reading) => isFresh(reading, server, now));
}

function isFresh(reading: ClockReading, { intervalMs }: ServerClock, now: number): boolean {
  return freshness(reading.at, intervalMs, now) === 'fresh';
}

/** Every way there is to the skew, the best first: SNTP, SSH, one of each, the lease files, the stamps. */
export function waysOf(facts: ClockFacts, now: number): Way[] {
  const sameMethod = CLOCK_METHODS.flatMap((method) => {
    const primary = facts.primary.readings.find((reading) => reading.method === method);
    const secondary = facts.secondary.readings.find((reading) => reading.method === method);
    return primary && secondary ? wayFromOffsets(facts, primary, secondary, now) : [];
  });
  const mixed = sameMethod.some((way) => way.isFresh) ? [] : mixedWays(facts, now);
  const snapshots = [facts.arrivals, facts.stamps].flatMap((skew) =>
    skew ? snapshot(skew, facts.history, now) : [],
  );
  return [...sameMethod, ...mixed, ...snapshots];
}

function mixedWays(facts: ClockFacts, now: number): Way[] {
  return facts.primary.readings.flatMap((primary) =>
    facts.secondary.readings
      .filter(({ method }) => method !== primary.method)
      .flatMap((secondary) => wayFromOffsets(facts, primary, secondary, now)),
  );
}

/** Our own clock is in both offsets, so their difference is free of it, unless it was set between the two. */
function wayFromOffsets(
  facts: ClockFacts,
  primary: ClockReading,
  secondary: ClockReading,
  now: number,
): Way[] {
  const gapMs = Math.abs(secondary.at - primary.at);
  if (gapMs > NEAR_INTERVALS * Math.max(facts.primary.intervalMs, facts.secondary.intervalMs)) return [];
  return [
    {
      skew: {
        skewMs: secondary.offsetMs - primary.offsetMs,
        uncertaintyMs: primary.uncertaintyMs + secondary.uncertaintyMs + driftMs(gapMs),
        // One of each counts as the lesser of the two.
        method: primary.method === secondary.method ? primary.method : 'ssh',
        measuredAt: new Date(Math.min(primary.at, secondary.at)).toISOString(),
      },
      isFresh: isFresh(primary, facts.primary, now) && isFresh(secondary, facts.secondary, now),
    },
  ];
}

function snapshot(skew: Skew, history: readonly SkewSample[], now: number): Way {
  const measuredAt = Date.parse(skew.measuredAt);
  const ageMs = Math.abs(now - measuredAt);
  const aged = { ...skew, uncertaintyMs: skew.uncertaintyMs + driftMs(ageMs) };
  const latest = history.at(-1);
  const isOverruled = latest !== undefined && latest.at > measuredAt && contradict(aged, latest);
  return { skew: aged, isFresh: ageMs <= SNAPSHOT_FRESH_MS && !isOverruled };
}

type Measured = Pick<Skew, 'skewMs' | 'uncertaintyMs'>;

/** Whether two measurements cannot both be true of one moment, by more than `toleranceMs`. */
export function contradict(one: Measured, other: Measured, toleranceMs = 0): boolean {
  return Math.abs(one.skewMs - other.skewMs) - one.uncertaintyMs - other.uncertaintyMs > toleranceMs;
}
