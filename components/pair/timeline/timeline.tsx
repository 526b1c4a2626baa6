'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRange } from '@/components/time/use-range.ts';
import { Resource } from '@/components/ui/resource.tsx';
import type { TimelineDto } from '@/lib/contracts/timeline.ts';
import { timelineQuery } from '@/lib/queries/timeline.ts';
import { Chart } from './chart.tsx';
import { lanesOf } from './layout.ts';
import { TimelineTable } from './timeline-table.tsx';

/** What both servers did, side by side on Pairwatch's one clock, beneath the verdicts on it. */
export function Timeline({ pair }: { pair: string }) {
  const { range } = useRange();
  const query = useQuery(timelineQuery(pair, range));
  return (
    <section aria-labelledby="timeline" data-testid="timeline">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="timeline" className="font-semibold text-16">
          Timeline
        </h2>
        <p className="text-12 text-faint">
          both servers by Pairwatch’s clock · drag to look closer, double-click to look wider
        </p>
      </div>
      <Resource query={query} firstProblem={null} what="the timeline">
        {(timeline) => <Drawn timeline={timeline} isOld={query.isPlaceholderData} />}
      </Resource>
    </section>
  );
}

function Drawn({ timeline, isOld }: { timeline: TimelineDto; isOld: boolean }) {
  const lanes = useMemo(() => lanesOf(timeline), [timeline]);
  return (
    <div
      aria-busy={isOld}
      className={`rounded-md border border-line bg-surface px-4 pt-3 pb-2 ${isOld ? 'opacity-60' : ''}`}
    >
      <Chart lanes={lanes} />
      {timeline.isCut && (
        <p className="text-12 text-muted">
          More happened than is drawn here: the latest is. Choose a shorter time to see all of it.
        </p>
      )}
      <TimelineTable lanes={lanes} />
    </div>
  );
}
