import { z } from 'zod';
import type { Alert } from '../alerts/alert.ts';
import type { Suppression } from '../alerts/suppression.ts';
import { subjectSchema, whySchema } from '../contracts/alert.ts';
import { type Severity, severitySchema } from '../contracts/severity.ts';
import type { Alert as AlertRow } from '../db/generated/sqlite/client.ts';
import { type Acknowledgement, acknowledgementSchema } from './acknowledgement.ts';
import { jsonColumn } from './json.ts';
import { toDate, toMs } from './time.ts';

/** An alert as it is kept. Times in milliseconds by Pairwatch's clock. */
export type StoredAlert = Alert & {
  id: number;
  /** null: about Pairwatch itself. */
  pairId: number | null;
  fingerprint: string;
  /** Why it is told to nobody; null when it is told. */
  suppression: Suppression | null;
  incidentId: number | null;
  /** Who is told of it by now; null: nobody. */
  toldBy: 'itself' | 'incident' | null;
  /** The severity that was last told. */
  toldSeverity: Severity | null;
  acknowledgement: Acknowledgement | null;
  observedAt: number;
};

/** All of an alert that has no column of its own. */
const stateSchema = z.object({
  levels: z.array(z.object({ severity: severitySchema, since: z.number().nullable() })),
  clearSince: z.number().nullable(),
  noDataSince: z.number().nullable(),
  recentFirings: z.array(z.number()),
  isFlapping: z.boolean(),
  why: whySchema,
  firedBecause: whySchema.nullable(),
  labels: z.record(z.string(), z.string()),
  opensIncident: z.boolean(),
});

const suppressionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inhibited'), by: z.string() }),
  z.object({ kind: z.literal('silenced'), silenceId: z.number(), until: z.number() }),
  z.object({ kind: z.literal('maintenance'), windowId: z.number(), until: z.number() }),
]);

const phaseSchema = z.enum(['pending', 'firing', 'resolved']);
const toldBySchema = z.enum(['itself', 'incident']);

/** A row as plain values. Throws when a column does not hold what was written there. */
export function storedAlert(row: AlertRow): StoredAlert {
  return {
    id: row.id,
    pairId: row.pairId,
    fingerprint: row.fingerprint,
    rule: row.rule,
    subject: subjectSchema.parse(row.subject),
    phase: phaseSchema.parse(row.phase),
    severity: severitySchema.nullable().parse(row.severity),
    startedAt: toMs(row.startedAt),
    firedAt: toMs(row.firedAt),
    resolvedAt: toMs(row.resolvedAt),
    ...stateSchema.parse(row.state),
    suppression: suppressionSchema.nullable().parse(row.suppression),
    incidentId: row.incidentId,
    toldBy: toldBySchema.nullable().parse(row.toldBy),
    toldSeverity: severitySchema.nullable().parse(row.toldSeverity),
    acknowledgement: acknowledgementSchema.nullable().parse(row.acknowledgement),
    observedAt: toMs(row.observedAt),
  };
}

/** The columns of what a rule says; also of an alert that holds more than that. */
export function alertColumns(alert: Alert) {
  const { rule, subject, phase, severity, startedAt, firedAt, resolvedAt } = alert;
  return {
    rule,
    subject: jsonColumn(subject),
    phase,
    severity,
    startedAt: toDate(startedAt),
    firedAt: toDate(firedAt),
    resolvedAt: toDate(resolvedAt),
    state: jsonColumn(stateSchema.parse(alert)),
  };
}
