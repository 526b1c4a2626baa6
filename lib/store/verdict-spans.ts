import type { Leave } from '../alerts/facts.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import { toDate, toMs } from './time.ts';

/**
 * Begins a pair's time under a verdict; the time before ends where it begins. Said again of the time that is open, it
 * changes nothing.
 */
export async function openVerdictSpan(
  tx: Tx,
  pairId: number,
  { verdict, code, from }: { verdict: Verdict; code: string; from: number },
): Promise<void> {
  const begin = toDate(from);
  const open = { pairId, until: null };
  if ((await tx.verdictSpan.count({ where: { ...open, verdict, code, from: begin } })) > 0) return;
  await tx.verdictSpan.updateMany({ where: open, data: { until: begin } });
  await tx.verdictSpan.create({ data: { pairId, verdict, code, from: begin } });
}

/**
 * When a pair stopped to be healthy since a time, each time, oldest first. That nothing was known for a while is no such
 * time: mostly it is Pairwatch that was cut off, from all pairs at once. What is known right after it is.
 */
export async function leavesOfHealthy(tx: Tx, pairId: number, since: number): Promise<Leave[]> {
  const select = { verdict: true, from: true, until: true } as const;
  const begun = await tx.verdictSpan.findMany({
    where: { pairId, from: { gte: toDate(since) } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select,
  });
  const before = await tx.verdictSpan.findFirst({
    where: { pairId, from: { lt: toDate(since) } },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    select,
  });
  const spans = [...(before ? [before] : []), ...begun];
  const leaves: Leave[] = [];
  let wasHealthy = false;
  let going: Leave | null = null;
  let watchedUntil: number | null = null;
  for (const { verdict, from, until } of spans) {
    if (watchedUntil !== from.getTime()) {
      if (going) going.backAt = watchedUntil;
      going = null;
      wasHealthy = false;
    }
    watchedUntil = toMs(until);
    if (verdict === 'unknown') continue;
    const isHealthy = verdict === 'healthy';
    if (going && isHealthy) {
      going.backAt = from.getTime();
      going = null;
    }
    if (wasHealthy && !isHealthy) {
      going = { at: from.getTime(), backAt: null };
      leaves.push(going);
    }
    wasHealthy = isHealthy;
  }
  if (going) going.backAt = watchedUntil;
  return leaves;
}

/** Longer ago than this is another story. */
const TROUBLE_MS = 86_400_000;

/**
 * Since when a pair had not been healthy at a time, without a break, within the day before it; that time itself when it was
 * healthy until then. What began some trouble may have been too short for an alert.
 */
export async function troubleSince(tx: Tx, pairId: number, at: number): Promise<number> {
  const spans = await tx.verdictSpan.findMany({
    where: { pairId, from: { lte: toDate(at), gte: toDate(at - TROUBLE_MS) } },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    select: { verdict: true, from: true },
  });
  const healthy = spans.findIndex(({ verdict }) => verdict === 'healthy');
  const trouble = healthy < 0 ? spans : spans.slice(0, healthy);
  return toMs(trouble.at(-1)?.from ?? toDate(at));
}
