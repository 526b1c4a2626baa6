import type { Tx } from '../db/client.ts';
import { CLOCK_METHODS, type SkewSample } from '../pair/clocks/facts.ts';
import type { Skew } from '../pair/facts.ts';
import { toDate, toMs } from './time.ts';

export type NewClockSample = {
  /** Null for a skew: the secondary's clock minus the primary's. */
  serverId: number | null;
  method: Skew['method'];
  at: number;
  valueMs: number;
  uncertaintyMs: number;
};

/** Keeps measurements of the clocks of a pair. */
export async function saveClockSamples(
  tx: Tx,
  pairId: number,
  samples: readonly NewClockSample[],
): Promise<void> {
  if (samples.length === 0) return;
  await tx.clockSample.createMany({
    data: samples.map(({ at, ...sample }) => ({ pairId, ...sample, at: toDate(at) })),
  });
}

/** The skews of a pair as its clocks were read since a time, oldest first; what lease files and stamps told is no measurement. */
export async function loadSkews(tx: Tx, pairId: number, since: number): Promise<SkewSample[]> {
  const rows = await tx.clockSample.findMany({
    where: { pairId, serverId: null, method: { in: [...CLOCK_METHODS] }, at: { gte: toDate(since) } },
    orderBy: { at: 'asc' },
    select: { at: true, valueMs: true, uncertaintyMs: true },
  });
  return rows.map(({ at, valueMs, uncertaintyMs }) => ({ at: toMs(at), skewMs: valueMs, uncertaintyMs }));
}

/** Removes at most `limit` measurements from before a time, and says how many: less than `limit` means that none is left. */
export function pruneClockSamples(
  tx: Tx,
  { before, limit }: { before: number; limit: number },
): Promise<number> {
  const time = toDate(before);
  return tx.$executeRaw`
    DELETE FROM "ClockSample" WHERE "id" IN (
      SELECT "id" FROM "ClockSample" WHERE "at" < ${time} ORDER BY "at" LIMIT ${limit}
    )`;
}
