'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { May } from '@/components/access/may.tsx';
import { PageHead } from '@/components/settings/page-head.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { endpointsQuery } from '@/lib/queries/endpoints.ts';
import { EndpointRow } from './endpoint-row.tsx';

/** Who is told. */
export function EndpointList({ firstProblem }: { firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-4">
      <PageHead
        title="Endpoints"
        action={
          <May need="admin">
            <Link href="/settings/endpoints/new" prefetch={false} className={BUTTON_LOOK}>
              Add an endpoint
            </Link>
          </May>
        }
      >
        Who is told when something happens, and of what.
      </PageHead>
      <Resource query={useQuery(endpointsQuery())} firstProblem={firstProblem} what="endpoints">
        {({ endpoints }) =>
          endpoints.length === 0 ? (
            <NoEndpoints />
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line bg-surface">
              {endpoints.map((endpoint) => (
                <EndpointRow key={endpoint.name} endpoint={endpoint} />
              ))}
            </ul>
          )
        }
      </Resource>
    </div>
  );
}

function NoEndpoints() {
  return (
    <Notice title="Nobody is told yet">
      <p>
        Alerts and incidents stand on these pages, but reach nobody who does not look. Add an endpoint here,
        or under <code className="font-mono text-13 text-ink">endpoints:</code> in{' '}
        <code className="font-mono text-13 text-ink">pairwatch.yaml</code>, then test it.
      </p>
    </Notice>
  );
}
