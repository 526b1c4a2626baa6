import type { Rule } from './rule.ts';

/** What fired so often within this time fires again and again: it is one trouble, told once, not many. */
const FIRINGS_OF_FLAPPING = 3;
const FLAPPING_WITHIN_MS = 3_600_000;
/** How long it must be quiet then. */
const FLAPPING_QUIET_MS = 900_000;

/**
 * When it fired in the hour up to this firing at `now`, which is the last one. What lies after `now` was stamped before our
 * clock was set back, and tells nothing.
 */
export function firingsUpTo(now: number, earlier: readonly number[]): number[] {
  const recent = earlier.filter((at) => at <= now && now - at < FLAPPING_WITHIN_MS);
  return [...new Set([...recent, now])].sort((a, b) => a - b);
}

export function isFlapping(firings: readonly number[]): boolean {
  return firings.length >= FIRINGS_OF_FLAPPING;
}

/** How long nothing of it must hold before it is over. */
export function quietMs(rule: Rule, flaps: boolean): number {
  return flaps ? Math.max(rule.keepFiringForMs, FLAPPING_QUIET_MS) : rule.keepFiringForMs;
}
