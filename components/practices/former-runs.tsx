'use client';

import { useQuery } from '@tanstack/react-query';
import { Resource } from '@/components/ui/resource.tsx';
import type { PracticeCode } from '@/lib/contracts/practice.ts';
import { practiceRunsQuery } from '@/lib/queries/practices.ts';
import { RunWords } from './run.tsx';

/** The times a duty was done before the last one; asked for when somebody looks. */
export function FormerRuns({ pair, code, latest }: { pair: string; code: PracticeCode; latest: number }) {
  return (
    <Resource
      query={useQuery(practiceRunsQuery({ pair, code }))}
      firstProblem={null}
      what="the times it was done before"
    >
      {({ runs, nextCursor }) => {
        const former = runs.filter(({ id }) => id !== latest);
        if (former.length === 0) return <p className="text-13 text-muted">It was not done before.</p>;
        return (
          <div>
            <h4 className="text-13 text-muted">Before</h4>
            <ul className="mt-1 space-y-2">
              {former.map((run) => (
                <li key={run.id}>
                  <RunWords run={run} />
                </li>
              ))}
            </ul>
            {nextCursor !== null && (
              <p className="mt-2 text-13 text-muted">Older ones are in the history of events.</p>
            )}
          </div>
        );
      }}
    </Resource>
  );
}
