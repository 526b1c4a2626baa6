import type { Observation } from '../lasting.ts';
import { CLOCK_CRITICAL_MS, CLOCK_LIMIT_MS } from '../limits.ts';
import { APART_LEVELS, type ApartLevel, type SkewSample } from './facts.ts';

/** What two hosts that follow NTP keep to, of each other and of their source. */
export const CLOCK_NOTICEABLE_MS = 50;
/** Suggested by reference 2.2. */
export const CLOCK_WARNING_MS = 5000;

/** Beyond which each level begins. */
export const LEVEL_LIMIT_MS: Record<ApartLevel, number> = {
  together: 0,
  noticeable: CLOCK_NOTICEABLE_MS,
  warning: CLOCK_WARNING_MS,
  critical: CLOCK_CRITICAL_MS,
  refusing: CLOCK_LIMIT_MS,
};

/** How bad it is that a clock is so far off. */
export const LEVEL_SEVERITY: Record<Exclude<ApartLevel, 'together'>, Observation['severity']> = {
  noticeable: 'info',
  warning: 'warning',
  critical: 'error',
  refusing: 'error',
};

/** A level once reached is left only below this part of its limit, so that a clock at the limit does not flap. */
const LEFT_BELOW = 0.8;

/** The level of a distance between two clocks, in milliseconds. */
export function levelOf(apartMs: number): ApartLevel {
  return APART_LEVELS.findLast((level) => apartMs > LEVEL_LIMIT_MS[level]) ?? 'together';
}

export function isAtLeast(level: ApartLevel, other: ApartLevel): boolean {
  return APART_LEVELS.indexOf(level) >= APART_LEVELS.indexOf(other);
}

/**
 * The level after a series of measurements, oldest first: reached when one is beyond the limit by more than its own
 * uncertainty, left when one is well below the limit again.
 */
export function levelAfter(samples: readonly SkewSample[]): ApartLevel {
  return samples.reduce<ApartLevel>((level, { skewMs, uncertaintyMs }) => {
    const proven = levelOf(Math.abs(skewMs) - uncertaintyMs);
    const kept = levelOf(Math.abs(skewMs) / LEFT_BELOW);
    if (isAtLeast(proven, level)) return proven;
    return isAtLeast(kept, level) ? level : kept;
  }, 'together');
}
