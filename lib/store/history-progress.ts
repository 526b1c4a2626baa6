import type { BucketTier } from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

/**
 * Up to when the buckets of a tier are made: whatever they are summed up from and lies before is in them. null while
 * there are none.
 */
export async function historyProgress(tx: Tx, tier: BucketTier): Promise<number | null> {
  const row = await tx.historyProgress.findUnique({ where: { tier } });
  return row?.at.getTime() ?? null;
}

export async function saveHistoryProgress(tx: Tx, tier: BucketTier, at: number): Promise<void> {
  const columns = { at: toDate(at) };
  await tx.historyProgress.upsert({ where: { tier }, create: { tier, ...columns }, update: columns });
}

/** Something came late, for a time from `at` on: what was made of that is to be made again, in every tier. */
export async function madeOnlyUpTo(tx: Tx, at: number): Promise<void> {
  await tx.historyProgress.updateMany({ where: { at: { gt: toDate(at) } }, data: { at: toDate(at) } });
}
