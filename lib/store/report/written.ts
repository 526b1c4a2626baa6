import type { Tx } from '../../db/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { listNotes } from '../incident-notes.ts';
import { listTasks } from '../incident-tasks.ts';

/** What people wrote down about an incident: notes, what contributed to it, and what is to be done. */
export async function writtenOf(
  tx: Tx,
  incidentId: number,
): Promise<Pick<ReportFacts, 'notes' | 'factors' | 'actions'>> {
  const { notes, factors } = await listNotes(tx, incidentId);
  return { notes, factors, actions: await listTasks(tx, incidentId) };
}
