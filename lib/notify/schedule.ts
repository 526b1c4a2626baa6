const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** How long to wait after the first, second … try that failed. The first is made at once, so there are ten. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  1 * HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
];

/** The longest that a message waits for its next try: what a Retry-After may ask for. */
export const LONGEST_WAIT_MS = 24 * HOUR_MS;

const JITTER = 0.2;

/**
 * Milliseconds until the next try of a message after `attempts` of them failed; null when there is none left. The schedule's
 * own ± 20 %, so that what failed together is not tried together, or what the endpoint asked for, whichever is longer.
 * `random` gives a number in [0, 1).
 */
export function retryDelayMs(
  attempts: number,
  retryAfterMs: number | null,
  { delays, random }: { delays: readonly number[]; random: () => number },
): number | null {
  const delayMs = delays[attempts - 1];
  if (delayMs === undefined) return null;
  const scheduledMs = Math.round(delayMs * (1 - JITTER + 2 * JITTER * random()));
  return Math.min(LONGEST_WAIT_MS, Math.max(scheduledMs, retryAfterMs ?? 0));
}

/** Milliseconds that a Retry-After header asks for, as seconds or as a date; null where it says nothing. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * SECOND_MS;
  // Date.parse takes "1.5" and "soon 5" for dates of years long gone; every HTTP date ends in GMT (RFC 9110, 5.6.7).
  const at = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
