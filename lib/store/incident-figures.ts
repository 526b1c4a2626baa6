import type { IncidentFiguresDto } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import type { Incident } from '../db/generated/sqlite/client.ts';
import { redundancyByDay } from '../pair/redundancy.ts';
import { acknowledgementSchema } from './acknowledgement.ts';
import { answeringStays } from './answering-spans.ts';
import { idParts } from './id-parts.ts';
import { poolStatsSchema } from './pool-figures.ts';
import { toDate, toIso, toMs } from './time.ts';
import { troubleSince } from './verdict-spans.ts';

/** When the trouble of an incident began: what led to it may have been too short for an alert. */
export async function beginOf(tx: Tx, { pairId, firstSymptomAt }: Incident): Promise<number> {
  const symptomAt = toMs(firstSymptomAt);
  return Math.min(symptomAt, await troubleSince(tx, pairId, symptomAt));
}

/** What an incident that began at `beganAt` comes to; one that goes on as far as `now`. */
export async function incidentFigures(
  tx: Tx,
  row: Incident,
  { beganAt, now }: { beganAt: number; now: number },
): Promise<IncidentFiguresDto> {
  const acknowledgement = acknowledgementSchema.nullable().parse(row.acknowledgement);
  const openedAt = toMs(row.openedAt);
  const resolvedAt = toMs(row.resolvedAt);
  const time = { from: beganAt, to: resolvedAt ?? now };
  return {
    beganAt: toIso(toDate(beganAt)),
    detectMs: Math.max(0, openedAt - beganAt),
    acknowledgeMs: acknowledgement && Math.max(0, acknowledgement.at - openedAt),
    resolveMs: resolvedAt === null ? null : Math.max(0, resolvedAt - beganAt),
    answering: await answeringMinutes(tx, row.pairId, time),
    clients: await clientsAt(tx, row.pairId, beganAt),
  };
}

async function answeringMinutes(
  tx: Tx,
  pairId: number,
  { from, to }: { from: number; to: number },
): Promise<IncidentFiguresDto['answering']> {
  const stays = (await answeringStays(tx, pairId, { from, to })).map((stay) => ({
    ...stay,
    from: Math.max(from, stay.from),
  }));
  const sum = { two: 0, one: 0, none: 0, unseen: 0 };
  for (const day of redundancyByDay(stays, from, to))
    for (const name of ['two', 'one', 'none'] as const) sum[name] += day[name];
  const seen = sum.two + sum.one + sum.none;
  const tenth = (minutes: number) => Math.round(minutes * 10) / 10;
  return {
    two: tenth(sum.two),
    one: tenth(sum.one),
    none: tenth(sum.none),
    unseen: tenth(Math.max(0, (to - from) / 60_000 - seen)),
  };
}

const BUCKET_MS = 300_000;
const HOUR_MS = 3_600_000;

/** How many addresses of the pair had a client at a time, by the lease file that has more of them; null where none was counted. */
async function clientsAt(tx: Tx, pairId: number, at: number): Promise<IncidentFiguresDto['clients']> {
  const pools = await tx.pool.findMany({ where: { pairId }, select: { id: true } });
  const servers = await tx.server.findMany({ where: { pairId }, select: { id: true, name: true } });
  for (const [tier, lengthMs] of [
    ['5m', BUCKET_MS],
    ['1h', HOUR_MS],
  ] as const) {
    const begin = Math.floor(at / lengthMs) * lengthMs;
    const counts = new Map<number, number>();
    for (const poolIds of idParts(pools.map(({ id }) => id))) {
      const rows = await tx.poolBucket.findMany({
        where: {
          tier,
          poolId: { in: poolIds },
          serverId: { in: servers.map(({ id }) => id) },
          source: 'leases',
          at: toDate(begin),
        },
        select: { serverId: true, stats: true },
      });
      for (const { serverId, stats } of rows) {
        const { active, ended } = poolStatsSchema.parse(stats);
        const inUse = (active?.last ?? 0) - (ended?.last ?? 0);
        counts.set(serverId, (counts.get(serverId) ?? 0) + inUse);
      }
    }
    const [most] = [...counts].sort(([, one], [, other]) => other - one);
    const server = servers.find(({ id }) => id === most?.[0]);
    if (most && server) return { count: most[1], server: server.name, at: toIso(toDate(begin)) };
  }
  return null;
}
