import type { IncidentRevisionDto } from '../contracts/incident.ts';
import { incidentRevisionSchema } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso } from './time.ts';

type Kept = Pick<IncidentRevisionDto, 'item' | 'itemId' | 'by' | 'before'>;

/** Keeps what something was before it is changed or removed. */
export async function insertRevision(
  tx: Tx,
  { incidentId, at, item, itemId, by, before }: Kept & { incidentId: number; at: number },
): Promise<void> {
  await tx.incidentRevision.create({
    data: { incidentId, item, itemId, at: toDate(at), actor: by, before: jsonColumn(before) },
  });
}

/** What was written down about an incident as it was before each change and removal, oldest first. */
export async function listRevisions(tx: Tx, incidentId: number): Promise<IncidentRevisionDto[]> {
  const rows = await tx.incidentRevision.findMany({ where: { incidentId }, orderBy: { id: 'asc' } });
  const removed = await removedItems(tx, incidentId);
  // What was removed can be changed no more: its last revision is its removal.
  const last = new Map(rows.map(({ id, item, itemId }) => [nameOf(item, itemId), id]));
  return rows.map(({ id, item, itemId, at, actor, before }) => {
    const name = nameOf(item, itemId);
    const isRemoval = removed.has(name) && last.get(name) === id;
    return incidentRevisionSchema.parse({
      id,
      item,
      itemId,
      at: toIso(at),
      by: actor,
      deed: isRemoval ? 'removed' : 'changed',
      before,
    });
  });
}

/** Who changed each task last, by its id. */
export async function lastTaskChanges(
  tx: Tx,
  incidentId: number,
): Promise<Map<number, { at: string; by: string }>> {
  const rows = await tx.incidentRevision.findMany({
    where: { incidentId, item: 'task' },
    select: { itemId: true, at: true, actor: true },
    orderBy: { id: 'asc' },
  });
  return new Map(rows.map(({ itemId, at, actor }) => [itemId, { at: toIso(at), by: actor }]));
}

const nameOf = (item: string, id: number): string => `${item}:${id}`;

async function removedItems(tx: Tx, incidentId: number): Promise<Set<string>> {
  const where = { incidentId, removedAt: { not: null } };
  const notes = await tx.incidentNote.findMany({ where, select: { id: true, kind: true } });
  const tasks = await tx.incidentTask.findMany({ where, select: { id: true } });
  return new Set([
    ...notes.map(({ id, kind }) => nameOf(kind, id)),
    ...tasks.map(({ id }) => nameOf('task', id)),
  ]);
}
