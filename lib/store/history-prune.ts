import type { Tier } from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import { COARSER } from '../history/tiers.ts';
import { historyProgress } from './history-progress.ts';
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
