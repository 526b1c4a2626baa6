import type { FindingDto } from '../../contracts/finding.ts';
import type { Tx } from '../../db/client.ts';
import { findingDto } from '../findings.ts';
import { toDate } from '../time.ts';

const MOST_FINDINGS = 1_000;

/** What was not as it should be at some time of a stretch, in the order in which it began. */
export async function findingsIn(
  tx: Tx,
  pairId: number,
  servers: readonly { id: number; name: string }[],
  { from, until }: { from: number; until: number },
): Promise<FindingDto[]> {
  const rows = await tx.finding.findMany({
    where: {
      pairId,
      since: { lte: toDate(until) },
      OR: [{ until: null }, { until: { gte: toDate(from) } }],
    },
    orderBy: [{ since: 'desc' }, { id: 'desc' }],
    take: MOST_FINDINGS,
  });
  return rows.reverse().map((row) => findingDto(row, servers));
}
