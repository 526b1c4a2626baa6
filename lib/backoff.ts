export type Backoff = { firstMs: number; factor: number; maxMs: number };

/**
 * Milliseconds to wait before try number `attempt` (1 is the first retry), with full jitter in the upper half:
 * between 50 % and 100 % of the exponential step, so that servers restarted together are not hit together.
 * `random` gives a number in [0, 1).
 */
export function backoffDelayMs(backoff: Backoff, attempt: number, random: () => number): number {
  const step = Math.min(backoff.maxMs, backoff.firstMs * backoff.factor ** Math.max(0, attempt - 1));
  return Math.round(step * (0.5 + random() / 2));
}
