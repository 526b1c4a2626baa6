import type { Circumstances } from './judgement.ts';
import { CLOCK_LIMIT_MS } from './limits.ts';

/** How far apart the clocks are, beyond doubt and by the best measure; null when nothing tells. */
export function clocksApartMs({ skew }: Pick<Circumstances, 'skew'>): number | null {
  return skew === null ? null : Math.abs(skew.skewMs);
}

/** Whether the two refuse to connect for their clocks: their log says so, or the clocks are that far apart beyond doubt. */
export function refuseForClocks({ skew, clockRefusal }: Circumstances): boolean {
  if (clockRefusal !== null) return true;
  return skew !== null && Math.abs(skew.skewMs) - skew.uncertaintyMs > CLOCK_LIMIT_MS;
}

/** In whole seconds. A refusal proves more than 60 s, whatever an older measure says. */
export function formatApart(apartMs: number | null): string {
  return apartMs === null || apartMs <= CLOCK_LIMIT_MS
    ? `more than ${CLOCK_LIMIT_MS / 1000} s`
    : `${Math.round(apartMs / 1000)} s`;
}
