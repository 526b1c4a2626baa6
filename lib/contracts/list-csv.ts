import type { AlertRowDto } from './alert.ts';
import { type CsvCell, csvLine } from './csv.ts';
import type { DeliverySummaryDto } from './delivery.ts';
import type { IncidentDto } from './incident.ts';

/** A kind of list as CSV: its first line, and the line of each. */
export type ListCsv<Row> = { header: string; line(row: Row): string };

function listCsv<Row>(columns: Readonly<Record<string, (row: Row) => CsvCell>>): ListCsv<Row> {
  const cells = Object.values(columns);
  return { header: csvLine(Object.keys(columns)), line: (row) => csvLine(cells.map((of) => of(row))) };
}

export const ALERT_CSV = listCsv<AlertRowDto>({
  id: ({ id }) => id,
  pair: ({ pair }) => pair,
  server: ({ subject }) => subject.server,
  pool: ({ subject }) => subject.pool,
  detail: ({ subject }) => subject.detail,
  rule: ({ rule }) => rule,
  title: ({ title }) => title,
  phase: ({ phase }) => phase,
  severity: ({ severity }) => severity,
  'began (UTC)': ({ startedAt }) => startedAt,
  'fired (UTC)': ({ firedAt }) => firedAt,
  'resolved (UTC)': ({ resolvedAt }) => resolvedAt,
  sentence: ({ why }) => why.sentence,
  'fired because': ({ firedBecause }) => firedBecause?.sentence ?? null,
  'nothing known since (UTC)': ({ noDataSince }) => noDataSince,
  flapping: ({ isFlapping }) => isFlapping,
  'told to nobody, as it is': ({ suppression }) => suppression?.kind ?? null,
  incident: ({ incidentId }) => incidentId,
  'acknowledged (UTC)': ({ acknowledgement }) => acknowledgement?.at ?? null,
  'acknowledged by': ({ acknowledgement }) => acknowledgement?.by ?? null,
  'note of it': ({ acknowledgement }) => acknowledgement?.note ?? null,
  'seen last (UTC)': ({ observedAt }) => observedAt,
});

export const INCIDENT_CSV = listCsv<IncidentDto>({
  id: ({ id }) => id,
  pair: ({ pair }) => pair,
  phase: ({ phase }) => phase,
  severity: ({ severity }) => severity,
  sentence: ({ sentence }) => sentence,
  'first symptom (UTC)': ({ firstSymptom }) => firstSymptom.at,
  'first symptom': ({ firstSymptom }) => firstSymptom.sentence,
  'opened (UTC)': ({ openedAt }) => openedAt,
  'quiet since (UTC)': ({ quietSince }) => quietSince,
  'resolved (UTC)': ({ resolvedAt }) => resolvedAt,
  'opened again (UTC)': ({ reopenedAt }) => reopenedAt.join('\n'),
  'acknowledged (UTC)': ({ acknowledgement }) => acknowledgement?.at ?? null,
  'acknowledged by': ({ acknowledgement }) => acknowledgement?.by ?? null,
  'note of it': ({ acknowledgement }) => acknowledgement?.note ?? null,
  'alerts that fire': ({ alertCounts }) => alertCounts.firing,
  alerts: ({ alertCounts }) => alertCounts.all,
});

export const DELIVERY_CSV = listCsv<DeliverySummaryDto>({
  id: ({ id }) => id,
  endpoint: ({ endpoint }) => endpoint,
  pair: ({ pair }) => pair,
  type: ({ type }) => type,
  sentence: ({ sentence }) => sentence,
  incident: ({ incidentId }) => incidentId,
  'written (UTC)': ({ createdAt }) => createdAt,
  status: ({ status }) => status,
  tries: ({ attempts }) => attempts,
  'next try (UTC)': ({ nextAttemptAt }) => nextAttemptAt,
  'ended (UTC)': ({ endedAt }) => endedAt,
  'last error': ({ lastError }) => lastError,
});
