import type { ServerRole, Skew } from '../facts.ts';
import { driftMs } from './drift.ts';

/**
 * The clocks by the lease files alone (reference 2.2, way 3, with our own clock between the two). `starts` is the
 * granting server's clock at the grant, in whole seconds; the grant was before we saw it in a file, and not long before
 * our last look at which it was not there. So each lease says between what bounds that server's clock is off ours:
 *
 *     starts − seen  ≤  offset  ≤  starts + 1 s + what writing takes − absent
 *
 * Polls fall anywhere between grants, so the bounds of several leases close in on the truth: with polls every 2 s, the
 * skew comes out to 1 or 2 s from both files, to 6 s where each grant is seen only in the partner's. It is the
 * difference of the two offsets, and our own clock is no longer in it.
 */
export type ArrivalSample = {
  /** The server whose clock `startsAt` is: it granted the lease, as its own `cltt` (≈ `starts`) proves. */
  grantedBy: ServerRole;
  /** Whose file the lease was seen in: the granting server's own, or its partner's. */
  seenIn: ServerRole;
  /** Milliseconds since 1970 by the granting server's clock. */
  startsAt: number;
  /** Our clock when the last reading of that file without this grant began. A first reading has no such moment. */
  absentAt: number;
  /** Our clock when the reading that had it ended. */
  seenAt: number;
};

/** Bounds of a server's clock minus ours, by one grant. */
type Bounds = { at: number; lowestMs: number; highestMs: number; isOwn: boolean };

/** The latest grants of each server. */
export type Arrivals = Readonly<Record<ServerRole, readonly Bounds[]>>;

export const NO_ARRIVALS: Arrivals = { primary: [], secondary: [] };

const STAMP_RESOLUTION_MS = 1000;
/** A server writes its own grants before it answers the client, at most max-ack-delay (250 ms) later (reference 4.6). */
const OWN_WRITE_MS = 1000;
/** It writes its partner's within 2 s (reference 4.6), unless the partner's updates queue up. */
const PARTNER_WRITE_MS = 3000;

const WINDOW_MS = 600_000;
const MOST_GRANTS = 256;
/** One grant alone may have been written late. */
const FEWEST_GRANTS = 3;

/** `former` with what was seen since, oldest first, without what is too old or too much. */
export function withArrivals(former: Arrivals, samples: readonly ArrivalSample[], now: number): Arrivals {
  const boundsFor = (role: ServerRole): Bounds[] =>
    samples
      .filter(({ grantedBy }) => grantedBy === role)
      .slice(-MOST_GRANTS)
      .reduce<Bounds[]>((known, sample) => withBounds(known, boundsBy(sample)), [...former[role]])
      .filter(({ at }) => Math.abs(now - at) <= WINDOW_MS)
      .slice(-MOST_GRANTS);
  return { primary: boundsFor('primary'), secondary: boundsFor('secondary') };
}

function boundsBy({ grantedBy, seenIn, startsAt, absentAt, seenAt }: ArrivalSample): Bounds {
  const isOwn = seenIn === grantedBy;
  return {
    at: seenAt,
    lowestMs: startsAt - seenAt,
    highestMs: startsAt + STAMP_RESOLUTION_MS + (isOwn ? OWN_WRITE_MS : PARTNER_WRITE_MS) - absentAt,
    isOwn,
  };
}

/** Its own file is never late: what lies below all that was possible before shows a clock that was set back. */
function withBounds(known: readonly Bounds[], bounds: Bounds): Bounds[] {
  const wasSetBack = bounds.isOwn && bounds.highestMs < lowestOf(known, bounds.at);
  return wasSetBack ? [bounds] : [...known, bounds];
}

/** Nothing can be seen before it was granted, so this bound holds however late a lease was written. */
function lowestOf(known: readonly Bounds[], now: number): number {
  return known.reduce(
    (most, { lowestMs, at }) => Math.max(most, lowestMs - driftMs(now - at)),
    Number.NEGATIVE_INFINITY,
  );
}

/** Clock of the secondary minus clock of the primary, by the grants of the last ten minutes; null while they are too few. */
export function skewFromArrivals(arrivals: Arrivals, now: number): Skew | null {
  const primary = offsetBy(arrivals.primary, now);
  const secondary = offsetBy(arrivals.secondary, now);
  if (!primary || !secondary) return null;
  return {
    skewMs: secondary.offsetMs - primary.offsetMs,
    uncertaintyMs: primary.uncertaintyMs + secondary.uncertaintyMs,
    method: 'arrival',
    measuredAt: new Date(Math.min(primary.at, secondary.at)).toISOString(),
  };
}

function offsetBy(
  all: readonly Bounds[],
  now: number,
): { offsetMs: number; uncertaintyMs: number; at: number } | null {
  const lowestMs = lowestOf(all, now);
  // What ends below the lowest bound was written later than we allow for.
  const inTime = all.filter(({ highestMs, at }) => highestMs + driftMs(now - at) >= lowestMs);
  const last = inTime.at(-1);
  if (!last || inTime.length < FEWEST_GRANTS) return null;
  const promptest = inTime.reduce((best, each) => (each.lowestMs > best.lowestMs ? each : best), last);
  // The partner's file may lag within what we allow for: there only the promptest is taken at its word.
  const trusted = [promptest, ...inTime.filter(({ isOwn }) => isOwn)];
  const highestMs = Math.min(...trusted.map((each) => each.highestMs + driftMs(now - each.at)));
  return {
    offsetMs: (lowestMs + highestMs) / 2,
    uncertaintyMs: (highestMs - lowestMs) / 2,
    at: last.at,
  };
}
