import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type FiguresAsked,
  figuresOf,
  type HistoryPointDto,
  type HistoryQuery,
  type PoolHistoryDto,
  type PoolSource,
  poolSourceSchema,
  type Tier,
} from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import {
  chartGrid,
  downsample,
  intervalOf,
  type Point,
  rowsForChart,
  type SeriesRows,
} from '../history/downsample.ts';
import { chooseTier } from '../history/tiers.ts';
import { bucketsOfSeries, type Series, spansOfSeries, type TimeRange } from './pool-series.ts';
import { byRole } from './servers.ts';
import { tierReach } from './tier-reach.ts';
import { toDate, toIso } from './time.ts';

/**
 * How full a pool was, by each source of each server, one page whatever the range: no series has more than 600 points, and
 * these no other figures than are asked for.
 * Tells of removed pools too; null when the pair, if there is one of that name, never had such a pool.
 */
export async function poolHistory(
  tx: Tx,
  pairName: string,
  poolId: number,
  query: HistoryQuery,
  now: number,
  figures: FiguresAsked = 'all',
): Promise<Omit<PoolHistoryDto, 'now'> | null> {
  const pool = await findPool(tx, pairName, poolId);
  if (!pool) return null;
  const every = seriesOf(pool);
  const reach = await tierReach(
    tx,
    every.map(({ series }) => series),
  );
  const tier = chooseTier(query, reach, now);
  const range = rowsForChart(query, tier);
  const drawn: { server: string; source: PoolSource; data: SeriesRows }[] = [];
  for (const { server, series, isStillRead } of every) {
    const data = await readRows(tx, tier, series, { ...range, figures });
    if (data.rows.length > 0 || isStillRead) drawn.push({ server, source: series.source, data });
  }
  const intervalMs = Math.max(0, ...drawn.map(({ data }) => intervalOf(data)));
  const grid = chartGrid(query, tier, intervalMs, now);
  const series: PoolHistoryDto['series'] = [];
  for (const { server, source, data } of drawn) {
    const points = downsample(data, grid).map(pointDto);
    series.push({ server, source, figures: [...figuresOf(source, figures)], points });
    await nextTurn(); // whoever else waits for this process need not wait for all of them
  }
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
    series,
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

type PoolRow = NonNullable<Awaited<ReturnType<typeof findPool>>>;

/** All that may be told of a pool: by the primary first, dhcpd's own counters before its lease file. */
function seriesOf({ id: poolId, pair, samples }: PoolRow) {
  return pair.servers.sort(byRole).flatMap(({ id: serverId, name: server }) =>
    poolSourceSchema.options.map((source) => ({
      server,
      series: { poolId, serverId, source },
      isStillRead: samples.some((row) => row.serverId === serverId && row.source === source),
    })),
  );
}

async function readRows(
  tx: Tx,
  tier: Tier,
  series: Series,
  range: TimeRange & { figures: FiguresAsked },
): Promise<SeriesRows> {
  return tier === 'raw'
    ? { tier, rows: await spansOfSeries(tx, series, range) }
    : { tier, rows: await bucketsOfSeries(tx, tier, series, range) };
}

function pointDto({ at, ...point }: Point): HistoryPointDto {
  return { at: toIso(toDate(at)), ...point };
}
