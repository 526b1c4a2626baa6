import type { Tx } from '../db/client.ts';
import type { BacklogSpan } from '../db/generated/sqlite/client.ts';
import type { BacklogStay } from '../incidents/report/facts.ts';
import { toDate, toMs } from './time.ts';

/** Readings further apart than this say nothing about the time between. */
const GAP_INTERVALS = 3;
/** A count that changes with each reading makes no more rows than one in so long: each has the most of its time. */
const SHORTEST_MS = 30_000;

/**
 * Notes how many leases of a server waited for its partner's acknowledgement at `now`: the same as before makes the present
 * stay longer. `intervalMs` is how often that is read. What is told late, or twice, changes nothing.
 */
export async function recordBacklog(
  tx: Tx,
  serverId: number,
  { count, now, intervalMs }: { count: number; now: number; intervalMs: number },
): Promise<void> {
  const last = await tx.backlogSpan.findFirst({ where: { serverId }, orderBy: { id: 'desc' } });
  if (last !== null && now <= toMs(last.until)) return;
  const goesOn = last !== null && now - toMs(last.until) <= GAP_INTERVALS * intervalMs;
  const until = toDate(now);
  const isSame = goesOn && (count === last.most || now - toMs(last.from) < SHORTEST_MS);
  if (isSame) {
    const most = Math.max(count, last.most);
    await tx.backlogSpan.update({ where: { id: last.id }, data: { until, most } });
    return;
  }
  if (goesOn) await tx.backlogSpan.update({ where: { id: last.id }, data: { until } });
  await tx.backlogSpan.create({ data: { serverId, most: count, from: until, until } });
}

/** A pair that is busy for days has no more that a chart could show. */
const MOST_STAYS = 5_000;

/** What is known of the backlog of a server in a stretch of time, oldest first; between two stays it was not read. */
export async function backlogStays(
  tx: Tx,
  serverId: number,
  { from, until }: { from: number; until: number },
): Promise<BacklogStay[]> {
  const rows = await tx.backlogSpan.findMany({
    where: { serverId, from: { lte: toDate(until) }, until: { gte: toDate(from) } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    take: MOST_STAYS,
  });
  return rows.map(stayOf);
}

const stayOf = ({ from, until, most }: BacklogSpan): BacklogStay => ({
  from: toMs(from),
  until: toMs(until),
  most,
});

/** Removes at most `limit` stays that ended before a time, and says how many: less than `limit` means that none is left. */
export function pruneBacklogSpans(
  tx: Tx,
  { before, limit }: { before: number; limit: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "BacklogSpan" WHERE "id" IN (
      SELECT "id" FROM "BacklogSpan" WHERE "until" < ${toDate(before)} ORDER BY "id" LIMIT ${limit}
    )`;
}
