import type { Tx } from '../../db/client.ts';
import { titleOf } from '../alert-dto.ts';
import { jsonColumn } from '../json.ts';
import { toIso } from '../time.ts';
import { takeTurn } from '../topics.ts';
import { type Acknowledge, isAcknowledgedBy, noteOf, noteWords } from './acknowledge-incident.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

/** As `acknowledgeIncident`, of one alert that fires; nobody is told. */
export async function acknowledgeAlert(tx: Tx, act: Acknowledge): Promise<void> {
  const { id, now } = act;
  const by = checkedText(act.by, 'the name of who acknowledges');
  await takeTurn(tx);
  const row = await tx.alert.findUnique({ where: { id } });
  if (!row) throw new ActionError('not-found', `There is no alert ${id}.`);
  if (row.resolvedAt)
    throw new ActionError('conflict', `Alert ${id} is over since ${toIso(row.resolvedAt)}.`);
  if (row.phase !== 'firing')
    throw new ActionError('conflict', `Alert ${id} does not fire yet, so there is nothing to acknowledge.`);
  if (isAcknowledgedBy(by, row.acknowledgement, `Alert ${id}`)) return;
  const acknowledgement = { at: now, by, note: noteOf(act) };
  await tx.alert.update({ where: { id }, data: { acknowledgement: jsonColumn(acknowledgement) } });
  await tellAction(tx, {
    key: `alert:${id}`,
    pair: row,
    incidentId: row.incidentId,
    to: 'acknowledged',
    sentence: `${by} acknowledged alert ${id}, ${titleOf(row.rule)}${noteWords(acknowledgement)}`,
    by,
    now,
    topics: ['alerts'],
  });
}
