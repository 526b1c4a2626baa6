import type { Tx } from '../../db/client.ts';
import type { RecordFacts, Span } from '../../record/facts.ts';
import { toDate, toMs } from '../time.ts';

const MOST_CHANGES = 200;

/** Configurations that were seen to change within a time: how many times, and the last of them, oldest first. */
export async function changesIn(
  tx: Tx,
  pairIds: readonly number[],
  { from, until }: Span,
): Promise<Pick<RecordFacts, 'changes' | 'changeCount'>> {
  const where = {
    kind: 'config',
    backfilled: false,
    sortAt: { gte: toDate(from), lt: toDate(until) },
    pairId: { in: [...pairIds] },
  };
  const rows = await tx.event.findMany({
    where,
    include: { pair: { select: { name: true } }, server: { select: { name: true } } },
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
    take: MOST_CHANGES,
  });
  return {
    changes: rows.reverse().map(({ pair, server, sortAt, sentence }) => ({
      pair: pair?.name ?? '',
      server: server?.name ?? null,
      at: toMs(sortAt),
      sentence,
    })),
    changeCount: rows.length < MOST_CHANGES ? rows.length : await tx.event.count({ where }),
  };
}
