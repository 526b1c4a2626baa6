'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { FilterLinks } from '@/components/settings/filter-links.tsx';
import { PageHead } from '@/components/settings/page-head.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { DeliveryListDto } from '@/lib/contracts/delivery.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { type DeliveryFilter, deliveriesQuery, deliveryExportPath } from '@/lib/queries/deliveries.ts';
import { endpointsQuery } from '@/lib/queries/endpoints.ts';
import { DeliveryRow } from './delivery-row.tsx';
import { deliveriesHref } from './href.ts';

const STATUSES = [
  { value: undefined, word: 'all' },
  { value: 'waiting', word: 'waiting' },
  { value: 'delivered', word: 'delivered' },
  { value: 'dead', word: 'given up' },
  { value: 'failed', word: 'failing or given up' },
] as const;

/** One page of messages and what became of them. Plain links throughout: it reads without scripts. */
export function DeliveryList({
  filter,
  firstProblem,
}: {
  filter: DeliveryFilter;
  firstProblem: ProblemDto | null;
}) {
  const { endpoint, status } = filter;
  return (
    <div className="space-y-4">
      <PageHead title="Deliveries">Every message on its way to an endpoint, and what became of it.</PageHead>
      <div className="flex flex-wrap gap-x-8 gap-y-2">
        <FilterLinks
          label="Filter by status"
          links={STATUSES.map(({ value, word }) => ({
            word,
            href: deliveriesHref({ endpoint, status: value }),
            isChosen: status === value,
          }))}
        />
        <EndpointFilter filter={filter} />
        <a href={deliveryExportPath(filter)} download className={BUTTON_LOOK}>
          Save as CSV
        </a>
      </div>
      <Resource query={useQuery(deliveriesQuery(filter))} firstProblem={firstProblem} what="deliveries">
        {(list) => (
          <>
            {list.deliveries.length === 0 ? (
              <Nothing filter={filter} />
            ) : (
              <ul className="divide-y divide-line rounded-md border border-line bg-surface">
                {list.deliveries.map((delivery) => (
                  <DeliveryRow key={delivery.id} delivery={delivery} />
                ))}
              </ul>
            )}
            <Pager filter={filter} list={list} />
          </>
        )}
      </Resource>
    </div>
  );
}

function EndpointFilter({ filter: { endpoint, status } }: { filter: DeliveryFilter }) {
  const { data } = useQuery(endpointsQuery());
  const names = [
    ...new Set([...(data?.endpoints.map(({ name }) => name) ?? []), ...(endpoint ? [endpoint] : [])]),
  ];
  if (names.length === 0) return null;
  return (
    <FilterLinks
      label="Filter by endpoint"
      links={[undefined, ...names].map((name) => ({
        word: name ?? 'all endpoints',
        href: deliveriesHref({ endpoint: name, status }),
        isChosen: name === endpoint,
      }))}
    />
  );
}

function Nothing({ filter: { endpoint, status, before } }: { filter: DeliveryFilter }) {
  if (before !== undefined) return <p className="text-muted">There are no older deliveries.</p>;
  const isFiltered = endpoint !== undefined || status !== undefined;
  return (
    <Notice
      title={isFiltered ? 'No such delivery' : 'Nothing was sent yet'}
      action={
        <Link
          href={isFiltered ? '/settings/deliveries' : '/settings/endpoints'}
          prefetch={false}
          className={BUTTON_LOOK}
        >
          {isFiltered ? 'All deliveries' : 'Endpoints'}
        </Link>
      }
    >
      {isFiltered
        ? 'No message of the last weeks is for this endpoint and of this status.'
        : 'A message is written when something happens that an endpoint is to be told of. Test an endpoint to see one.'}
    </Notice>
  );
}

function Pager({ filter, list }: { filter: DeliveryFilter; list: DeliveryListDto }) {
  const { before, ...first } = filter;
  if (before === undefined && list.nextBefore === null) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {before !== undefined && (
        <Link href={deliveriesHref(first)} prefetch={false} className={BUTTON_LOOK}>
          Newest
        </Link>
      )}
      {list.nextBefore !== null && (
        <Link
          href={deliveriesHref({ ...first, before: list.nextBefore })}
          prefetch={false}
          className={BUTTON_LOOK}
        >
          Older
        </Link>
      )}
    </nav>
  );
}
