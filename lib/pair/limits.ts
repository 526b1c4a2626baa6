import type { Side } from './side.ts';

const MINUTE_MS = 60_000;

/** A start takes 15 s and a connect (reference 3.3). */
export const STARTUP_LIMIT_MS = MINUTE_MS;

/** First contact and the merge of two databases take seconds (reference 3.3). */
export const MERGE_LIMIT_MS = MINUTE_MS;

/** What a recovery may take beyond MCLT (reference 3.3). */
export const RECOVERY_MARGIN_MS = 2 * MINUTE_MS;

/** dhcpd refuses to connect above this difference of clocks (reference 2.2). */
export const CLOCK_LIMIT_MS = 60_000;
export const CLOCK_CRITICAL_MS = 30_000;

const NOTICE_MARGIN_MS = 10_000;

/** A partner's silence or word is noticed within max-response-delay (reference 3.3). */
export function noticeLimitMs(one: Side, other: Side): number {
  const delaySeconds = Math.max(one.view.maxResponseDelaySeconds, other.view.maxResponseDelaySeconds);
  return delaySeconds * 1000 + NOTICE_MARGIN_MS;
}
