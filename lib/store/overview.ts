import { z } from 'zod';
import { OVERVIEW_DAYS, type PairOverviewDto, type WorstPoolDto } from '../contracts/overview.ts';
import { type OmapiCounters, omapiCountersSchema, poolSchema } from '../contracts/pool.ts';
import { severitySchema } from '../contracts/severity.ts';
import type { Tx } from '../db/client.ts';
import { freshness } from '../pair/freshness.ts';
import { poolTitle } from '../pair/pool-title.ts';
import { type RedundancyDay, redundancyByDay } from '../pair/redundancy.ts';
import { acknowledgementSchema } from './acknowledgement.ts';
import { answeringStaysByPair } from './answering-spans.ts';
import { Kept } from './kept.ts';
import { toIso, toMs } from './time.ts';

const DAY_MS = 86_400_000;

/**
 * What the overview shows of each pair of the settings beside its verdict, at `now`. As many queries as there are kinds of
 * rows, however many pairs and pools there are. `past`: what an earlier call found of days that are over.
 */
export async function listOverview(
  tx: Tx,
  now: number,
  past: PastRecords = pastRecords(),
): Promise<PairOverviewDto[]> {
  const pairs = await tx.pair.findMany({
    where: { removedAt: null },
    orderBy: { position: 'asc' },
    select: { id: true, name: true },
  });
  const from = Math.floor(now / DAY_MS) * DAY_MS - (OVERVIEW_DAYS - 1) * DAY_MS;
  const records = await recordsByPair(tx, { from, to: now }, past);
  const worst = await worstPools(tx, now);
  const incidents = await openIncidents(tx);
  return pairs.map(({ id, name }) => ({
    name,
    worstPool: worst.get(id) ?? null,
    incident: incidents.get(id) ?? null,
    redundancy: recordOf(records(id)),
  }));
}

/** The records of days that are over, by the pair's id: of the thousands of stays they are made of none changes any more. */
export type PastRecords = Kept<ReadonlyMap<number, RedundancyDay[]>>;

export const pastRecords = (): PastRecords => new Kept({ forMs: 3_600_000, most: 2 });

/** So long after midnight the collector may still write of the day before. */
const SETTLED_AFTER_MS = 3_600_000;

/** The record of each pair, by its id. */
async function recordsByPair(
  tx: Tx,
  { from, to }: { from: number; to: number },
  past: PastRecords,
): Promise<(pairId: number) => RedundancyDay[]> {
  const settled = Math.max(from, Math.floor((to - SETTLED_AFTER_MS) / DAY_MS) * DAY_MS);
  const key = `${from} ${settled}`;
  let before = past.get(key, to);
  if (before === undefined) {
    before = await recordsWithin(tx, { from, to: settled });
    past.set(key, before, to);
  }
  const today = await recordsWithin(tx, { from: settled, to });
  const known = before;
  return (id) => [
    ...(known.get(id) ?? redundancyByDay([], from, settled)),
    ...(today.get(id) ?? redundancyByDay([], settled, to)),
  ];
}

async function recordsWithin(
  tx: Tx,
  { from, to }: { from: number; to: number },
): Promise<ReadonlyMap<number, RedundancyDay[]>> {
  const stays = await answeringStaysByPair(tx, { from, to });
  return new Map([...stays].map(([id, ofPair]) => [id, redundancyByDay(ofPair, from, to)]));
}

function recordOf(days: ReturnType<typeof redundancyByDay>): PairOverviewDto['redundancy'] {
  return {
    firstDay: days[0]?.day ?? '',
    days: days.map(({ two, one, none, unseen }) => [two, one, none, unseen]),
  };
}

type Worst = { poolId: number; serverId: number; counters: OmapiCounters };

/** Of each: pair, pool, server, and what that counts. */
const samplesSchema = z.array(z.tuple([z.number(), z.number(), z.number(), omapiCountersSchema]));

