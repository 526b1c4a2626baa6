import type { Tx } from '../../db/client.ts';
import { redundancyByDay } from '../../pair/redundancy.ts';
import { answeringStays } from '../answering-spans.ts';
import { toDate, toMs } from '../time.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;
/** A day is not watched without a break when somebody restarts Pairwatch. */
const MOST_UNSEEN_MINUTES = 15;

/** The last day (UTC) before a time on which the pair was healthy all day, as far as it was watched; null for none in 90 days. */
export async function lastHealthyDay(
  tx: Tx,
  pairId: number,
  at: number,
): Promise<{ day: string; end: number } | null> {
  const today = Math.floor(at / DAY_MS) * DAY_MS;
  const from = today - MOST_DAYS * DAY_MS;
  const ill = await tx.verdictSpan.findMany({
    where: {
      pairId,
      verdict: { not: 'healthy' },
      from: { lt: toDate(today) },
      OR: [{ until: null }, { until: { gt: toDate(from) } }],
    },
    select: { from: true, until: true },
  });
  const illDays = new Set<number>();
  for (const span of ill) {
    const end = Math.min(toMs(span.until) ?? today, today);
    for (let day = dayOf(Math.max(toMs(span.from), from)); day < end; day += DAY_MS) illDays.add(day);
  }
  const days = redundancyByDay(await answeringStays(tx, pairId, { from, to: today }), from, today);
  const last = days.findLast(
    ({ day, unseen }) => unseen <= MOST_UNSEEN_MINUTES && !illDays.has(Date.parse(day)),
  );
  return last ? { day: last.day, end: Date.parse(last.day) + DAY_MS } : null;
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;
