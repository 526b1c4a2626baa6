import type { PoolFiguresDto, PoolOverviewRow } from '../../lib/contracts/pool-overview.ts';
import { formatPercent } from '../../lib/pair/count.ts';
import { formatDuration } from '../../lib/pair/duration.ts';

const SOURCE_WORDS = { omapi: 'its own counters', leases: 'its lease file' } as const;

/** One line a server: what it counts, by what, and how old that is. */
export function figuresWords(figures: readonly PoolFiguresDto[], nowMs: number): string {
  if (figures.length === 0) return 'No server’s figures of this pool were read yet.';
  return figures
    .map(({ server, source, size, used, backup, free, observedAt }) => {
      const age = formatDuration(nowMs - Date.parse(observedAt));
      return `${server}, by ${SOURCE_WORDS[source]} ${age} ago: ${used} of ${size} used, ${backup} backup, ${free} free`;
    })
    .join('\n');
}

/** "62 %", or "unknown". */
export function usedWords({ usedPercent }: { usedPercent: number | null }): string {
  return usedPercent === null ? 'unknown' : formatPercent(usedPercent);
}

/** What a pool is called where its shared network stands beside it. */
export function rangesWords({
  ranges,
  sharedNetwork,
}: Pick<PoolOverviewRow, 'ranges' | 'sharedNetwork'>): string {
  const [first, ...others] = ranges;
  if (!first) return sharedNetwork;
  const range = first.low === first.high ? first.low : `${first.low} – ${first.high}`;
  return others.length === 0 ? range : `${range} and ${others.length} more`;
}
