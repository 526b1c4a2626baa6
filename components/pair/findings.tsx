'use client';

import { useQuery } from '@tanstack/react-query';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { FindingDto } from '@/lib/contracts/finding.ts';
import { findingsQuery } from '@/lib/queries/findings.ts';

/** What is not as it should be with a pair; nothing at all while everything is. */
export function Findings({ pair }: { pair: string }) {
  const query = useQuery(findingsQuery(pair));
  if (query.data?.findings.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="mb-2 font-semibold text-16">
        Findings
      </h2>
      <Resource query={query} firstProblem={null} what="findings">
        {({ findings }) => (
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {findings.map((finding) => (
              <Finding key={finding.id} finding={finding} />
            ))}
          </ul>
        )}
      </Resource>
    </section>
  );
}

function Finding({ finding }: { finding: FindingDto }) {
  return (
    <li data-testid={`finding-${finding.code}`} className="flex gap-2 px-4 py-2">
      <span className="mt-1">
        <VerdictMark verdict={finding.severity === 'error' ? 'dangerous' : 'degraded'} size={12} />
      </span>
      <div className="min-w-0">
        <p className="break-words">
          <Prose text={finding.sentence} />
        </p>
        <p className="text-12 text-muted">
          {finding.server ?? 'both servers'} · <Age at={finding.since} of="Since" />
        </p>
      </div>
    </li>
  );
}
