import type { AlertDto } from '../../contracts/alert.ts';
import type { PoolHistoryDto } from '../../contracts/history.ts';
import type { AffectedPoolDto } from '../../contracts/incident.ts';
import { poolSchema } from '../../contracts/pool.ts';
import type { Tx } from '../../db/client.ts';
import type { PoolFacts, PoolPoint } from '../../incidents/report/facts.ts';
import { poolTitle } from '../../pair/pool-title.ts';
import { affectedPools, worstOfPools } from '../incident-pools.ts';
import { poolHistory } from '../pool-history.ts';

/** Of a pair with no more pools than this, those are told too that no alert is about. */
const MOST_POOLS = 20;
const MOST_CHARTS = 6;
const POINTS = 300;

type Time = { from: number; until: number };

/** The pools that alerts are about, and where a pair has few the others too: how far each went, and the course of the first. */
export async function poolsOf(
  tx: Tx,
  pair: { id: number; name: string },
  alerts: readonly AlertDto[],
  { from, until }: Time,
  now: number,
): Promise<PoolFacts[]> {
  const affected = await affectedPools(tx, pair.id, alerts, { from, to: until });
  const all = [...affected, ...(await otherPools(tx, pair.id, affected, { from, until }))];
  const rows = await tx.pool.findMany({ where: { id: { in: all.flatMap(({ id }) => id ?? []) } } });
  const pools: PoolFacts[] = [];
  for (const { id, key, sharedNetwork, addressCount, alertIds, ...worst } of all) {
    const row = rows.find((each) => each.id === id);
    const hasChart = alertIds.length > 0 && pools.length < MOST_CHARTS;
    pools.push({
      id,
      key,
      title: row ? poolTitle(row.sharedNetwork, poolSchema.shape.ranges.parse(row.ranges)) : key,
      sharedNetwork,
      addressCount,
      alertIds,
      mostActive: worst.mostActive,
      fewestOwnFree: [
        { role: 'primary', worst: worst.fewestFree },
        { role: 'secondary', worst: worst.fewestBackup },
      ],
      history: id !== null && hasChart ? await courseOf(tx, pair.name, id, { from, until }, now) : [],
    });
  }
  return pools;
}

async function otherPools(
  tx: Tx,
  pairId: number,
  affected: readonly AffectedPoolDto[],
  { from, until }: Time,
): Promise<AffectedPoolDto[]> {
  const pools = await tx.pool.findMany({
    where: { pairId, removedAt: null, peerName: { not: null } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: MOST_POOLS + 1,
  });
  const others =
    pools.length > MOST_POOLS ? [] : pools.filter(({ key }) => affected.every((each) => each.key !== key));
  const worstOf = await worstOfPools(
    tx,
    pairId,
    others.map(({ id }) => id),
    { from, to: until },
  );
  return others.map(({ id, key, sharedNetwork, addressCount }) => ({
    id,
    key,
    sharedNetwork,
    addressCount,
    alertIds: [],
    ...worstOf(id),
  }));
}

async function courseOf(
  tx: Tx,
  pairName: string,
  poolId: number,
  { from, until }: Time,
  now: number,
): Promise<PoolFacts['history']> {
  const history = await poolHistory(tx, pairName, poolId, { from, to: until, width: POINTS }, now);
  return (history?.series ?? []).map(({ server, source, points }) => ({
    server,
    source,
    points: points.map(({ at, values }) => ({ at: Date.parse(at), ...figuresOf(values) })),
  }));
}

type Values = PoolHistoryDto['series'][number]['points'][number]['values'];

/** dhcpd's own counters have no count of the used ones: it is what is neither free nor backup. */
function figuresOf(values: Values): Omit<PoolPoint, 'at'> {
  if (values === null) return { used: null, free: null, backup: null };
  const [free, backup] = [values.freeLeases ?? values.free, values.backupLeases ?? values.backup];
  const counted = values.leaseCount;
  const used = counted && free && backup ? counted.last - free.last - backup.last : values.active?.last;
  return { used: used ?? null, free: free?.min ?? null, backup: backup?.min ?? null };
}
