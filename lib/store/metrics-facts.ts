import type { EndpointDto } from '../contracts/endpoint.ts';
import type { HealthDto } from '../contracts/health.ts';
import type { PairDto } from '../contracts/pair.ts';
import { type OmapiCounters, omapiCountersSchema, poolSchema } from '../contracts/pool.ts';
import type { CollectorFigures } from '../contracts/system.ts';
import { type ClocksDto, clocksSchema } from '../contracts/truth.ts';
import type { Database, Tx } from '../db/client.ts';
import { poolTitle } from '../pair/pool-title.ts';
import { collectorFigures, readHealth } from './collector.ts';
import { listEndpoints } from './endpoints.ts';
import { listPairs } from './pairs.ts';
import { toMs } from './time.ts';

/** One server's word on one pool. */
export type PoolMetrics = {
  pair: string;
  server: string;
  pool: string;
  observedAt: number;
  intervalMs: number;
  counters: OmapiCounters;
};

/** All that metrics are made of, read at one moment; times in milliseconds since 1970. */
export type MetricsFacts = {
  now: number;
  health: HealthDto;
  figures: CollectorFigures | null;
  pairs: PairDto[];
  pools: PoolMetrics[];
  /** By the name of a pair: what was last worked out of its clocks. */
  clocks: Map<string, { observedAt: number; value: ClocksDto }>;
  /** `pair` is null for an alert about Pairwatch itself. */
  alerts: { pair: string | null; severity: string; phase: string; count: number }[];
  /** Names of the pairs that have one. */
  openIncidents: string[];
  endpoints: EndpointDto[];
};

/** As many queries as there are kinds of rows, and a few for each endpoint, however many pairs and pools there are. */
export async function readMetricsFacts(
  tx: Tx,
  engine: Database['engine'],
  now: number,
): Promise<MetricsFacts> {
  return {
    now,
    health: await readHealth(tx, engine, now),
    figures: await collectorFigures(tx),
    pairs: await listPairs(tx, now),
    pools: await poolMetrics(tx),
    clocks: await clocksByPair(tx),
    alerts: await alertCounts(tx),
    openIncidents: await pairsWithIncident(tx),
    endpoints: await listEndpoints(tx, now),
  };
}

async function poolMetrics(tx: Tx): Promise<PoolMetrics[]> {
  const pools = await tx.pool.findMany({
    where: { removedAt: null, pair: { removedAt: null } },
    select: { id: true, sharedNetwork: true, ranges: true, pair: { select: { name: true } } },
  });
  const servers = await tx.server.findMany({
    where: { removedAt: null },
    select: { id: true, name: true },
  });
  const samples = await tx.poolSample.findMany({
    where: { latest: true, source: 'omapi' },
    select: { poolId: true, serverId: true, until: true, intervalMs: true, values: true },
    orderBy: [{ poolId: 'asc' }, { serverId: 'asc' }],
  });
  const poolOf = new Map(pools.map((pool) => [pool.id, pool]));
  const serverOf = new Map(servers.map(({ id, name }) => [id, name]));
  return samples.flatMap(({ poolId, serverId, until, intervalMs, values }) => {
    const pool = poolOf.get(poolId);
    const server = serverOf.get(serverId);
    if (pool === undefined || server === undefined) return [];
    const named = poolTitle(pool.sharedNetwork, poolSchema.shape.ranges.parse(pool.ranges));
    const counters = omapiCountersSchema.parse(JSON.parse(values));
    return [{ pair: pool.pair.name, server, pool: named, observedAt: toMs(until), intervalMs, counters }];
  });
}

async function clocksByPair(tx: Tx): Promise<MetricsFacts['clocks']> {
  const rows = await tx.pairPart.findMany({
    where: { part: 'clocks', pair: { removedAt: null } },
    select: { observedAt: true, value: true, pair: { select: { name: true } } },
  });
  return new Map(
    rows.map(({ observedAt, value, pair }) => [
      pair.name,
      { observedAt: toMs(observedAt), value: clocksSchema.parse(value) },
    ]),
  );
}

async function alertCounts(tx: Tx): Promise<MetricsFacts['alerts']> {
  const groups = await tx.alert.groupBy({
    by: ['pairId', 'severity', 'phase'],
    where: { phase: { in: ['pending', 'firing'] } },
    _count: true,
  });
  const pairs = await tx.pair.findMany({ where: { removedAt: null }, select: { id: true, name: true } });
  const nameOf = new Map(pairs.map(({ id, name }) => [id, name]));
  return groups.flatMap(({ pairId, severity, phase, _count }) => {
    const pair = pairId === null ? null : nameOf.get(pairId);
    return pair === undefined || severity === null ? [] : [{ pair, severity, phase, count: _count }];
  });
}

async function pairsWithIncident(tx: Tx): Promise<string[]> {
  const rows = await tx.incident.findMany({
    where: { phase: 'open', pair: { removedAt: null } },
    select: { pair: { select: { name: true } } },
  });
  return rows.map(({ pair }) => pair.name);
}
