import type { ClockReading, MonitorSuspect } from './facts.ts';
import { CLOCK_NOTICEABLE_MS } from './levels.ts';

/** Two clocks stand together against a third when they are at least so many times nearer to each other. */
const TIMES_NEARER = 2;

/**
 * Whether it is our own clock that is off: both servers are, beyond doubt, off from us in the same direction, and much
 * nearer to each other than to us. Null when there is no such suspicion, or one of the two was not read of late.
 */
export function monitorSuspectOf(
  primary: ClockReading | null,
  secondary: ClockReading | null,
): MonitorSuspect | null {
  if (!primary || !secondary) return null;
  const offBeyondDoubt = [primary, secondary].every(
    ({ offsetMs, uncertaintyMs }) => Math.abs(offsetMs) - uncertaintyMs > CLOCK_NOTICEABLE_MS,
  );
  const apartMs = Math.abs(secondary.offsetMs - primary.offsetMs);
  const nearestMs = Math.min(Math.abs(primary.offsetMs), Math.abs(secondary.offsetMs));
  // Offsets of different sign are farther from each other than each is from us, so this holds for them too.
  if (!offBeyondDoubt || apartMs * TIMES_NEARER > nearestMs) return null;
  return {
    offsetMs: (primary.offsetMs + secondary.offsetMs) / 2,
    uncertaintyMs: Math.max(primary.uncertaintyMs, secondary.uncertaintyMs) + apartMs / 2,
    isCertain: primary.synchronised === true && secondary.synchronised === true,
  };
}
