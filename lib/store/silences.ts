import type { Silence } from '../alerts/suppression.ts';
import type { SilenceDto } from '../contracts/silence.ts';
import type { Tx } from '../db/client.ts';
import type { Silence as SilenceRow } from '../db/generated/sqlite/client.ts';
import { toDate, toIso, toMs } from './time.ts';

const DAY_MS = 86_400_000;
/** So long those that are over are listed. */
const LISTED_MS = 30 * DAY_MS;

/** The silences that hold at `now`. */
export async function activeSilences(tx: Tx, now: number): Promise<Silence[]> {
  const at = toDate(now);
  const rows = await tx.silence.findMany({
    where: { endsAt: { gt: at }, startsAt: { lte: at }, endedAt: null },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, pair, rule, server, pool, startsAt, endsAt }) => ({
    id,
    pair,
    rule,
    server,
    pool,
    startsAt: toMs(startsAt),
    endsAt: toMs(endsAt),
  }));
}

/** Those that hold or are to come, the next to end first; then those that ended within 30 days, the latest first. */
export async function listSilences(tx: Tx, now: number): Promise<SilenceDto[]> {
  const rows = await tx.silence.findMany({
    where: { endsAt: { gt: toDate(now - LISTED_MS) } },
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
  });
  const isOver = (row: SilenceRow) => endOf(row) <= now;
  const over = rows.filter((row) => isOver(row) && endOf(row) > now - LISTED_MS);
  over.sort((one, other) => endOf(other) - endOf(one));
  return [...rows.filter((row) => !isOver(row)), ...over].map(silenceDto);
}

/** When it ends, or was ended. */
export function endOf({ endsAt, endedAt }: SilenceRow): number {
  return toMs(endedAt ?? endsAt);
}

export function silenceDto(row: SilenceRow): SilenceDto {
  const { id, pair, rule, server, pool, startsAt, endsAt, reason, actor, createdAt, endedAt, endedBy } = row;
  return {
    id,
    pair,
    rule,
    server,
    pool,
    startsAt: toIso(startsAt),
    endsAt: toIso(endsAt),
    reason,
    by: actor,
    createdAt: toIso(createdAt),
    ended: endedAt && { at: toIso(endedAt), by: endedBy ?? '' },
  };
}

/** What is silenced: `pool-use-high of pair office`. */
export function silencedWords({
  pair,
  rule,
  server,
  pool,
}: Pick<SilenceRow, 'pair' | 'rule' | 'server' | 'pool'>): string {
  const about = [
    pair === null ? 'all pairs' : `pair ${pair}`,
    ...(server === null ? [] : [`server ${server}`]),
    ...(pool === null ? [] : [`pool ${pool}`]),
  ];
  return `${rule ?? 'all alerts'} of ${about.join(', ')}`;
}
