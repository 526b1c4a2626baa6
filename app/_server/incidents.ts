import type { TaskChange, TaskInput } from '../../lib/contracts/action.ts';
import type {
  IncidentAnswerDto,
  IncidentListDto,
  IncidentQuery,
  IncidentRevisionsDto,
  NoteKind,
} from '../../lib/contracts/incident.ts';
import { INCIDENT_CSV } from '../../lib/contracts/list-csv.ts';
import type { Tx } from '../../lib/db/client.ts';
import { acknowledgeIncident as acknowledge } from '../../lib/store/actions/acknowledge-incident.ts';
import {
  addIncidentNote,
  changeIncidentNote,
  removeIncidentNote,
} from '../../lib/store/actions/incident-note.ts';
import {
  addIncidentTask,
  changeIncidentTask,
  removeIncidentTask,
} from '../../lib/store/actions/incident-task.ts';
import { listRevisions } from '../../lib/store/incident-revisions.ts';
import { incidentAnswer, listIncidents } from '../../lib/store/incidents.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { checkPairKnown } from './known-pair.ts';
import { EXPORT_PAGE, exportList } from './list-export.ts';
import { pathId } from './path-id.ts';
import { resourceUnknown } from './problem.ts';

const LIST = '/api/v1/incidents';

/** Incidents, those that are open first. Throws `Problem`, as all here do. */
export async function readIncidents(query: IncidentQuery): Promise<IncidentListDto> {
  const now = Date.now();
  const list = await readDatabase(async (tx) => {
    const found = await listIncidents(tx, query);
    if (found.incidents.length === 0) await checkPairKnown(tx, query.pair, now);
    return found;
  });
  return { now: new Date(now).toISOString(), ...list };
}

/** All that a query asks for as CSV, in the order of the list. */
export function exportIncidents(query: IncidentQuery): Promise<Response> {
  return exportList('incidents', INCIDENT_CSV, async (before) => {
    const { incidents, nextBefore } = await readIncidents({
      ...query,
      limit: EXPORT_PAGE,
      ...(before !== null && { before: Number(before) }),
    });
    return { rows: incidents, nextBefore };
  });
}

/** One incident with its alerts, its timeline, its notes and its messages. */
export function readIncident(id: string): Promise<IncidentAnswerDto> {
  return readDatabase((tx) => answerOf(tx, id, Date.now()));
}

export function acknowledgeIncident(
  id: string,
  { by, note }: { by: string; note: string | null },
): Promise<IncidentAnswerDto> {
  return change(id, (tx, now) => acknowledge(tx, { id: incidentId(id), by, note, now }));
}

export function noteIncident(
  id: string,
  note: { by: string; text: string; kind: NoteKind },
): Promise<IncidentAnswerDto> {
  return change(id, (tx, now) => addIncidentNote(tx, { id: incidentId(id), ...note, now }));
}

export function changeNote(
  id: string,
  note: string,
  { by, text }: { by: string; text: string },
): Promise<IncidentAnswerDto> {
  return change(id, (tx, now) =>
    changeIncidentNote(tx, { id: incidentId(id), note: noteId(id, note), by, text, now }),
  );
}

export function removeNote(id: string, note: string, by: string): Promise<IncidentAnswerDto> {
  return change(id, (tx, now) =>
    removeIncidentNote(tx, { id: incidentId(id), note: noteId(id, note), by, now }),
  );
}

/** What its notes, contributing factors and tasks were before each change and removal. */
export function readRevisions(id: string): Promise<IncidentRevisionsDto> {
  const now = Date.now();
  return readDatabase(async (tx) => {
    const known = await tx.incident.findUnique({ where: { id: incidentId(id) }, select: { id: true } });
    if (!known) throw resourceUnknown('incident', id, LIST);
    return { now: new Date(now).toISOString(), revisions: await listRevisions(tx, known.id) };
  });
}

export function addTask(id: string, { dueAt, ...task }: TaskInput): Promise<IncidentAnswerDto> {
  return change(id, (tx, now) =>
    addIncidentTask(tx, { id: incidentId(id), ...task, dueAt: msOf(dueAt), now }),
  );
}

export function changeTask(
  id: string,
  task: string,
  { dueAt, ...changed }: TaskChange,
): Promise<IncidentAnswerDto> {
  const wish = { ...changed, ...(dueAt !== undefined && { dueAt: msOf(dueAt) }) };
  return change(id, (tx, now) =>
    changeIncidentTask(tx, { id: incidentId(id), task: taskId(id, task), ...wish, now }),
  );
}

export function removeTask(id: string, task: string, by: string): Promise<IncidentAnswerDto> {
  return change(id, (tx, now) =>
    removeIncidentTask(tx, { id: incidentId(id), task: taskId(id, task), by, now }),
  );
}

function change(id: string, act: (tx: Tx, now: number) => Promise<unknown>): Promise<IncidentAnswerDto> {
  const now = Date.now();
  return writeDatabase(async (tx) => {
    await act(tx, now);
    return answerOf(tx, id, now);
  });
}

const msOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));

const noteId = (id: string, note: string): number => pathId(note, 'note', `${LIST}/${id}`);
const taskId = (id: string, task: string): number => pathId(task, 'task', `${LIST}/${id}`);
const incidentId = (id: string): number => pathId(id, 'incident', LIST);

async function answerOf(tx: Tx, id: string, now: number): Promise<IncidentAnswerDto> {
  const answer = await incidentAnswer(tx, incidentId(id), now);
  if (answer === null) throw resourceUnknown('incident', id, LIST);
  return { now: new Date(now).toISOString(), ...answer };
}
