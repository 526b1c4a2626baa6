'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { AlertListDto } from '@/lib/contracts/alert.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { SEVERITIES } from '@/lib/contracts/severity.ts';
import { type AlertFilter, alertExportPath, alertsQuery } from '@/lib/queries/alerts.ts';
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
        <a href={alertExportPath(filter)} download className={BUTTON_LOOK}>
          Save as CSV
        </a>
        <p className="ml-auto text-13 text-muted">
          <Looked pair={filter.pair ?? null} />
        </p>
      </div>
      <Resource query={query} firstProblem={firstProblem} what="alerts">
        {(list) => (
          <>
            <AlertList
              list={list}
              empty={
                filter.before === undefined &&
                filter.phase !== 'resolved' && <NoAlerts pair={filter.pair} severity={filter.severity} />
              }
            />
            {list.alerts.length === 0 && <NothingHere filter={filter} />}
            <Pager filter={filter} list={list} />
          </>
        )}
      </Resource>
    </div>
  );
}

function titleOf(list: AlertListDto | undefined): string {
  return list?.counts.told ? `(${list.counts.told}) Alerts · Pairwatch` : 'Alerts · Pairwatch';
}

/** Of a page whose alerts went elsewhere since somebody was led to it, and of those that are over where there are none. */
function NothingHere({ filter: { phase, before } }: { filter: AlertFilter }) {
  if (before !== undefined) return <p className="text-muted">No further alert stands behind these.</p>;
  return phase === 'resolved' ? <p className="text-muted">No alert is over yet.</p> : null;
}

const PHASES = [
  { phase: undefined, word: 'open' },
  { phase: 'resolved', word: 'over' },
  { phase: 'all', word: 'all' },
] as const;

function Filters({ filter: { pair, phase, severity } }: { filter: AlertFilter }) {
  const { data } = useQuery(fleetQuery());
  return (
    <>
      <nav aria-label="Filter by state" className="flex gap-1 text-13">
        {PHASES.map(({ phase: each, word }) => (
          <FilterLink
            key={word}
            href={alertsHref({ pair, severity, phase: each })}
            word={word}
            isChosen={(phase === 'active' ? undefined : phase) === each}
          />
        ))}
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
  const isOver = list.alerts.at(-1)?.phase === 'resolved';
  const left = before === undefined ? openBehind(list) : null;
  return (
    <div className="space-y-2">
      {left !== null && left > 0 && (
        <p className="text-13 text-muted">
          And {left} more, the worst stand above: go on to the next, or choose a pair or a severity.
        </p>
      )}
      <nav aria-label="Pages" className="flex gap-2">
        {before !== undefined && (
          <Link href={alertsHref({ pair, phase, severity })} prefetch={false} className={BUTTON_LOOK}>
            {phase === 'resolved' ? 'Newest' : 'First'}
          </Link>
        )}
        {list.nextBefore !== null && (
          <Link
            href={alertsHref({ pair, phase, severity, before: list.nextBefore })}
            prefetch={false}
            className={BUTTON_LOOK}
          >
            {isOver ? 'Older' : 'Next'}
          </Link>
        )}
      </nav>
    </div>
  );
}

/** How many that go on have no place on the first page. */
const openBehind = ({ alerts, counts }: AlertListDto): number =>
  counts.firing + counts.pending - alerts.filter(({ phase }) => phase !== 'resolved').length;
