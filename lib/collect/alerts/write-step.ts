import { isDeepStrictEqual } from 'node:util';
import type { Alert } from '../../alerts/alert.ts';
import type { Tx } from '../../db/client.ts';
import { deleteAlert, insertAlert, updateAlert } from '../../store/alerts.ts';
import { insertIncident, updateIncident } from '../../store/incidents.ts';
import { bumpTopics } from '../../store/topics.ts';
import type { AlertScope } from './scope.ts';
import type { AlertRow, AlertStep, IncidentStep } from './step.ts';

/** How often an alert of which nothing is new is written all the same, so that its age tells that it was looked at. */
const RESEEN_AFTER_MS = 60_000;

/** How often its words are, which change with every figure in them: a thousand pools would be written at every look. */
const RETOLD_AFTER_MS = 20_000;

/** `incidentId`: the incident it belongs to. */
export type WrittenAlert = AlertRow & { id: number; alert: Alert; incidentId: number | null };
export type WrittenIncident = IncidentStep & { id: number };

/** What of a step is kept, by the ids of its rows. */
export type WrittenStep = { alerts: WrittenAlert[]; incident: WrittenIncident | null };

/** Keeps the alerts and the incident of a step. */
export async function writeStep(
  tx: Tx,
  scope: AlertScope,
  { rows, incident: step }: AlertStep,
  now: number,
): Promise<WrittenStep> {
  const ids = new Map<string, number>();
  for (const row of rows) {
    const id = await writeAlert(tx, scope, row, now);
    if (id !== null) ids.set(row.fingerprint, id);
  }
  const incident = step && { ...step, id: await writeIncident(tx, scope, step, ids) };
  const alerts: WrittenAlert[] = [];
  for (const row of rows) {
    const { alert, former, fingerprint, isMember } = row;
    const id = ids.get(fingerprint);
    if (alert === null || id === undefined) continue;
    const before = former?.incidentId ?? null;
    const incidentId = isMember && incident ? incident.id : before;
    if (incidentId !== before) await updateAlert(tx, id, { incidentId });
    alerts.push({ ...row, alert, id, incidentId });
  }
  await bumpTopics(tx, topicsOf(rows, step));
  return { alerts, incident };
}

/** Gives its id; null when nothing of it is kept. */
async function writeAlert(
  tx: Tx,
  { pairId }: AlertScope,
  row: AlertRow,
  now: number,
): Promise<number | null> {
  const { former, alert, suppression, toldBy, toldSeverity, acknowledgement } = row;
  if (alert === null) {
    if (former) await deleteAlert(tx, former.id);
    return null;
  }
  const columns = { alert, suppression, toldBy, toldSeverity, acknowledgement, observedAt: now };
  if (former === null) return insertAlert(tx, pairId, columns);
  const isRetold = former.why.sentence !== alert.why.sentence;
  const dueAfterMs = isRetold ? RETOLD_AFTER_MS : RESEEN_AFTER_MS;
  if (isNews(row) || Math.abs(now - former.observedAt) >= dueAfterMs) {
    await updateAlert(tx, former.id, columns);
  }
  return former.id;
}

/** Whether it is to be written now. */
function isNews({ former, alert, change, suppression, toldBy, acknowledgement }: AlertRow): boolean {
  if (former === null || alert === null || change !== null) return true;
  const timers = ({ clearSince, noDataSince, levels }: typeof alert) => ({ clearSince, noDataSince, levels });
  return !(
    isDeepStrictEqual(timers(former), timers(alert)) &&
    isDeepStrictEqual(former.suppression, suppression) &&
    isDeepStrictEqual(former.acknowledgement, acknowledgement) &&
    former.toldBy === toldBy
  );
}

async function writeIncident(
  tx: Tx,
  { pairId, pair }: AlertScope,
  { former, incident, change }: IncidentStep,
  ids: ReadonlyMap<string, number>,
): Promise<number> {
  if (former) {
    if (change !== null || isChanged(former, incident)) await updateIncident(tx, former.id, incident);
    return former.id;
  }
  const { fingerprint } = incident.firstSymptom;
  const firstAlertId = ids.get(fingerprint);
  if (pairId === null || firstAlertId === undefined) {
    throw new Error(`an incident of ${pair} has no first alert ${fingerprint}`);
  }
  return insertIncident(tx, pairId, { ...incident, firstAlertId });
}

function isChanged(
  former: NonNullable<IncidentStep['former']>,
  { sentence, quietSince }: IncidentStep['incident'],
): boolean {
  return former.sentence !== sentence || former.quietSince !== quietSince;
}

function topicsOf(rows: readonly AlertRow[], incident: IncidentStep | null): string[] {
  const topics = rows.some(isNews) ? ['alerts'] : [];
  const isIncidentNews =
    incident && (incident.former === null || isChanged(incident.former, incident.incident));
  return isIncidentNews || incident?.change ? [...topics, 'incidents'] : topics;
}
