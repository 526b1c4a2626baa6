import type { PoolDto } from '@/lib/contracts/pool.ts';

type Counters = PoolDto['counters'][number];

/** Used solid, backup hatched, free as what is left, to size. The figures stand beside it. */
export function PoolBar({ counters, faded }: { counters: Counters; faded: boolean }) {
  const share = (count: number) => `${counters.leaseCount === 0 ? 0 : (100 * count) / counters.leaseCount}%`;
  return (
    <div
      aria-hidden="true"
      title={`${counters.usedLeases} of ${counters.leaseCount} used`}
      className={`flex h-3 overflow-hidden rounded-[2px] border border-strong-line ${faded ? 'opacity-50' : ''}`}
    >
      <span className="bg-muted" style={{ width: share(counters.usedLeases) }} />
      <span
        className="hatched border-strong-line border-r text-muted"
        style={{ width: share(counters.backupLeases) }}
      />
    </div>
  );
}
