import type { Tx } from '../../db/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { listTasks } from '../incident-tasks.ts';
import { toIso } from '../time.ts';

/** What people wrote down about an incident: notes, what contributed to it, and what is to be done. */
export async function writtenOf(
  tx: Tx,
  incidentId: number,
): Promise<Pick<ReportFacts, 'notes' | 'factors' | 'actions'>> {
  const rows = await tx.incidentNote.findMany({
    where: { incidentId, removedAt: null },
    orderBy: { id: 'asc' },
  });
  const ofKind = (kind: string) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ id, at, actor, text }) => ({ id, at: toIso(at), by: actor, text }));
  return { notes: ofKind('note'), factors: ofKind('factor'), actions: await listTasks(tx, incidentId) };
}
