import type { IncidentNoteDto } from '../../contracts/incident.ts';
import type { Tx } from '../../db/client.ts';

/** Writes something down about an incident, over or not. */
export async function addIncidentNote(
  _tx: Tx,
  _act: { id: number; by: string; text: string; now: number },
): Promise<IncidentNoteDto> {
  throw new Error('still to be written');
}
