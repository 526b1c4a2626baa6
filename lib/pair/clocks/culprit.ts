import type { ClockReading, Clocks } from './facts.ts';

/** Two clocks stand together against a third when they are so many times nearer to each other. */
const TIMES_NEARER = 4;

/**
 * Name of the server whose clock is off when the two are apart: the one that is not synchronised while its partner is,
 * else the one that is off from our clock while its partner is not. Null when neither tells.
 */
export function culpritOf({ servers: [primary, secondary] }: Clocks): string | null {
  const [one, other] = [primary.best, secondary.best];
  if (!one || !other) return null;
  if (isWorse(one, other)) return primary.name;
  return isWorse(other, one) ? secondary.name : null;
}

function isWorse(one: ClockReading, other: ClockReading): boolean {
  if (one.synchronised !== other.synchronised && one.synchronised !== null && other.synchronised !== null) {
    return !one.synchronised;
  }
  return Math.abs(one.offsetMs) > TIMES_NEARER * Math.max(Math.abs(other.offsetMs), other.uncertaintyMs);
}
