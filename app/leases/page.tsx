import { readAllLeases } from '@/app/_server/leases.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { AllLeasesPage } from '@/components/leases/all-leases-page.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { allLeasesQuerySchema } from '@/lib/contracts/lease-query.ts';
import { isEmptySearch, readLeaseSearch, writeLeaseSearch } from '@/lib/contracts/lease-search.ts';
import { allLeasesKey } from '@/lib/queries/leases.ts';

export default async function LeasesPage({ searchParams }: PageProps<'/leases'>) {
  const search = { ...readLeaseSearch(await searchParams), pool: null, server: null };
  const asked = allLeasesQuerySchema.safeParse(writeLeaseSearch(search));
  const found =
    isEmptySearch(search) || !asked.success ? null : await outcomeOf(() => readAllLeases(asked.data));
  return (
    <Prefetched answers={[[allLeasesKey(search), found?.data ?? null]]}>
      <AllLeasesPage firstProblem={found?.problem ?? null} />
    </Prefetched>
  );
}
