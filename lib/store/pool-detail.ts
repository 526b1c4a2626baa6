import type { PoolSource } from '../contracts/history.ts';
import type { PoolDetailDto } from '../contracts/pool-detail.ts';
import { balanceSchema, forecastSchema } from '../contracts/truth.ts';
import type { Tx } from '../db/client.ts';
import { poolDto, SOURCE_KIND } from './pools.ts';
import { byRole, serverRole } from './servers.ts';
import { toIso } from './time.ts';

/** All that is known now of one pool of a pair, also of one that is removed; null when the pair never had such a pool. */
export async function poolDetail(
  tx: Tx,
  pairName: string,
  poolId: number,
  now: number,
): Promise<Omit<PoolDetailDto, 'now'> | null> {
  const pool = await tx.pool.findFirst({
    where: { id: poolId, pair: { name: pairName, removedAt: null } },
    include: {
      samples: { where: { latest: true } },
      pair: {
        include: {
          servers: { where: { removedAt: null }, include: { sources: true } },
          parts: { where: { part: { in: ['balance', 'forecast'] } } },
        },
      },
    },
  });
  if (!pool) return null;
  const servers = pool.pair.servers.sort(byRole);
  const { sharedNetwork, pairId } = pool;
  const poolsOfNetwork = await tx.pool.count({ where: { pairId, sharedNetwork, removedAt: null } });
  const partOf = (name: string) => pool.pair.parts.find(({ part }) => part === name);
  const forecast = partOf('forecast');
  return {
    pool: poolDto(pool, servers, now),
    removedAt: toIso(pool.removedAt),
    servers: servers.map(({ name, role, sources }) => {
      const intervalOf = (source: PoolSource) =>
        sources.find(({ kind }) => kind === SOURCE_KIND[source])?.intervalMs ?? null;
      return {
        name,
        role: serverRole(role),
        intervalMs: { omapi: intervalOf('omapi'), leases: intervalOf('leases') },
      };
    }),
    poolsOfNetwork,
    workedOut: forecast ? { at: toIso(forecast.observedAt), pools: listOf(forecast.value).length } : null,
    balance: balanceSchema.element.nullable().parse(ofPool(partOf('balance')?.value, pool.key)),
    forecast: forecastSchema.element.nullable().parse(ofPool(forecast?.value, pool.key)),
  };
}

/** Of a part told pool by pool, what is told of one: looked up before it is checked, since of a thousand pools a part is a megabyte. */
function ofPool(part: unknown, key: string): unknown {
  return listOf(part).find((each) => isOf(each, key)) ?? null;
}

const listOf = (part: unknown): unknown[] => (Array.isArray(part) ? part : []);

function isOf(each: unknown, key: string): boolean {
  return typeof each === 'object' && each !== null && 'key' in each && each.key === key;
}
