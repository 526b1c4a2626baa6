import type { LeaseFileCounts } from '../../contracts/lease-counts.ts';
import type { ServerRole } from '../../pair/facts.ts';
import type { PoolFacts, PoolSide } from '../../pair/pool-facts.ts';
import { poolTitle } from '../../pair/pool-title.ts';
import type { PoolSetting } from '../../store/pools.ts';
import { countsByPool } from '../lease-pools.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';

/** The pools in failover as each server tells them last, by dhcpd's own counters or by its lease file, the later of the two. */
export function poolFactsOf(memory: PairMemory): PoolFacts[] {
  const pools = new Map<string, PoolFacts>();
  for (const server of memory.servers) {
    for (const { pool, size, side } of [
      ...countedByDhcpd(server),
      ...countedInFile(server, memory.peerName),
    ]) {
      const known = pools.get(pool.key) ?? newPool(pool, size);
      known[server.role] = laterOf(known[server.role], side);
      pools.set(pool.key, known);
    }
  }
  return [...pools.values()];
}

function newPool({ key, sharedNetwork, ranges }: PoolSetting, size: number): PoolFacts {
  return {
    key,
    sharedNetwork,
    title: poolTitle(sharedNetwork, ranges),
    size,
    primary: null,
    secondary: null,
  };
}

/** The lease file's figures complete those of dhcpd, which are the ones it balances by. */
function laterOf(counted: PoolSide | null, side: PoolSide): PoolSide {
  if (counted === null) return side;
  const { active, expired, released, abandoned } = side;
  return counted.at >= side.at - SAME_READING_MS
    ? { ...counted, active, expired, released, abandoned }
    : side;
}

/** dhcpd's counters are read less often than the file; within this they count as the same moment. */
const SAME_READING_MS = 30_000;

type Counted = { pool: PoolSetting; size: number; side: PoolSide };

function countedByDhcpd({ counters }: ServerMemory): Counted[] {
  return (counters?.pools ?? [])
    .filter(({ peerName }) => peerName !== null)
    .map((pool) => ({
      pool,
      size: pool.leaseCount,
      side: {
        at: counters?.at ?? 0,
        source: 'omapi',
        free: pool.freeLeases,
        backup: pool.backupLeases,
        active: null,
        expired: null,
        released: null,
        abandoned: null,
      },
    }));
}

function countedInFile({ leaseCounts, counters }: ServerMemory, peerName: string | null): Counted[] {
  const latest = leaseCounts.at(-1);
  if (!latest) return [];
  return byPool(latest.counts, counters, peerName).map(({ pool, counts }) => ({
    pool,
    size: counts.size,
    side: {
      at: latest.at,
      source: 'leases',
      free: counts.free,
      backup: counts.backup,
      active: counts.active,
      expired: counts.expired,
      released: counts.released,
      abandoned: counts.abandoned,
    },
  }));
}

/** A server may have pools in failover with several others. */
function byPool({ ranges }: LeaseFileCounts, counters: ServerMemory['counters'], peerName: string | null) {
  const ours = ranges.filter(({ peer }) => (peerName === null ? peer !== null : peer === peerName));
  return countsByPool(ours, counters?.pools ?? []);
}

export const ROLES: readonly ServerRole[] = ['primary', 'secondary'];
