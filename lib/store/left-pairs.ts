import type { Tx } from '../db/client.ts';

/** Pairs that left the settings while an alert or an incident of theirs was open. */
export async function pairsLeftInTrouble(tx: Tx): Promise<{ pairId: number; name: string }[]> {
  const rows = await tx.pair.findMany({
    where: {
      removedAt: { not: null },
      OR: [{ alerts: { some: { phase: { not: 'resolved' } } } }, { incidents: { some: { phase: 'open' } } }],
    },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  });
  return rows.map(({ id, name }) => ({ pairId: id, name }));
}
