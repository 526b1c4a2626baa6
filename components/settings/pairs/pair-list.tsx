'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { May } from '@/components/access/may.tsx';
import { PageHead } from '@/components/settings/page-head.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { settingsPairsQuery } from '@/lib/queries/setup.ts';
import { PairEntryRow } from './pair-entry-row.tsx';

/** The pairs that are watched, and where each stands. */
export function PairList({ firstProblem }: { firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-4">
      <PageHead
        title="Pairs"
        action={
          <May need="admin">
            <Link href="/settings/pairs/new" prefetch={false} className={BUTTON_LOOK}>
              Set up a pair
            </Link>
          </May>
        }
      >
        Which failover pairs are watched, where each is set up, and how its servers are reached.
      </PageHead>
      <Resource query={useQuery(settingsPairsQuery())} firstProblem={firstProblem} what="pairs">
        {({ pairs }) =>
          pairs.length === 0 ? (
            <Notice title="No pair is watched yet">
              <p>
                Set one up here: every step is tried against the servers, and nothing there is changed. To
                look around first, run <code className="font-mono text-13 text-ink">npm run demo</code>.
              </p>
            </Notice>
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line bg-surface">
              {pairs.map((pair) => (
                <PairEntryRow key={`${pair.origin} ${pair.name}`} pair={pair} />
              ))}
            </ul>
          )
        }
      </Resource>
    </div>
  );
}
