import type { IncidentNoteDto, NoteKind } from '../../contracts/incident.ts';
import type { Tx } from '../../db/client.ts';
import { findNote, insertNote, removeNote, updateNote } from '../incident-notes.ts';
import { insertRevision } from '../incident-revisions.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { pairOfIncident } from './pair-of-incident.ts';
import { tellAction } from './tell-action.ts';

type Act = { id: number; by: string; now: number };
type NoteAct = Act & { note: number };

/** How each kind is called in the history. */
const DEEDS = {
  note: {
    added: ['noted', 'noted on incident'],
    edited: ['note-edited', 'edited a note on incident'],
    removed: ['note-removed', 'removed a note on incident'],
  },
  factor: {
    added: ['factor-named', 'named what contributed to incident'],
    edited: ['factor-edited', 'edited what contributed to incident'],
    removed: ['factor-removed', 'removed what had been named as contributing to incident'],
  },
} as const;

/** Writes something down about an incident, over or not. */
export async function addIncidentNote(
  tx: Tx,
  act: Act & { kind?: NoteKind; text: string },
): Promise<IncidentNoteDto> {
  const { id, kind = 'note', now } = act;
  const by = checkedText(act.by, 'the name of who writes');
  const text = checkedText(act.text, 'what is to be written down');
  await pairOfIncident(tx, id);
  const note = await insertNote(tx, { incidentId: id, kind, at: now, by, text });
  await tell(tx, { id, by, now, note: note.id }, DEEDS[kind].added, text);
  return note;
}

/** Gives it another text, and keeps the one it had. The same text changes nothing. */
export async function changeIncidentNote(tx: Tx, act: NoteAct & { text: string }): Promise<void> {
  const { id, now } = act;
  const by = checkedText(act.by, 'the name of who edits it');
  const text = checkedText(act.text, 'what is to be written down');
  const { kind, note } = await noteOf(tx, act);
  if (text === note.text) return;
  await keep(tx, { ...act, by }, kind, note);
  await updateNote(tx, note.id, { text, by, at: now });
  await tell(tx, { id, by, now, note: note.id }, DEEDS[kind].edited, text);
}

/** Takes it away, and keeps what it said. */
export async function removeIncidentNote(tx: Tx, act: NoteAct): Promise<void> {
  const by = checkedText(act.by, 'the name of who removes it');
  const { kind, note } = await noteOf(tx, act);
  await keep(tx, { ...act, by }, kind, note);
  await removeNote(tx, note.id, act.now);
  await tell(tx, { ...act, by }, DEEDS[kind].removed, note.text);
}

async function noteOf(tx: Tx, { id, note }: NoteAct) {
  await pairOfIncident(tx, id);
  const found = await findNote(tx, id, note);
  if (!found) throw new ActionError('not-found', `Incident ${id} has no note ${note}, or it was removed.`);
  return found;
}

function keep(tx: Tx, { id, by, now }: NoteAct, item: NoteKind, note: IncidentNoteDto): Promise<void> {
  const before = { text: note.text, ...(note.edited ?? { at: note.at, by: note.by }) };
  return insertRevision(tx, { incidentId: id, item, itemId: note.id, at: now, by, before });
}

async function tell(
  tx: Tx,
  { id, by, now, note }: NoteAct,
  [to, deed]: readonly [string, string],
  text: string,
): Promise<void> {
  await tellAction(tx, {
    key: `note:${note}`,
    pair: await pairOfIncident(tx, id),
    incidentId: id,
    to,
    sentence: `${by} ${deed} ${id}: ${text}`,
    by,
    now,
    topics: ['incidents'],
  });
}
