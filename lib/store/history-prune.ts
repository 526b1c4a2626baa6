import type { Tier } from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import { COARSER } from '../history/tiers.ts';
import { historyProgress } from './history-progress.ts';
import { readableWindows } from './maintenance.ts';
import { toDate, toMs } from './time.ts';

export type PruneStep = {
  tier: Tier;
  /** Older than this is not to be kept. */
  before: number;
  /** Rows that one step may remove: whoever else writes waits for no more than that. */
  limit: number;
};

/**
 * Removes some of what a tier has kept long enough, of any pool; gives how many rows, fewer than `limit` when nothing
 * more is due. Nothing goes before the next tier has it, nor the latest sample of a pool, however old: it is shown.
 */
export async function pruneTier(tx: Tx, { tier, before, limit }: PruneStep): Promise<number> {
  const next = COARSER[tier];
  const madeTo = next === null ? before : await historyProgress(tx, next);
  if (madeTo === null) return 0;
  const end = { lt: toDate(Math.min(before, madeTo)) };
  const { count } =
    tier === 'raw'
      ? await tx.poolSample.deleteMany({ where: { until: end, latest: false }, limit })
      : await tx.poolBucket.deleteMany({ where: { tier, at: end }, limit });
  return count;
}

/** When the oldest of what a tier may lose ended; null when it has nothing of the kind. */
export async function oldestInTier(tx: Tx, tier: Tier): Promise<number | null> {
  if (tier === 'raw') {
    const sample = await tx.poolSample.findFirst({ where: { latest: false }, orderBy: { until: 'asc' } });
    return toMs(sample?.until ?? null);
  }
  const bucket = await tx.poolBucket.findFirst({ where: { tier }, orderBy: { at: 'asc' } });
  return toMs(bucket?.at ?? null);
}

/** What one step may remove of what was over before a time; as many as `limit` says that more may be due. */
type OldStep = Pick<PruneStep, 'before' | 'limit'>;

/** Removes some incidents that were resolved before a time, with what was noted on them. */
export async function pruneIncidents(tx: Tx, { before, limit }: OldStep): Promise<number> {
  const rows = await tx.incident.findMany({
    where: { phase: 'resolved', resolvedAt: { lt: toDate(before) } },
    orderBy: { resolvedAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  const ids = { in: rows.map(({ id }) => id) };
  await tx.message.updateMany({ where: { incidentId: ids }, data: { incidentId: null } });
  await tx.incident.deleteMany({ where: { id: ids } });
  return rows.length;
}

/** Removes some alerts that were resolved before a time. Those of an incident stay as long as it does. */
export async function pruneAlerts(tx: Tx, { before, limit }: OldStep): Promise<number> {
  const rows = await tx.alert.findMany({
    where: { phase: 'resolved', resolvedAt: { lt: toDate(before) }, incidentId: null },
    orderBy: { resolvedAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  const old = rows.map(({ id }) => id);
  // An incident may have opened with an alert that was told by itself before.
  const firsts = await tx.incident.findMany({
    where: { firstAlertId: { in: old } },
    select: { firstAlertId: true },
  });
  const kept = new Set(firsts.map(({ firstAlertId }) => firstAlertId));
  const { count } = await tx.alert.deleteMany({ where: { id: { in: old.filter((id) => !kept.has(id)) } } });
  return count;
}

/**
 * Removes some messages that were written before a time, with the tries to deliver them, whatever became of them: what
 * still waits after so long is for an endpoint that somebody disabled.
 */
export async function pruneMessages(tx: Tx, { before, limit }: OldStep): Promise<number> {
  const oldest = await tx.message.findMany({
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true, createdAt: true },
  });
  const old = oldest.filter(({ createdAt }) => toMs(createdAt) < before).map(({ id }) => id);
  await tx.message.deleteMany({ where: { id: { in: old } } });
  return old.length;
}

/**
 * Removes some maintenance windows that were called off before a time, and those made in a browser for once that were over
 * before it: all that are there are looked at in every step of the alerts.
 */
export async function pruneWindows(tx: Tx, { before, limit }: OldStep): Promise<number> {
  const { rows } = await readableWindows(tx, { createdAt: { lt: toDate(before) } });
  const old = rows.filter(({ origin, removedAt, schedule }) => {
    if (removedAt !== null) return toMs(removedAt) < before;
    return origin === 'database' && schedule.kind === 'once' && Date.parse(schedule.endsAt) < before;
  });
  const ids = old.slice(0, limit).map(({ id }) => id);
  await tx.maintenanceWindow.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}

/** An incident's report looks at what came before its first symptom, too. */
const BEFORE_AN_INCIDENT_MS = 86_400_000;

/**
 * Removes some events from before a time. Nothing goes that happened since the day before the first incident that is still
 * there: reports on it are made of that.
 */
export async function pruneEvents(tx: Tx, { before, limit }: OldStep): Promise<number> {
  const { _min } = await tx.incident.aggregate({ _min: { firstSymptomAt: true } });
  const first = toMs(_min.firstSymptomAt);
  const end = first === null ? before : Math.min(before, first - BEFORE_AN_INCIDENT_MS);
  const old = await tx.event.findMany({
    where: { sortAt: { lt: toDate(end) }, incidentId: null },
    orderBy: { sortAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  await tx.event.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
  return old.length;
}

/** Removes some of what was done before a time from the record of who did what. */
export async function pruneAudit(tx: Tx, { before, limit }: OldStep): Promise<number> {
  const { count } = await tx.auditEntry.deleteMany({ where: { at: { lt: toDate(before) } }, limit });
  return count;
}
