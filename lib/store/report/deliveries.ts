import type { Tx } from '../../db/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { deliverySummary, WITH_LAST_TRY } from '../delivery-dto.ts';
import { toIso } from '../time.ts';

const MOST_MESSAGES = 1_000;

/** The messages about an incident and each try to send them, in their order. */
export async function deliveriesOf(tx: Tx, incidentId: number): Promise<ReportFacts['deliveries']> {
  const rows = await tx.message.findMany({
    where: { incidentId },
    include: { pair: WITH_LAST_TRY.pair, deliveries: { orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
    take: MOST_MESSAGES,
  });
  return rows.map(({ deliveries, ...row }) => ({
    ...deliverySummary({ ...row, deliveries: deliveries.slice(-1) }),
    tries: deliveries.map(({ attemptedAt, durationMs, status, answer, error }) => ({
      attemptedAt: toIso(attemptedAt),
      latencyMs: durationMs,
      status,
      answer,
      error,
    })),
  }));
}
