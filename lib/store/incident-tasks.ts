import type { IncidentTaskDto } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import type { IncidentTask } from '../db/generated/sqlite/client.ts';
import { lastTaskChanges } from './incident-revisions.ts';
import { toDate, toIso } from './time.ts';

export type NewTask = {
  incidentId: number;
  text: string;
  assignee: string | null;
  /** By when; null: no date. */
  dueAt: number | null;
  by: string;
  at: number;
};

/** Keeps something to be done after an incident, and gives its id. */
export async function insertTask(
  tx: Tx,
  { incidentId, text, assignee, dueAt, by, at }: NewTask,
): Promise<number> {
  const data = { incidentId, text, assignee, dueAt: toDate(dueAt), actor: by, createdAt: toDate(at) };
  return (await tx.incidentTask.create({ data, select: { id: true } })).id;
}

/** One task of an incident; null when the incident has none of that id, or it was removed. */
export async function findTask(tx: Tx, incidentId: number, id: number): Promise<IncidentTaskDto | null> {
  return (await listTasks(tx, incidentId)).find((task) => task.id === id) ?? null;
}

export type TaskColumns = {
  text?: string;
  assignee?: string | null;
  dueAt?: number | null;
  done?: { at: number; by: string } | null;
  removedAt?: number;
};

/** What is left out stays as it is. */
export async function updateTask(
  tx: Tx,
  id: number,
  { text, assignee, dueAt, done, removedAt }: TaskColumns,
): Promise<void> {
  await tx.incidentTask.update({
    where: { id },
    data: {
      ...(text !== undefined && { text }),
      ...(assignee !== undefined && { assignee }),
      ...(dueAt !== undefined && { dueAt: toDate(dueAt) }),
      ...(done !== undefined && { doneAt: toDate(done?.at ?? null), doneBy: done?.by ?? null }),
      ...(removedAt !== undefined && { removedAt: toDate(removedAt) }),
    },
  });
}

/** What is to be done after an incident, in the order in which it was written down. */
export async function listTasks(tx: Tx, incidentId: number): Promise<IncidentTaskDto[]> {
  const rows = await tx.incidentTask.findMany({
    where: { incidentId, removedAt: null },
    orderBy: { id: 'asc' },
  });
  const changes = await lastTaskChanges(tx, incidentId);
  return rows.map((row) => taskDto(row, changes.get(row.id) ?? null));
}

/** How many were taken off the list. */
export function countRemovedTasks(tx: Tx, incidentId: number): Promise<number> {
  return tx.incidentTask.count({ where: { incidentId, removedAt: { not: null } } });
}

function taskDto(row: IncidentTask, changed: IncidentTaskDto['changed']): IncidentTaskDto {
  const { id, text, assignee, dueAt, createdAt, actor, doneAt, doneBy } = row;
  const done = doneAt === null ? null : { at: toIso(doneAt), by: doneBy ?? actor };
  return { id, text, assignee, dueAt: toIso(dueAt), createdAt: toIso(createdAt), by: actor, changed, done };
}
