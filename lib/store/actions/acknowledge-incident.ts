import { wants } from '../../alerts/wants.ts';
import { severitySchema } from '../../contracts/severity.ts';
import type { Tx } from '../../db/client.ts';
import { type Incident, Prisma } from '../../db/generated/sqlite/client.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { type Acknowledgement, acknowledgementSchema } from '../acknowledgement.ts';
import { endpointsToTell } from '../endpoints.ts';
import { jsonColumn } from '../json.ts';
import { incidentData, messageBody } from '../message-data.ts';
import { enqueueMessage } from '../messages.ts';
import { toMs } from '../time.ts';
import { takeTurn } from '../topics.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

export type Acknowledge = { id: number; by: string; note: string | null; now: number };

/**
 * Somebody looks after an open incident and the alerts of it that fire: whoever wants to be told of it is told that, if
 * anybody was told of it at all. Said again by the same, it changes nothing; a conflict when somebody else did before, or
 * it is over.
 */
export async function acknowledgeIncident(tx: Tx, act: Acknowledge): Promise<void> {
  const { id, now } = act;
  const by = checkedText(act.by, 'the name of who acknowledges');
  await takeTurn(tx);
  const row = await tx.incident.findUnique({ where: { id }, include: { pair: { select: { name: true } } } });
  if (!row) throw new ActionError('not-found', `There is no incident ${id}.`);
  if (row.resolvedAt)
    throw new ActionError('conflict', `Incident ${id} is over since ${utcMinute(toMs(row.resolvedAt))}.`);
  if (isAcknowledgedBy(by, row.acknowledgement, `Incident ${id}`)) return;
  const acknowledgement = { at: now, by, note: noteOf(act) };
  const column = jsonColumn(acknowledgement);
  await tx.incident.update({ where: { id }, data: { acknowledgement: column } });
  await tx.alert.updateMany({
    where: { incidentId: id, phase: 'firing', acknowledgement: { equals: Prisma.DbNull } },
    data: { acknowledgement: column },
  });
  const sentence = `${by} acknowledged incident ${id}${noteWords(acknowledgement)}`;
  const eventId = await tellAction(tx, {
    key: `incident:${id}`,
    pair: row,
    incidentId: id,
    to: 'acknowledged',
    sentence,
    by,
    now,
    topics: ['alerts', 'incidents', 'endpoints'],
  });
  await tell(tx, row, { eventId, sentence, now });
}

type Row = Incident & { pair: { name: string } };

async function tell(
  tx: Tx,
  { id, pairId, pair, severity }: Row,
  { eventId, sentence, now }: { eventId: number; sentence: string; now: number },
): Promise<void> {
  const wasTold = await tx.message.count({ where: { incidentId: id, type: { startsWith: 'incident.' } } });
  if (wasTold === 0) return;
  const telling = { kind: 'incident', pair: pair.name, severity: severitySchema.parse(severity) } as const;
  const endpoints = (await endpointsToTell(tx)).filter(({ filter }) => wants(filter, telling));
  const type = 'incident.acknowledged';
  const data = await incidentData(tx, id, sentence);
  await enqueueMessage(tx, {
    cause: `event:${eventId}`,
    stream: `incident:${id}`,
    pairId,
    incidentId: id,
    type,
    sentence,
    body: messageBody(type, data, now),
    endpoints: endpoints.map(({ name }) => name),
    now,
  });
}

/** Throws `ActionError` when somebody else acknowledged it. `column`: what is kept of that; `what`: what it is about. */
export function isAcknowledgedBy(by: string, column: unknown, what: string): boolean {
  const known = acknowledgementSchema.nullable().parse(column);
  if (known === null) return false;
  if (known.by === by) return true;
  const at = utcMinute(known.at);
  throw new ActionError(
    'conflict',
    `${what} was acknowledged by ${known.by} already, at ${at}${noteWords(known)}`,
  );
}

export function noteOf({ note }: Acknowledge): string | null {
  return note?.trim() || null;
}

/** The end of a sentence. */
export function noteWords({ note }: Pick<Acknowledgement, 'note'>): string {
  return note === null ? '.' : `: ${note}`;
}
