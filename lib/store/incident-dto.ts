import { z } from 'zod';
import { type IncidentDto, incidentSchema } from '../contracts/incident.ts';
import { severitySchema } from '../contracts/severity.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { acknowledgementDto, acknowledgementSchema } from './acknowledgement.ts';
import { ALERT_WITH_PAIR, alertDto, firingFirst } from './alert-dto.ts';
import { idParts } from './id-parts.ts';
import { toDate, toIso } from './time.ts';

export const INCIDENT_WITH_PAIR = { pair: { select: { name: true } } } satisfies Prisma.IncidentInclude;

type IncidentWithPair = Prisma.IncidentGetPayload<{ include: typeof INCIDENT_WITH_PAIR }>;

/** Incidents as a page shows them. */
export async function incidentDtos(tx: Tx, rows: readonly IncidentWithPair[]): Promise<IncidentDto[]> {
  const ids = rows.map(({ id }) => id);
  const counts = await countAlerts(tx, ids);
  return rows.map((row) => incidentDto(row, counts.get(row.id) ?? NO_ALERTS));
}

const NO_ALERTS: IncidentDto['alertCounts'] = { firing: 0, all: 0 };

/** Throws when a column does not hold what was written there. */
function incidentDto(row: IncidentWithPair, alertCounts: IncidentDto['alertCounts']): IncidentDto {
  const firstSymptom = { sentence: row.firstSymptom, alertId: row.firstAlertId };
  const reopenedAt = z.array(z.number()).parse(row.reopenedAt);
  return {
    id: row.id,
    pair: row.pair.name,
    phase: incidentSchema.shape.phase.parse(row.phase),
    severity: severitySchema.parse(row.severity),
    sentence: row.sentence,
    firstSymptom: { at: toIso(row.firstSymptomAt), ...firstSymptom },
    openedAt: toIso(row.openedAt),
    quietSince: toIso(row.quietSince),
    resolvedAt: toIso(row.resolvedAt),
    reopenedAt: reopenedAt.map((at) => toIso(toDate(at))),
    acknowledgement: acknowledgementDto(acknowledgementSchema.nullable().parse(row.acknowledgement)),
    alertCounts,
  };
}

/** One incident and its alerts as a page shows them; null for an id that is not there. */
export async function incidentWithAlerts(tx: Tx, id: number) {
  const row = await tx.incident.findUnique({ where: { id }, include: INCIDENT_WITH_PAIR });
  if (!row) return null;
  const alertRows = await tx.alert.findMany({ where: { incidentId: id }, include: ALERT_WITH_PAIR });
  const alerts = alertRows.map(alertDto).sort(firingFirst);
  const firing = alerts.filter(({ phase }) => phase === 'firing').length;
  return { row, incident: incidentDto(row, { firing, all: alerts.length }), alerts };
}

async function countAlerts(tx: Tx, ids: number[]): Promise<Map<number, IncidentDto['alertCounts']>> {
  const counts = new Map<number, IncidentDto['alertCounts']>();
  for (const part of idParts(ids)) {
    const groups = await tx.alert.groupBy({
      by: ['incidentId', 'phase'],
      where: { incidentId: { in: part } },
      _count: true,
    });
    for (const { incidentId, phase, _count } of groups) {
      if (incidentId === null) continue;
      const { firing, all } = counts.get(incidentId) ?? NO_ALERTS;
      counts.set(incidentId, { firing: firing + (phase === 'firing' ? _count : 0), all: all + _count });
    }
  }
  return counts;
}
