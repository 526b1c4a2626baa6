import { verdictSchema } from '../../contracts/verdict.ts';
import type { Tx } from '../../db/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { toDate, toMs } from '../time.ts';

type Time = { from: number; until: number };

const within = ({ from, until }: Time) => ({
  from: { lte: toDate(until) },
  OR: [{ until: null }, { until: { gt: toDate(from) } }],
});
const OLDEST_FIRST = [{ from: 'asc' as const }, { id: 'asc' as const }];
/** A pair that flaps for days has no more that tell anything new. */
const MOST_SPANS = 5_000;

export async function verdictsIn(tx: Tx, pairId: number, time: Time): Promise<ReportFacts['verdicts']> {
  const rows = await tx.verdictSpan.findMany({
    where: { pairId, ...within(time) },
    orderBy: OLDEST_FIRST,
    take: MOST_SPANS,
  });
  return rows.map(({ verdict, code, from, until }) => ({
    verdict: verdictSchema.parse(verdict),
    code,
    from: toMs(from),
    until: toMs(until),
  }));
}

export async function readinessIn(tx: Tx, pairId: number, time: Time): Promise<ReportFacts['readiness']> {
  const rows = await tx.readinessSpan.findMany({
    where: { pairId, ...within(time) },
    orderBy: OLDEST_FIRST,
    take: MOST_SPANS,
  });
  return rows.map(({ word, from, until }) => ({ word, from: toMs(from), until: toMs(until) }));
}

export async function staysIn(tx: Tx, serverId: number, time: Time) {
  const rows = await tx.stateSpan.findMany({
    where: { serverId, ...within(time) },
    orderBy: OLDEST_FIRST,
    take: MOST_SPANS,
  });
  return rows.map(({ state, from, until, lastSeenAt, stosAt }) => ({
    state,
    from: toMs(from),
    until: toMs(until),
    seenUntil: toMs(lastSeenAt),
    stosAt: toMs(stosAt),
  }));
}
