'use client';

import { useQuery } from '@tanstack/react-query';
import { Resource } from '@/components/ui/resource.tsx';
import { redundancyQuery } from '@/lib/queries/redundancy.ts';
import { DayTable } from './day-table.tsx';
import { recordSentence } from './redundancy-words.ts';
import { RedundancyStrip } from './strip.tsx';

const SUMMED_DAYS = 30;

/** How many servers answered clients, day by day. */
export function Redundancy({ pair }: { pair: string }) {
  return (
    <section aria-labelledby="redundancy" data-testid="redundancy">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="redundancy" className="font-semibold text-16">
          Redundancy
        </h2>
        <Legend />
      </div>
      <Resource query={useQuery(redundancyQuery(pair))} firstProblem={null} what="the redundancy record">
        {({ days }) => (
          <div className="space-y-3 rounded-md border border-line bg-surface px-4 py-3">
            <p>{recordSentence(days.slice(-SUMMED_DAYS))}</p>
            <RedundancyStrip days={days} />
            <details className="text-13">
              <summary className="w-fit text-muted hover:text-ink">As a table</summary>
              <div className="mt-2">
                <DayTable days={days} />
              </div>
            </details>
          </div>
        )}
      </Resource>
    </section>
  );
}

function Legend() {
  return (
    <p className="flex items-center gap-1.5 text-12 text-muted">
      How many servers answered clients, a column a day (UTC);
      <span className="hatched h-2.5 w-3.5 rounded-[2px] border border-line" /> not seen
    </p>
  );
}
