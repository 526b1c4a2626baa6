import { type AddressRange, parseIpv4 } from '../contracts/ipv4.ts';
import { poolSchema } from '../contracts/pool.ts';
import type { Tx } from '../db/client.ts';
import type { LeaseFileRow } from './lease-file-stand.ts';
import { byRole } from './servers.ts';

export type ScopeServer = {
  id: number;
  name: string;
  /** Whether its lease file was read to its end once. */
  isRead: boolean;
  row: LeaseFileRow;
};

/** What a question about leases is asked of. */
export type LeaseScope = {
  /** Of the pair, the primary first. */
  servers: ScopeServer[];
  /** Those whose lease has to fit. */
  searched: ScopeServer[];
  /** Only these addresses, in their order. */
  ranges: AddressRange[];
};

/** What is not there of what a question names. */
export type UnknownName = { unknown: 'pair' | 'pool' | 'server' };

const ALL_ADDRESSES: AddressRange = { low: 0, high: 0xffffffff };

/** Finds the pair, pool and server of a question by their names. */
export async function findLeaseScope(
  tx: Tx,
  pairName: string,
  named: { pool: number | null; server: string | null; addresses: AddressRange | null },
): Promise<LeaseScope | UnknownName> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: { where: { removedAt: null }, include: { sources: { where: { kind: 'leases' } } } },
      pools: { where: { id: named.pool ?? -1, removedAt: null } },
    },
  });
  if (!pair) return { unknown: 'pair' };
  const [pool] = pair.pools;
  if (named.pool !== null && !pool) return { unknown: 'pool' };
  const servers = pair.servers.sort(byRole).map((row) => ({
    id: row.id,
    name: row.name,
    isRead: row.sources.some(({ lastSuccessAt }) => lastSuccessAt !== null),
    row,
  }));
  const searched = servers.filter(({ name }) => named.server === null || name === named.server);
  if (searched.length === 0 && named.server !== null) return { unknown: 'server' };
  const ranges = pool ? poolRanges(pool.ranges) : [ALL_ADDRESSES];
  return { servers, searched, ranges: within(ranges, named.addresses ?? ALL_ADDRESSES) };
}

function poolRanges(column: unknown): AddressRange[] {
  return poolSchema.shape.ranges
    .parse(column)
    .map(({ low, high }) => ({ low: parseIpv4(low) ?? 0, high: parseIpv4(high) ?? -1 }))
    .sort((a, b) => a.low - b.low);
}

/** The parts of ranges that lie between two addresses. */
export function within(ranges: readonly AddressRange[], limits: AddressRange): AddressRange[] {
  return ranges
    .map(({ low, high }) => ({ low: Math.max(low, limits.low), high: Math.min(high, limits.high) }))
    .filter(({ low, high }) => low <= high);
}
