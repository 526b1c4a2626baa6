import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

/** Begins a pair's time of being so ready; the time before ends where it begins. Said again, it changes nothing. */
export async function openReadinessSpan(
  tx: Tx,
  pairId: number,
  { word, from }: { word: string; from: number },
): Promise<void> {
  const open = { pairId, until: null };
  if ((await tx.readinessSpan.count({ where: { ...open, word } })) > 0) return;
  const begin = toDate(from);
  await tx.readinessSpan.updateMany({ where: open, data: { until: begin } });
  await tx.readinessSpan.create({ data: { pairId, word, from: begin } });
}

/** Removes at most `limit` times that ended before one, and says how many: less than `limit` means that none is left. */
export function pruneReadinessSpans(
  tx: Tx,
  { before, limit }: { before: number; limit: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "ReadinessSpan" WHERE "id" IN (
      SELECT "id" FROM "ReadinessSpan" WHERE "until" < ${toDate(before)} ORDER BY "id" LIMIT ${limit}
    )`;
}
