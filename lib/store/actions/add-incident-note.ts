import type { IncidentNoteDto } from '../../contracts/incident.ts';
import type { Tx } from '../../db/client.ts';
import { insertNote } from '../incident-notes.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

/** Writes something down about an incident, over or not. */
export async function addIncidentNote(
  tx: Tx,
  act: { id: number; by: string; text: string; now: number },
): Promise<IncidentNoteDto> {
  const { id, now } = act;
  const by = checkedText(act.by, 'the name of who writes');
  const text = checkedText(act.text, 'what is to be written down');
  const incident = await tx.incident.findUnique({ where: { id }, select: { pairId: true } });
  if (!incident) throw new ActionError('not-found', `There is no incident ${id}.`);
  const note = await insertNote(tx, { incidentId: id, at: now, by, text });
  await tellAction(tx, {
    key: `note:${note.id}`,
    pair: incident,
    incidentId: id,
    to: 'noted',
    sentence: `${by} noted on incident ${id}: ${text}`,
    by,
    now,
    topics: ['incidents'],
  });
  return note;
}
