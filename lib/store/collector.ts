import { DEGRADATIONS, type Degradation, type HealthDto } from '../contracts/health.ts';
import { type CollectorFigures, collectorFiguresSchema } from '../contracts/system.ts';
import type { Upkeep } from '../contracts/upkeep.ts';
import type { Database, Tx } from '../db/client.ts';
import { freshness } from '../pair/freshness.ts';
import { jsonColumn } from './json.ts';
import { undeliveredMessages } from './messages.ts';
import { toDate, toIso, toMs } from './time.ts';

/** How often the collector beats: the ruler for whether it lives. */
export const BEAT_INTERVAL_MS = 2_000;

const THE_ONE = 1;

/** A message that waits for longer is stuck. */
const STUCK_MS = 600_000;

export type Beat = {
  /** Differs for every start of a collector. */
  instance: string;
  version: string;
  startedAt: number;
  now: number;
  /** How it keeps up; left out, what it said before stays. */
  figures?: CollectorFigures;
};

/** Says that this collector lives. */
export async function beat(tx: Tx, { instance, version, startedAt, now, figures }: Beat): Promise<void> {
  const columns = {
    instance,
    version,
    startedAt: toDate(startedAt),
    lastSeenAt: toDate(now),
    ...(figures && { figures: jsonColumn(figures) }),
  };
  await tx.collector.upsert({ where: { id: THE_ONE }, create: { id: THE_ONE, ...columns }, update: columns });
}

/** The collector that beat last, whether it still lives or not; null when none ever did. */
export async function currentCollector(tx: Tx): Promise<{ instance: string; lastSeenAt: number } | null> {
  // What each schema had from the first on: a collector of another version may be there.
  const select = { instance: true, lastSeenAt: true };
  const row = await tx.collector.findUnique({ where: { id: THE_ONE }, select });
  return row && { instance: row.instance, lastSeenAt: toMs(row.lastSeenAt) };
}

/** What the collector last said of itself; null when it did not yet, or is of a version with other figures. */
export async function collectorFigures(tx: Tx): Promise<CollectorFigures | null> {
  const row = await tx.collector.findUnique({ where: { id: THE_ONE }, select: { figures: true } });
  return collectorFiguresSchema.safeParse(row?.figures).data ?? null;
}

/** How Pairwatch itself is. */
export async function readHealth(tx: Tx, engine: Database['engine'], now: number): Promise<HealthDto> {
  const row = await tx.collector.findUnique({ where: { id: THE_ONE } });
  const collector = row && {
    startedAt: toIso(row.startedAt),
    lastSeenAt: toIso(row.lastSeenAt),
    freshness: freshness(toMs(row.lastSeenAt), BEAT_INTERVAL_MS, now),
    version: row.version,
  };
  const { waiting, oldestAt, dead } = await undeliveredMessages(tx);
  const status = statusOf(collector?.freshness);
  const upkeep = collectorFiguresSchema.safeParse(row?.figures).data?.upkeep ?? null;
  const found: [Degradation, since: number | null][] = [];
  if (status !== 'ok') found.push([status, toMs(row?.lastSeenAt ?? null)]);
  if (upkeep?.damage) found.push(['database-damaged', upkeep.damage.since]);
  if (upkeep?.backup?.failingSince) found.push(['backup-failing', upkeep.backup.failingSince]);
  if (oldestAt !== null && now - oldestAt > STUCK_MS) found.push(['messages-stuck', oldestAt]);
  if (dead > 0) found.push(['messages-given-up', null]);
  return {
    now: new Date(now).toISOString(),
    status,
    degraded: found.map(([code, since]) => ({
      code,
      sentence: DEGRADATIONS[code],
      since: toIso(toDate(since)),
    })),
    collector,
    database: { engine, upkeep: upkeep && upkeepDto(upkeep) },
    undeliveredMessages: waiting,
    oldestUndeliveredAt: toIso(toDate(oldestAt)),
    deadMessages: dead,
  };
}

function upkeepDto({ backup, checkedAt, damage }: Upkeep): HealthDto['database']['upkeep'] {
  const iso = (at: number | null) => toIso(toDate(at));
  return {
    backup: backup && {
      folder: backup.folder,
      lastAt: iso(backup.lastAt),
      failingSince: iso(backup.failingSince),
      error: backup.error,
    },
    checkedAt: iso(checkedAt),
    damage: damage && { since: toIso(new Date(damage.since)), said: damage.said },
  };
}

function statusOf(freshnessOfBeat: string | undefined): HealthDto['status'] {
  if (freshnessOfBeat === undefined) return 'no-collector';
  return freshnessOfBeat === 'stale' ? 'collector-silent' : 'ok';
}
