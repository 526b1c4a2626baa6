import { type IncidentNoteDto, type NoteKind, noteKindSchema } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import type { IncidentNote } from '../db/generated/sqlite/client.ts';
import { toDate, toIso } from './time.ts';

/** Keeps what somebody wrote down about an incident. */
export async function insertNote(
  tx: Tx,
  {
    incidentId,
    kind = 'note',
    at,
    by,
    text,
  }: { incidentId: number; kind?: NoteKind; at: number; by: string; text: string },
): Promise<IncidentNoteDto> {
  const data = { incidentId, kind, at: toDate(at), actor: by, text };
  return noteDto(await tx.incidentNote.create({ data }));
}

/** One note or factor of an incident; null when the incident has none of that id, or it was removed. */
export async function findNote(
  tx: Tx,
  incidentId: number,
  id: number,
): Promise<{ kind: NoteKind; note: IncidentNoteDto } | null> {
  const row = await tx.incidentNote.findFirst({ where: { id, incidentId, removedAt: null } });
  return row && { kind: noteKindSchema.parse(row.kind), note: noteDto(row) };
}

/** Gives it another text. */
export async function updateNote(
  tx: Tx,
  id: number,
  { text, by, at }: { text: string; by: string; at: number },
): Promise<void> {
  await tx.incidentNote.update({ where: { id }, data: { text, editedAt: toDate(at), editedBy: by } });
}

/** Takes it away from what is told of the incident. */
export async function removeNote(tx: Tx, id: number, at: number): Promise<void> {
  await tx.incidentNote.update({ where: { id }, data: { removedAt: toDate(at) } });
}

export type WrittenNotes = Record<'notes' | 'factors', IncidentNoteDto[]>;

/** What was written down about an incident, in its order, and how much of it was removed. */
export async function listNotes(
  tx: Tx,
  incidentId: number,
): Promise<WrittenNotes & { removed: { notes: number; factors: number } }> {
  const rows = await tx.incidentNote.findMany({ where: { incidentId }, orderBy: { id: 'asc' } });
  const ofKind = (wanted: NoteKind) => {
    const all = rows.filter(({ kind }) => kind === wanted);
    const kept = all.filter(({ removedAt }) => removedAt === null).map(noteDto);
    return { kept, removed: all.length - kept.length };
  };
  const [notes, factors] = [ofKind('note'), ofKind('factor')];
  return {
    notes: notes.kept,
    factors: factors.kept,
    removed: { notes: notes.removed, factors: factors.removed },
  };
}

function noteDto({ id, at, actor, text, editedAt, editedBy }: IncidentNote): IncidentNoteDto {
  const edited = editedAt === null ? null : { at: toIso(editedAt), by: editedBy ?? actor };
  return { id, at: toIso(at), by: actor, text, edited };
}
