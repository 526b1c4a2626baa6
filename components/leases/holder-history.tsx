'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import { leaseHistoryQuery } from '@/lib/queries/leases.ts';
import { StayLine } from './stay-line.tsx';

/** Who had an address, on both servers, the latest first, as far back as Pairwatch keeps it. */
export function HolderHistory({ pair, address }: { pair: string; address: string }) {
  const query = useInfiniteQuery(leaseHistoryQuery(pair, address));
  return (
    <section>
      <h3 className="mb-2 font-semibold">Who had it</h3>
      <Resource query={query} firstProblem={null} what="who had the address">
        {({ pages }) => {
          const stays = pages.flatMap((page) => page.stays);
          if (stays.length === 0) {
            return (
              <p className="text-13 text-muted">
                Pairwatch knows nobody who had {address}: it has seen no lease of it in either lease file.
              </p>
            );
          }
          return (
            <>
              <ol data-testid="holder-history">
                {stays.map((stay) => (
                  <StayLine key={`${stay.server} ${stay.from} ${stay.until} ${stay.state}`} stay={stay} />
                ))}
              </ol>
              <p className="mt-2 text-12 text-faint">
                Times are by each server’s clock. A change of holder or state begins a new entry, a renewal
                does not.
              </p>
              {query.hasNextPage && (
                <div className="mt-2">
                  <Button onClick={() => query.fetchNextPage()} disabled={query.isFetchingNextPage}>
                    {query.isFetchingNextPage ? 'Reading…' : 'Older'}
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Resource>
    </section>
  );
}
