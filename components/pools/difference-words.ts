import type { PoolDto } from '../../lib/contracts/pool.ts';

/** Two readings of a moving thing are never quite alike: less than this share of the size is no difference. */
const ALIKE_SHARE = 0.02;
const ALIKE_ADDRESSES = 3;

/** Where the figures of a pool are apart, one sentence each with why that may be; none where all agree. */
export function differenceWords({ counters, leaseFile }: Pick<PoolDto, 'counters' | 'leaseFile'>): string[] {
  const words: string[] = [];
  const [a, b] = counters;
  if (a && b) {
    if (a.leaseCount !== b.leaseCount)
      words.push(
        `${a.server} counts ${a.leaseCount} addresses in this pool and ${b.server} ${b.leaseCount}: their ranges differ, or one of them runs an older configuration.`,
      );
    else if (isApart(a.usedLeases, b.usedLeases, a.leaseCount))
      words.push(
        `${a.server} counts ${a.usedLeases} used and ${b.server} ${b.usedLeases}: one of them has not heard of all leases of the other yet, as while they cannot reach each other, or one is catching up after its start.`,
      );
  }
  for (const counted of counters) {
    const file = leaseFile.find(({ server }) => server === counted.server);
    if (!file) continue;
    const inFile = file.size - file.free - file.backup;
    if (isApart(counted.usedLeases, inFile, counted.leaseCount))
      words.push(
        `dhcpd on ${counted.server} counts ${counted.usedLeases} used, its lease file ${inFile}: dhcpd may leave leases out of its counters at its start, and writes the file a moment before or after it counts.`,
      );
  }
  return words;
}

function isApart(one: number, other: number, size: number): boolean {
  return Math.abs(one - other) > Math.max(ALIKE_ADDRESSES, ALIKE_SHARE * size);
}
