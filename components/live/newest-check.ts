import type { PairDto } from '../../lib/contracts/pair.ts';
import { freshness } from '../../lib/pair/freshness.ts';

type Checked = Pick<PairDto, 'checkedAt' | 'intervalMs'>;

/** The latest judgement of any pair, with its ruler; null when none was judged. Milliseconds. */
export function newestCheck(pairs: readonly Checked[]): { atMs: number; intervalMs: number } | null {
  let newest: { atMs: number; intervalMs: number } | null = null;
  for (const { checkedAt, intervalMs } of pairs) {
    const atMs = checkedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(checkedAt);
    if (atMs > (newest?.atMs ?? Number.NEGATIVE_INFINITY)) newest = { atMs, intervalMs };
  }
  return newest;
}

/** When all that is shown was last true, where that is too long ago to believe it; null while it may be believed. */
export function staleSince(pairs: readonly Checked[], nowMs: number): number | null {
  const newest = newestCheck(pairs);
  if (newest === null || freshness(newest.atMs, newest.intervalMs, nowMs) !== 'stale') return null;
  return newest.atMs;
}
