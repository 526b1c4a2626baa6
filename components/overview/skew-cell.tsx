'use client';

import { skewText } from '@/components/pair/clocks/skew-text.ts';
import { useNow } from '@/components/time/now.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { formatSigned, formatUncertainty, METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { formatDuration } from '@/lib/pair/duration.ts';

/** How far the secondary's clock is from the primary's, with its sign and how sure that is. */
export function SkewCell({ pair: { skew, servers } }: { pair: Pick<PairDto, 'skew' | 'servers'> }) {
  const now = useNow();
  if (skew === null) {
    return (
      <p className="text-12 text-muted" title="No way to compare the two clocks is fresh">
        skew not known
      </p>
    );
  }
  const { skewMs, uncertaintyMs, method, measuredAt } = skew;
  const age = formatDuration(now - Date.parse(measuredAt));
  return (
    <p
      title={`${skewText(skew, servers)}, by ${METHOD_WORDS[method]}, ${age} ago`}
      className="whitespace-nowrap text-12 tabular-nums"
    >
      {formatSigned(skewMs)} <span className="text-muted">{formatUncertainty(uncertaintyMs, skewMs)}</span>
    </p>
  );
}
