import { POOLS_AT_RISK, type PoolAtRiskDto, type PoolsAtRiskDto } from '../contracts/pools-at-risk.ts';
import { balanceSchema, forecastSchema } from '../contracts/truth.ts';
import type { Tx } from '../db/client.ts';
import { byRisk } from '../pair/pool-risk.ts';
import { soonestEnds } from '../pair/soonest.ts';
import { noteOf, poolDto } from './pools.ts';
import { byRole } from './servers.ts';
import { toIso } from './time.ts';

/**
 * The pools of a pair that are most at risk at `now`, and how long each server would last alone; null for a name not in the
 * settings. Counters are read of the pools shown alone.
 */
export async function poolsAtRisk(
  tx: Tx,
  pairName: string,
  now: number,
): Promise<Omit<PoolsAtRiskDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: { where: { removedAt: null }, include: { sources: true } },
      pools: { where: { removedAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
      parts: { where: { part: { in: ['balance', 'forecast'] } } },
    },
  });
  if (!pair) return null;
  const servers = pair.servers.sort(byRole);
  const partOf = (name: string) => pair.parts.find(({ part }) => part === name);
  const forecast = forecastSchema.parse(partOf('forecast')?.value ?? []);
  const forecasts = byKey(forecast);
  const balances = byKey(balanceSchema.parse(partOf('balance')?.value ?? []));
  const pools = pair.pools.map(({ peerName, ...pool }) => ({ ...pool, peerName, peer: peerName }));
  const worst = byRisk(pools, { forecasts, balances }, now).slice(0, POOLS_AT_RISK);
  const samples = await tx.poolSample.findMany({
    where: { latest: true, source: 'omapi', poolId: { in: worst.map(({ id }) => id) } },
  });
  const workedOut = partOf('forecast');
  return {
    pools: worst.map((pool): PoolAtRiskDto => {
      const ofPool = samples.filter(({ poolId }) => poolId === pool.id);
      const { leaseFile: _, addressCount: __, ...told } = poolDto({ ...pool, samples: ofPool }, servers, now);
      return {
        ...told,
        balance: balances.get(pool.key) ?? null,
        forecast: forecasts.get(pool.key) ?? null,
      };
    }),
    count: pools.length,
    alone: soonestEnds(forecast),
    workedOut: workedOut ? { at: toIso(workedOut.observedAt), pools: forecast.length } : null,
    note: noteOf(servers),
  };
}

function byKey<Of extends { key: string }>(told: readonly Of[]): Map<string, Of> {
  return new Map(told.map((each) => [each.key, each]));
}
