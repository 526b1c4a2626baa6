import type { AlertDto } from '../contracts/alert.ts';
import type { AlertData, IncidentData, MessageType } from '../contracts/message.ts';
import { verdictSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import { ALERT_WITH_PAIR, alertDto } from './alert-dto.ts';
import { incidentWithAlerts } from './incident-dto.ts';
import { toDate, toIso } from './time.ts';

/** The whole body of a message, as it is kept. `data`: what its type wants in lib/contracts/message.ts. */
export function messageBody(type: MessageType, data: object, now: number): string {
  return JSON.stringify({ type, timestamp: toIso(toDate(now)), data });
}

/** A message names no more alerts than this, the worst of those that fire first: somebody has to read it. */
const MOST_ALERTS = 100;

/**
 * What a message about an incident says, of the rows as they are: call it after they were written. `reason`: why it is
 * sent, in one sentence. Throws for an id that is not there.
 */
export async function incidentData(tx: Tx, id: number, reason: string): Promise<IncidentData> {
  const found = await incidentWithAlerts(tx, id);
  if (!found) throw new Error(`incident ${id} is not there, so there is nothing to tell of it`);
  const { row, incident, alerts } = found;
  const { title, status } = await tx.pair.findUniqueOrThrow({
    where: { id: row.pairId },
    select: { title: true, status: { select: { verdict: true } } },
  });
  const worst = alerts.find(({ phase }) => phase === 'firing');
  const { pair, severity, sentence, firstSymptom, openedAt, resolvedAt, acknowledgement } = incident;
  return {
    id,
    pair,
    title,
    severity,
    sentence,
    nextStep: worst?.why.nextStep ?? null,
    firstSymptom: { at: firstSymptom.at, sentence: firstSymptom.sentence },
    openedAt,
    resolvedAt,
    verdict: verdictSchema.nullable().parse(status?.verdict ?? null),
    acknowledgement,
    alerts: alerts.flatMap((alert) => dataOf(alert) ?? []).slice(0, MOST_ALERTS),
    reason,
  };
}

/** What a message about an alert says, of the row as it is. Throws for one that is not there or never fired. */
export async function alertData(tx: Tx, id: number): Promise<AlertData> {
  const row = await tx.alert.findUniqueOrThrow({ where: { id }, include: ALERT_WITH_PAIR });
  const data = dataOf(alertDto(row));
  if (data === null) throw new Error(`alert ${id} has not fired, so there is nothing to tell of it`);
  return data;
}

/** null of one that never fired. */
function dataOf(alert: AlertDto): AlertData | null {
  const { severity, firedAt } = alert;
  if (severity === null || firedAt === null) return null;
  const { id, fingerprint, pair, rule, title, subject, startedAt, resolvedAt, why, labels, incidentId } =
    alert;
  return {
    id,
    fingerprint,
    pair,
    rule,
    title,
    subject,
    severity,
    startedAt,
    firedAt,
    resolvedAt,
    why,
    labels,
    incidentId,
  };
}
