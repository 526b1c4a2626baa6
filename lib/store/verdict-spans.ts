import type { Verdict } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

/** Begins a pair's time under a verdict; the time before ends where it begins. */
export async function openVerdictSpan(
  tx: Tx,
  pairId: number,
  { verdict, code, from }: { verdict: Verdict; code: string; from: number },
): Promise<void> {
  const begin = toDate(from);
  await tx.verdictSpan.updateMany({ where: { pairId, until: null }, data: { until: begin } });
  await tx.verdictSpan.create({ data: { pairId, verdict, code, from: begin } });
}
