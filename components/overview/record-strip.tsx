import { useMemo } from 'react';
import { recordSentence } from '@/components/pair/redundancy/redundancy-words.ts';
import type { PairOverviewDto } from '@/lib/contracts/overview.ts';
import { minutesOf, stripPaths } from './strip-columns.ts';

/** The record of the last days, a column a day: two servers answered, one, none; what nobody saw lets the hatched ground through. */
export function RecordStrip({ record }: { record: PairOverviewDto['redundancy'] }) {
  const { paths, sentence } = useMemo(() => {
    const days = minutesOf(record.days);
    return { paths: stripPaths(days), sentence: recordSentence(days) };
  }, [record]);
  return (
    <div className="hatched h-5 w-full overflow-hidden rounded-[2px] text-strong-line" title={sentence}>
      <svg
        viewBox={`0 0 ${record.days.length} 1`}
        preserveAspectRatio="none"
        role="img"
        aria-label={sentence}
        data-testid="record-strip"
        className="block size-full"
      >
        <path d={paths.two} className="fill-[color-mix(in_srgb,var(--healthy)_40%,var(--surface))]" />
        <path d={paths.one} fill="currentColor" className="text-degraded" />
        <path d={paths.none} fill="currentColor" className="text-down" />
      </svg>
    </div>
  );
}