/** By the pair's id. */
async function worstPools(tx: Tx, now: number): Promise<Map<number, WorstPoolDto>> {
  // As one text: a thousand pools come three times as fast so as in rows of their own.
  const [found] = await tx.$queryRaw<{ samples: string | null }[]>`
    SELECT string_agg('[' || CAST(o."pairId" AS TEXT) || ',' || CAST(s."poolId" AS TEXT) || ',' ||
      CAST(s."serverId" AS TEXT) || ',' || s."values" || ']', ',' ORDER BY s."poolId", s."serverId") AS "samples"
    FROM "PoolSample" s
    JOIN "Pool" o ON o."id" = s."poolId"
    JOIN "Pair" p ON p."id" = o."pairId"
    JOIN "Server" v ON v."id" = s."serverId"
    WHERE s."latest" = ${true} AND s."source" = 'omapi'
      AND o."removedAt" IS NULL AND p."removedAt" IS NULL AND v."removedAt" IS NULL`;
  const worst = new Map<number, Worst>();
  for (const [pairId, poolId, serverId, counters] of samplesSchema.parse(
    JSON.parse(`[${found?.samples ?? ''}]`),
  )) {
    if (counters.leaseCount === 0) continue;
    const known = worst.get(pairId);
    if (known === undefined || shareLeft(counters) < shareLeft(known.counters))
      worst.set(pairId, { poolId, serverId, counters });
  }
  return worstPoolDtos(tx, worst, now);
}

const shareLeft = ({ leaseCount, freeLeases, backupLeases }: OmapiCounters): number =>
  (freeLeases + backupLeases) / leaseCount;

/** Only of those that are shown it is asked where they lie and when they were read. */
async function worstPoolDtos(
  tx: Tx,
  worst: ReadonlyMap<number, Worst>,
  now: number,
): Promise<Map<number, WorstPoolDto>> {
  const ids = [...worst.values()];
  const samples = await tx.poolSample.findMany({
    where: { latest: true, source: 'omapi', poolId: { in: ids.map(({ poolId }) => poolId) } },
    select: { poolId: true, serverId: true, until: true, intervalMs: true },
  });
  const pools = await tx.pool.findMany({
    where: { id: { in: ids.map(({ poolId }) => poolId) } },
    select: { id: true, sharedNetwork: true, ranges: true },
  });
  const servers = await tx.server.findMany({
    where: { id: { in: ids.map(({ serverId }) => serverId) } },
    select: { id: true, name: true },
  });
  const dtos = new Map<number, WorstPoolDto>();
  for (const [pairId, { poolId, serverId, counters }] of worst) {
    const sample = samples.find((each) => each.poolId === poolId && each.serverId === serverId);
    const pool = pools.find(({ id }) => id === poolId);
    const server = servers.find(({ id }) => id === serverId);
    if (!sample || !pool || !server) continue;
    dtos.set(pairId, {
      id: poolId,
      title: poolTitle(pool.sharedNetwork, poolSchema.shape.ranges.parse(pool.ranges)),
      server: server.name,
      ...counters,
      usedLeases: counters.leaseCount - counters.freeLeases - counters.backupLeases,
      observedAt: toIso(sample.until),
      freshness: freshness(toMs(sample.until), sample.intervalMs, now),
    });
  }
  return dtos;
}

/** By the pair's id: one pair has one at most. */
async function openIncidents(tx: Tx): Promise<Map<number, PairOverviewDto['incident']>> {
  const rows = await tx.incident.findMany({
    where: { phase: 'open' },
    select: { id: true, pairId: true, openedAt: true, severity: true, acknowledgement: true },
  });
  return new Map(
    rows.map(({ id, pairId, openedAt, severity, acknowledgement }) => [
      pairId,
      {
        id,
        openedAt: toIso(openedAt),
        severity: severitySchema.parse(severity),
        acknowledgedBy: acknowledgementSchema.nullable().parse(acknowledgement)?.by ?? null,
      },
    ]),
  );
}
