'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { AlertListDto } from '@/lib/contracts/alert.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { SEVERITIES } from '@/lib/contracts/severity.ts';
import { type AlertFilter, alertsQuery } from '@/lib/queries/alerts.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { AlertList } from './alert-list.tsx';
import { FilterLink, PairFilter } from './filter-link.tsx';
import { alertsHref } from './href.ts';
import { Looked } from './looked.tsx';
import { NoAlerts } from './no-alerts.tsx';

/** What fires and what is about to; with those that are over where they are asked for. */
export function AlertPage({
  filter,
  firstProblem,
}: {
  filter: AlertFilter;
  firstProblem: ProblemDto | null;
}) {
  const query = useQuery(alertsQuery(filter));
  return (
    <div className="space-y-4">
      <title>{titleOf(query.data)}</title>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
        <h1 className="font-semibold text-20">Alerts</h1>
        <Filters filter={filter} />
        <p className="ml-auto text-13 text-muted">
          <Looked pair={filter.pair ?? null} />
        </p>
      </div>
      <Resource query={query} firstProblem={firstProblem} what="alerts">
        {(list) => (
          <>
            <AlertList
              alerts={list.alerts}
              empty={
                filter.before === undefined && <NoAlerts pair={filter.pair} severity={filter.severity} />
              }
            />
            <Pager filter={filter} list={list} />
          </>
        )}
      </Resource>
    </div>
  );
}

function titleOf(list: AlertListDto | undefined): string {
  const firing = list?.alerts.filter(({ phase, suppression }) => phase === 'firing' && suppression === null);
  return firing?.length ? `(${firing.length}) Alerts · Pairwatch` : 'Alerts · Pairwatch';
}

function Filters({ filter: { pair, phase, severity } }: { filter: AlertFilter }) {
  const { data } = useQuery(fleetQuery());
  return (
    <>
      <nav aria-label="Filter by state" className="flex gap-1 text-13">
        <FilterLink href={alertsHref({ pair, severity })} word="open" isChosen={phase !== 'all'} />
        <FilterLink
          href={alertsHref({ pair, severity, phase: 'all' })}
          word="all"
          isChosen={phase === 'all'}
        />
      </nav>
      <nav aria-label="Filter by severity" className="flex gap-1 text-13">
        <FilterLink
          href={alertsHref({ pair, phase })}
          word="all severities"
          isChosen={severity === undefined}
        />
        {SEVERITIES.toReversed().map((each) => (
          <FilterLink
            key={each}
            href={alertsHref({ pair, phase, severity: each })}
            word={each}
            isChosen={severity === each}
          />
        ))}
      </nav>
      <PairFilter
        pairs={data?.pairs ?? []}
        chosen={pair}
        hrefOf={(name) => alertsHref({ pair: name, phase, severity })}
      />
    </>
  );
}

function Pager({
  filter: { pair, phase, severity, before },
  list,
}: {
  filter: AlertFilter;
  list: AlertListDto;
}) {
  if (before === undefined && list.nextBefore === null) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {before !== undefined && (
        <Link href={alertsHref({ pair, phase, severity })} prefetch={false} className={BUTTON_LOOK}>
          Newest
        </Link>
      )}
      {list.nextBefore !== null && (
        <Link
          href={alertsHref({ pair, phase, severity, before: list.nextBefore })}
          prefetch={false}
          className={BUTTON_LOOK}
        >
          Older
        </Link>
      )}
    </nav>
  );
}
