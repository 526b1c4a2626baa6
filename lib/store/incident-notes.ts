import type { IncidentNoteDto } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import type { IncidentNote } from '../db/generated/sqlite/client.ts';
import { toDate, toIso } from './time.ts';

/** Keeps what somebody wrote down about an incident. */
export async function insertNote(
  tx: Tx,
  { incidentId, at, by, text }: { incidentId: number; at: number; by: string; text: string },
): Promise<IncidentNoteDto> {
  return noteDto(await tx.incidentNote.create({ data: { incidentId, at: toDate(at), actor: by, text } }));
}

/** What was written down about an incident, in its order. */
export async function listNotes(tx: Tx, incidentId: number): Promise<IncidentNoteDto[]> {
  const rows = await tx.incidentNote.findMany({ where: { incidentId }, orderBy: { id: 'asc' } });
  return rows.map(noteDto);
}

function noteDto({ id, at, actor, text }: IncidentNote): IncidentNoteDto {
  return { id, at: toIso(at), by: actor, text };
}
