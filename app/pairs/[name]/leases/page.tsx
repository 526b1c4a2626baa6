import { notFound } from 'next/navigation';
import { readLeaseGround, readLeases } from '@/app/_server/leases.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { LeasePage } from '@/components/leases/lease-page.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { leaseQuerySchema } from '@/lib/contracts/lease-query.ts';
import { isEmptySearch, readLeaseSearch, writeLeaseSearch } from '@/lib/contracts/lease-search.ts';
import { firstPage, leaseGroundKey, leaseSearchKey } from '@/lib/queries/leases.ts';

export default async function PairLeasesPage({ params, searchParams }: PageProps<'/pairs/[name]/leases'>) {
  const name = decodeURIComponent((await params).name);
  const search = readLeaseSearch(await searchParams);
  const asked = leaseQuerySchema.safeParse(writeLeaseSearch(search));
  const [ground, found] = await Promise.all([
    outcomeOf(() => readLeaseGround(name)),
    isEmptySearch(search) || !asked.success ? null : outcomeOf(() => readLeases(name, asked.data)),
  ]);
  if (ground.problem?.status === 404) notFound();
  return (
    <Prefetched
      answers={[
        [leaseGroundKey(name), ground.data],
        [leaseSearchKey(name, search), found?.data ? firstPage(found.data) : null],
      ]}
    >
      <LeasePage name={name} firstProblem={found?.problem ?? ground.problem} />
    </Prefetched>
  );
}
