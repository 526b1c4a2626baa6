import { z } from 'zod';
import {
  drillPhaseSchema,
  drillPlanSchema,
  drillRecordSchema,
  drillReportSchema,
  drillSignatureSchema,
} from '../../contracts/drill.ts';
import type { Tx } from '../../db/client.ts';
import type { Drill as DrillRow } from '../../db/generated/sqlite/client.ts';
import { NOTHING_RECORDED } from '../../practices/drill/facts.ts';
import type { StoredDrill } from '../../practices/drill/report.ts';
import { jsonColumn, jsonOrNull } from '../json.ts';
import { toDate, toMs } from '../time.ts';

const signatureColumn = drillSignatureSchema.extend({
  recordSha256: z.string(),
  report: drillReportSchema.omit({ generated: true, signature: true, isAltered: true }),
});

export type PairDrill = StoredDrill & { pairId: number };

/** A drill as it is kept. Throws when a column does not hold what was written there. */
export function storedDrill(row: DrillRow): PairDrill {
  return {
    id: row.id,
    pairId: row.pairId,
    phase: drillPhaseSchema.parse(row.phase),
    actor: row.actor,
    createdAt: toMs(row.createdAt),
    startedAt: toMs(row.startedAt),
    endedAt: toMs(row.endedAt),
    windowId: row.windowId,
    plan: drillPlanSchema.parse(row.plan),
    record: drillRecordSchema.parse(row.record),
    signature: row.signature === null ? null : signatureColumn.parse(row.signature),
  };
}

export async function findDrill(tx: Tx, id: number): Promise<PairDrill | null> {
  const row = await tx.drill.findUnique({ where: { id } });
  return row && storedDrill(row);
}

/** The drill that goes on with a pair; null while none does. There is one at most. */
export async function runningDrill(tx: Tx, pairId: number): Promise<PairDrill | null> {
  const row = await tx.drill.findFirst({ where: { pairId, phase: 'running' }, orderBy: { id: 'desc' } });
  return row && storedDrill(row);
}

/** Ten years of drills twice a year. */
const MOST_LISTED = 20;

/** The drills of a pair by its name, or of all pairs, the newest first. */
export async function listDrills(tx: Tx, pair: string | null): Promise<PairDrill[]> {
  const rows = await tx.drill.findMany({
    where: pair === null ? {} : { pair: { name: pair } },
    orderBy: { id: 'desc' },
    take: MOST_LISTED,
  });
  return rows.map(storedDrill);
}

export async function insertDrill(
  tx: Tx,
  { pairId, plan, actor, now }: { pairId: number; plan: StoredDrill['plan']; actor: string; now: number },
): Promise<PairDrill> {
  const row = await tx.drill.create({
    data: {
      pairId,
      server: plan.server,
      phase: 'planned',
      actor,
      createdAt: toDate(now),
      plan: jsonColumn(plan),
      record: jsonColumn(NOTHING_RECORDED),
    },
  });
  return storedDrill(row);
}

/** Keeps what became of a drill, in place of how it was. */
export async function saveDrill(
  tx: Tx,
  { id, phase, startedAt, endedAt, windowId, plan, record, signature }: StoredDrill,
): Promise<void> {
  await tx.drill.update({
    where: { id },
    data: {
      phase,
      startedAt: toDate(startedAt),
      endedAt: toDate(endedAt),
      windowId,
      plan: jsonColumn(plan),
      record: jsonColumn(record),
      signature: jsonOrNull(signature),
    },
  });
}

export const drillTopic = (pair: string): string => `drills:${pair}`;
