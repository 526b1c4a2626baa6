import type { RedundancyQuery } from '../contracts/redundancy.ts';
import type { Tx } from '../db/client.ts';
import type { AnsweringSpan } from '../db/generated/sqlite/client.ts';
import { type AnsweringStay, type RedundancyDay, redundancyByDay } from '../pair/redundancy.ts';
import { toDate, toMs } from './time.ts';

/** A judgement that comes later than this after the one before says nothing about the time between. */
const SEEN_WITHIN_INTERVALS = 5;

/**
 * Notes how many servers of a pair answer clients at `now`: the same as a moment ago makes the present stay longer.
 * `intervalMs` is how often that is found out.
 */
export async function recordAnswering(
  tx: Tx,
  pairId: number,
  { servers, now, intervalMs }: { servers: AnsweringStay['servers']; now: number; intervalMs: number },
): Promise<void> {
  const last = await tx.answeringSpan.findFirst({ where: { pairId }, orderBy: { id: 'desc' } });
  const goesOn =
    last !== null && now >= toMs(last.until) && now - toMs(last.until) <= SEEN_WITHIN_INTERVALS * intervalMs;
  const until = toDate(now);
  if (goesOn) await tx.answeringSpan.update({ where: { id: last.id }, data: { until } });
  if (!goesOn || last.servers !== servers)
    await tx.answeringSpan.create({ data: { pairId, servers, from: until, until } });
}

/** The stays that lie in a stretch of time, in part at least, oldest first. */
export async function answeringStays(
  tx: Tx,
  pairId: number,
  { from, to }: { from: number; to: number },
): Promise<AnsweringStay[]> {
  const rows = await tx.answeringSpan.findMany({
    where: { pairId, from: { lt: toDate(to) }, until: { gt: toDate(from) } },
    orderBy: { from: 'asc' },
  });
  return rows.map(stayOf);
}

/** The same of all pairs at once, by the pair's id. */
export async function answeringStaysByPair(
  tx: Tx,
  { from, to }: { from: number; to: number },
): Promise<Map<number, AnsweringStay[]>> {
  // Some thousands of rows, which come twice as fast so.
  const rows = await tx.$queryRaw<AnsweringRow[]>`
    SELECT s."pairId", s."servers", s."from", s."until"
    FROM "AnsweringSpan" s JOIN "Pair" p ON p."id" = s."pairId"
    WHERE p."removedAt" IS NULL AND s."from" < ${toDate(to)} AND s."until" > ${toDate(from)}
    ORDER BY s."from"`;
  const stays = new Map<number, AnsweringStay[]>();
  for (const row of rows) {
    const known = stays.get(row.pairId);
    if (known) known.push(stayOf(row));
    else stays.set(row.pairId, [stayOf(row)]);
  }
  return stays;
}

type AnsweringRow = Pick<AnsweringSpan, 'pairId' | 'servers' | 'from' | 'until'>;

function stayOf({ servers, from, until }: Omit<AnsweringRow, 'pairId'>): AnsweringStay {
  return { servers: servers === 0 ? 0 : servers === 1 ? 1 : 2, from: toMs(from), until: toMs(until) };
}

const DAY_MS = 86_400_000;

/** The redundancy record of a pair: its last days, today included; null for a name not in the settings. */
export async function redundancy(
  tx: Tx,
  pairName: string,
  { days }: RedundancyQuery,
  now: number,
): Promise<RedundancyDay[] | null> {
  const pair = await tx.pair.findUnique({ where: { name: pairName, removedAt: null }, select: { id: true } });
  if (!pair) return null;
  const from = Math.floor(now / DAY_MS) * DAY_MS - (days - 1) * DAY_MS;
  return redundancyByDay(await answeringStays(tx, pair.id, { from, to: now }), from, now);
}

/** Removes at most `limit` stays that ended before a time, and says how many: less than `limit` means that none is left. */
export function pruneAnsweringSpans(
  tx: Tx,
  { before, limit }: { before: number; limit: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "AnsweringSpan" WHERE "id" IN (
      SELECT "id" FROM "AnsweringSpan" WHERE "until" < ${toDate(before)} ORDER BY "id" LIMIT ${limit}
    )`;
}
