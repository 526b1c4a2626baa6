import {
  FIGURES,
  type HistoryPointDto,
  type HistoryQuery,
  type PoolHistoryDto,
  poolSourceSchema,
  type Tier,
} from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import {
  chartGrid,
  downsample,
  longestIntervalMs,
  type Point,
  rowsForChart,
  type SeriesRows,
} from '../history/downsample.ts';
import { chooseTier } from '../history/tiers.ts';
import { bucketsIn, type Series, spansOfSeries, type TimeRange, tierReach } from './pool-series.ts';
import { byRole } from './servers.ts';
import { toDate, toIso } from './time.ts';

/**
 * How full a pool was, by each source of each server, one page whatever the range: no series has more than 600 points.
 * Tells of removed pools too; null when the pair, if there is one of that name, never had such a pool.
 */
export async function poolHistory(
  tx: Tx,
  pairName: string,
  poolId: number,
  query: HistoryQuery,
  now: number,
): Promise<Omit<PoolHistoryDto, 'now'> | null> {
  const pool = await findPool(tx, pairName, poolId);
  if (!pool) return null;
  const tier = chooseTier(query, await tierReach(tx), now);
  const range = rowsForChart(query, tier);
  const series: { server: string; source: Series['source']; data: SeriesRows }[] = [];
  for (const { id: serverId, name: server } of pool.pair.servers.sort(byRole)) {
    for (const source of poolSourceSchema.options) {
      const data = await readRows(tx, tier, { poolId, serverId, source }, range);
      const isStillRead = pool.samples.some((row) => row.serverId === serverId && row.source === source);
      if (data.rows.length > 0 || isStillRead) series.push({ server, source, data });
    }
  }
  const intervalMs = Math.max(0, ...series.map(({ data }) => longestIntervalMs(data, now)));
  const grid = chartGrid(query, tier, intervalMs, now);
  return {
    pool: {
      id: poolId,
      key: pool.key,
      sharedNetwork: pool.sharedNetwork,
      peer: pool.peerName,
      addressCount: pool.addressCount,
    },
    from: toIso(toDate(query.from)),
    to: toIso(toDate(query.to)),
    tier,
    stepMs: grid.stepMs,
    series: series.map(({ server, source, data }) => ({
      server,
      source,
      figures: [...FIGURES[source]],
      points: downsample(data, grid).map(pointDto),
    })),
  };
}

function findPool(tx: Tx, pairName: string, id: number) {
  return tx.pool.findFirst({
    where: { id, pair: { name: pairName, removedAt: null } },
    include: {
      pair: { include: { servers: true } },
      samples: { where: { latest: true } },
    },
  });
}

async function readRows(tx: Tx, tier: Tier, series: Series, range: TimeRange): Promise<SeriesRows> {
  return tier === 'raw'
    ? { tier, rows: await spansOfSeries(tx, series, range) }
    : { tier, rows: await bucketsIn(tx, tier, range, series) };
}

function pointDto({ at, ...point }: Point): HistoryPointDto {
  return { at: toIso(toDate(at)), ...point };
}
