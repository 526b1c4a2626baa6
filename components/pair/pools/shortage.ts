import type { PoolDto } from '../../../lib/contracts/pool.ts';

type Counters = Pick<PoolDto['counters'][number], 'leaseCount' | 'freeLeases' | 'backupLeases'>;

/** A pool with a smaller share than this left is told of. */
const SCARCE_SHARE = 0.1;

/** "full", or how few addresses are left, by the server that counts the fewest; null while no server is short of them. */
export function shortageOf(counters: readonly Counters[]): string | null {
  let fewest: { left: number; of: number } | null = null;
  for (const { leaseCount, freeLeases, backupLeases } of counters) {
    const left = freeLeases + backupLeases;
    if (
      leaseCount > 0 &&
      left < leaseCount * SCARCE_SHARE &&
      left < (fewest?.left ?? Number.POSITIVE_INFINITY)
    )
      fewest = { left, of: leaseCount };
  }
  if (fewest === null) return null;
  return fewest.left <= 0 ? `full: none of ${fewest.of} left` : `${fewest.left} of ${fewest.of} left`;
}
