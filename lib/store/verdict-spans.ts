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

/** When a pair stopped to be healthy since a time, each time, oldest first. */
export async function leavesOfHealthy(tx: Tx, pairId: number, since: number): Promise<number[]> {
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
  return spans.flatMap(({ verdict, from }, index) => {
    const former = spans[index - 1];
    const followsHealthy = former?.verdict === 'healthy' && former.until?.getTime() === from.getTime();
    return followsHealthy && verdict !== 'healthy' ? [toMs(from)] : [];
  });
}
