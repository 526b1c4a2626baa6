import { ruleKind } from '../../alerts/catalogue.ts';
import { severitySchema } from '../../contracts/severity.ts';
import type { Tx } from '../../db/client.ts';
import type { Incident } from '../../db/generated/sqlite/client.ts';
import type { IncidentFacts, Span } from '../../record/facts.ts';
import { acknowledgementSchema } from '../acknowledgement.ts';
import { idParts } from '../id-parts.ts';
import { beginOf } from '../incident-figures.ts';
import { toDate, toMs } from '../time.ts';
import type { Reader } from './facts.ts';

/** A pair that flaps for weeks has no more that tell anything new. */
const MOST_INCIDENTS = 2_000;
const PER_READ = 20;

/** Incidents that began since the look-back did, and those that reached into the time, oldest first. */
export async function incidentsIn(
  read: Reader,
  pairIds: readonly number[],
  { span, lookBack }: { span: Span; lookBack: Span },
): Promise<IncidentFacts[]> {
  const rows = await read((tx) => rowsIn(tx, pairIds, { span, lookBack }));
  const rules = await read((tx) => rulesOf(tx, rows));
  const incidents: IncidentFacts[] = [];
  for (let first = 0; first < rows.length; first += PER_READ)
    incidents.push(
      ...(await read(async (tx) => {
        const part: IncidentFacts[] = [];
        for (const row of rows.slice(first, first + PER_READ))
          part.push(await incidentFacts(tx, row, rules.get(row.firstAlertId) ?? ''));
        return part;
      })),
    );
  return incidents.sort((one, other) => one.beganAt - other.beganAt || one.id - other.id);
}

type IncidentRow = Incident & { pair: { name: string } };

async function rowsIn(
  tx: Tx,
  pairIds: readonly number[],
  { span, lookBack }: { span: Span; lookBack: Span },
): Promise<IncidentRow[]> {
  return tx.incident.findMany({
    where: {
      pairId: { in: [...pairIds] },
      firstSymptomAt: { lt: toDate(span.until) },
      OR: [
        { firstSymptomAt: { gte: toDate(lookBack.from) } },
        { resolvedAt: null },
        { resolvedAt: { gt: toDate(span.from) } },
      ],
    },
    include: { pair: { select: { name: true } } },
    orderBy: { id: 'desc' },
    take: MOST_INCIDENTS,
  });
}

async function rulesOf(tx: Tx, rows: readonly IncidentRow[]): Promise<Map<number, string>> {
  const rules = new Map<number, string>();
  for (const ids of idParts(rows.map(({ firstAlertId }) => firstAlertId)))
    for (const { id, rule } of await tx.alert.findMany({
      where: { id: { in: ids } },
      select: { id: true, rule: true },
    }))
      rules.set(id, rule);
  return rules;
}

async function incidentFacts(tx: Tx, row: IncidentRow, rule: string): Promise<IncidentFacts> {
  const beganAt = await beginOf(tx, row);
  return {
    id: row.id,
    pair: row.pair.name,
    severity: severitySchema.parse(row.severity),
    sentence: row.sentence,
    rule: { id: rule, title: ruleKind(rule)?.title ?? rule },
    beganAt,
    openedAt: toMs(row.openedAt),
    acknowledgedAt: await acknowledgedAt(tx, row),
    recoveredAt: await recoveredAt(tx, row, beganAt),
  };
}

/** When somebody first did: who took it over from another is not the first. */
async function acknowledgedAt(tx: Tx, { id, acknowledgement }: Incident): Promise<number | null> {
  const act = await tx.event.findFirst({
    where: { incidentId: id, kind: 'action', to: 'acknowledged' },
    orderBy: { sortAt: 'asc' },
    select: { at: true },
  });
  return act ? toMs(act.at) : (acknowledgementSchema.nullable().parse(acknowledgement)?.at ?? null);
}

/** Since when the pair was healthy for good, as the report on the incident says it; null while it is not over. */
async function recoveredAt(
  tx: Tx,
  { pairId, quietSince, resolvedAt }: Incident,
  beganAt: number,
): Promise<number | null> {
  if (resolvedAt === null) return null;
  const healthy = await tx.verdictSpan.findFirst({
    where: {
      pairId,
      verdict: 'healthy',
      from: { lte: resolvedAt },
      OR: [{ until: null }, { until: { gte: resolvedAt } }],
    },
    orderBy: { from: 'desc' },
    select: { from: true },
  });
  return healthy && toMs(healthy.from) > beganAt ? toMs(healthy.from) : toMs(quietSince ?? resolvedAt);
}
