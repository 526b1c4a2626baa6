import type { RecordPool } from '../contracts/period-report.ts';
import { iso } from '../reports/text/words.ts';
import { percentOf } from './share.ts';

type Use = NonNullable<RecordPool['use']>;

/** How many addresses of a pool were in use in a stretch of time, on the average. */
export type UsePoint = { at: number; used: number; size: number };

/** How full a pool was; null of no points. */
export function poolUse(
  points: readonly UsePoint[],
  by: Pick<Use, 'server' | 'source' | 'stepMs' | 'stepsExpected'>,
): Use | null {
  const shares = points
    .filter(({ size }) => size > 0)
    .map(({ at, used, size }) => ({ at, percent: percentOf(used, size) }))
    .sort((one, other) => one.percent - other.percent);
  const greatest = shares.at(-1);
  if (!greatest) return null;
  return {
    ...by,
    steps: shares.length,
    p50Percent: percentile(shares, 0.5),
    p95Percent: percentile(shares, 0.95),
    maxPercent: greatest.percent,
    maxAt: iso(greatest.at),
  };
}

/** The least value that at least this part of all is not above. */
function percentile(sorted: readonly { percent: number }[], part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]?.percent ?? 0;
}
