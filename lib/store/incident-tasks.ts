import type { IncidentTaskDto } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import type { IncidentTask } from '../db/generated/sqlite/client.ts';
import { toDate, toIso } from './time.ts';

/** Keeps something to be done after an incident. */
export async function insertTask(
  tx: Tx,
  {
    incidentId,
    text,
    assignee,
    by,
    at,
  }: { incidentId: number; text: string; assignee: string | null; by: string; at: number },
): Promise<IncidentTaskDto> {
  return taskDto(
    await tx.incidentTask.create({ data: { incidentId, text, assignee, actor: by, createdAt: toDate(at) } }),
  );
}

/** One task of an incident; null when the incident has none of that id, or it was removed. */
export async function findTask(tx: Tx, incidentId: number, id: number): Promise<IncidentTaskDto | null> {
  const row = await tx.incidentTask.findFirst({ where: { id, incidentId, removedAt: null } });
  return row && taskDto(row);
}

export type TaskColumns = {
  assignee?: string | null;
  done?: { at: number; by: string } | null;
  removedAt?: number;
};

/** What is left out stays as it is. */
export async function updateTask(
  tx: Tx,
  id: number,
  { assignee, done, removedAt }: TaskColumns,
): Promise<void> {
  await tx.incidentTask.update({
    where: { id },
    data: {
      ...(assignee !== undefined && { assignee }),
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
  return rows.map(taskDto);
}

function taskDto({ id, text, assignee, createdAt, actor, doneAt, doneBy }: IncidentTask): IncidentTaskDto {
  const done = doneAt === null ? null : { at: toIso(doneAt), by: doneBy ?? actor };
  return { id, text, assignee, createdAt: toIso(createdAt), by: actor, done };
}
