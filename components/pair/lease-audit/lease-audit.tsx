'use client';

import type { PairDto } from '@/lib/contracts/pair.ts';
import { TruthSection } from '../truth-section.tsx';
import { BacklogTable } from './backlog-table.tsx';
import { LeaseAges } from './lease-ages.tsx';

/** What each lease file tells beside its counts: what the partner has not acknowledged, and how old its leases are. */
export function LeaseAudit({ pair }: { pair: PairDto }) {
  return (
    <TruthSection pair={pair} part="lease-audit" title="Backlog and ages of leases" what="backlog and ages">
      {({ value }) => (
        <div className="rounded-md border border-line bg-surface px-4 py-2">
          <BacklogTable audit={value} />
          {value.some(({ ages }) => ages !== null) && (
            <details className="mt-2 border-line border-t pt-2 text-13">
              <summary className="w-fit text-muted hover:text-ink">Leases by age and state</summary>
              <div className="mt-2 grid gap-x-8 gap-y-4 lg:grid-cols-2">
                {value.map(({ server, ages }) => (
                  <LeaseAges key={server} server={server} ages={ages} />
                ))}
              </div>
            </details>
          )}
        </div>
      )}
    </TruthSection>
  );
}
