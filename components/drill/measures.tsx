'use client';

import type { DrillMeasure } from '@/lib/contracts/drill.ts';
import { exactly } from '@/lib/practices/drill/words.ts';

/** How long detection, take-over and recovery took, beside what was expected. */
export function Measures({ measures }: { measures: readonly DrillMeasure[] }) {
  return (
    <section aria-labelledby="measures" className="space-y-2" data-testid="drill-measures">
      <h2 id="measures" className="font-semibold text-16">
        Measured beside expected
      </h2>
      <dl className="grid gap-4 sm:grid-cols-3">
        {measures.map(({ code, title, definition, ms, uncertaintyMs, expectedMs }) => (
          <div key={code} data-measure={code} className="rounded-md border border-line bg-surface px-4 py-3">
            <dt className="font-medium">{title}</dt>
            <dd>
              <p className="text-20 tabular-nums">
                {ms === null ? <span className="text-muted">not measured</span> : exactly(ms)}
                {ms !== null && uncertaintyMs !== null && (
                  <span className="text-13 text-muted"> ± {exactly(uncertaintyMs)}</span>
                )}
              </p>
              <p className="text-13 text-muted tabular-nums">
                {expectedMs === null
                  ? 'nothing is expected of it'
                  : `${exactly(expectedMs)} at most expected`}
              </p>
              <p className="mt-1 text-13 text-muted">{definition}</p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
