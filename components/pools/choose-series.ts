import type { PoolUseDto } from '../../lib/contracts/pool-use.ts';

type Series = PoolUseDto['series'][number];

/**
 * The series that is meant, or the nearest to it: of that server rather than of that source. Without a wish the first, which
 * is the primary's own counters where they are read; null where nothing was told at all.
 */
export function chooseSeries(
  series: readonly Series[],
  wish: { server: string | null; source: string | null },
): Series | null {
  const score = (each: Series) =>
    2 * Number(each.server === wish.server) + Number(each.source === wish.source);
  return series.toSorted((a, b) => score(b) - score(a))[0] ?? null;
}
