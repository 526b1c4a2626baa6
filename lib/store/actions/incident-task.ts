import type { IncidentTaskDto } from '../../contracts/incident.ts';
import type { Tx } from '../../db/client.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { insertRevision } from '../incident-revisions.ts';
import { findTask, insertTask, type TaskColumns, updateTask } from '../incident-tasks.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { pairOfIncident } from './pair-of-incident.ts';
import { tellAction } from './tell-action.ts';

type Act = { id: number; by: string; now: number };
type TaskAct = Act & { task: number };

/** Writes down what is to be done after an incident, over or not; `dueAt` in milliseconds. */
export async function addIncidentTask(
  tx: Tx,
  act: Act & { text: string; assignee: string | null; dueAt?: number | null },
): Promise<void> {
  const { id, now, dueAt = null } = act;
  const by = checkedText(act.by, 'the name of who writes');
  const text = checkedText(act.text, 'what is to be done');
  const assignee = act.assignee === null ? null : checkedText(act.assignee, 'the name of who is to do it');
  await pairOfIncident(tx, id);
  const task = await insertTask(tx, { incidentId: id, text, assignee, dueAt, by, at: now });
  const said = [assignee, dueAt === null ? null : `by ${utcMinute(dueAt)}`].filter((each) => each !== null);
  const whose = said.length === 0 ? '' : ` (${said.join(', ')})`;
  await tell(
    tx,
    { id, by, now, task },
    { to: 'task-added', words: `noted what to do after incident ${id}${whose}: ${text}` },
  );
}

/** What somebody wants otherwise; what is left out stays as it is. `dueAt` in milliseconds. */
export type TaskWish = {
  text?: string | undefined;
  assignee?: string | null | undefined;
  dueAt?: number | null | undefined;
  done?: boolean | undefined;
};

/** Says what it is, who is to do it by when, and whether it is done. What is so already changes nothing. */
export async function changeIncidentTask(tx: Tx, act: TaskAct & TaskWish): Promise<void> {
  const by = checkedText(act.by, 'the name of who changes it');
  const task = await taskOf(tx, act);
  const { columns, deeds } = changesOf(task, act, by);
  if (deeds.length === 0) return;
  await keep(tx, { ...act, by }, task);
  await updateTask(tx, task.id, columns);
  for (const deed of deeds) await tell(tx, { ...act, by }, deed);
}

/** Takes it off the list. */
export async function removeIncidentTask(tx: Tx, act: TaskAct): Promise<void> {
  const by = checkedText(act.by, 'the name of who removes it');
  const task = await taskOf(tx, act);
  await keep(tx, { ...act, by }, task);
  await updateTask(tx, task.id, { removedAt: act.now });
  await tell(tx, { ...act, by }, { to: 'task-removed', words: `took off the list: ${task.text}` });
}

type Deed = { to: string; words: string };

/** What of a task becomes otherwise, and how the history tells each. */
function changesOf(task: IncidentTaskDto, wish: TaskWish & { now: number }, by: string) {
  const columns: TaskColumns = {};
  const deeds: Deed[] = [];
  const text = wish.text === undefined ? task.text : checkedText(wish.text, 'what is to be done');
  const { assignee, dueAt, done, now } = wish;
  if (text !== task.text) {
    columns.text = text;
    deeds.push({ to: 'task-edited', words: `changed “${task.text}” to: ${text}` });
  }
  if (assignee !== undefined && assignee !== task.assignee) {
    columns.assignee = assignee;
    deeds.push({ to: 'task-assigned', words: `${assignedWords(assignee, by)}: ${text}` });
  }
  if (dueAt !== undefined && dueAt !== (task.dueAt === null ? null : Date.parse(task.dueAt))) {
    columns.dueAt = dueAt;
    const words = dueAt === null ? 'set no date any more for' : `wants done by ${utcMinute(dueAt)}`;
    deeds.push({ to: 'task-due', words: `${words}: ${text}` });
  }
  if (done !== undefined && done !== (task.done !== null)) {
    columns.done = done ? { at: now, by } : null;
    deeds.push(
      done
        ? { to: 'task-done', words: `did: ${text}` }
        : { to: 'task-reopened', words: `opened again: ${text}` },
    );
  }
  return { columns, deeds };
}

function assignedWords(assignee: string | null, by: string): string {
  if (assignee === null) return 'left open who is to do';
  return assignee === by ? 'will do' : `gave ${assignee} to do`;
}

async function taskOf(tx: Tx, { id, task }: TaskAct): Promise<IncidentTaskDto> {
  await pairOfIncident(tx, id);
  const found = await findTask(tx, id, task);
  if (!found) throw new ActionError('not-found', `Incident ${id} has no task ${task}, or it was removed.`);
  return found;
}

function keep(tx: Tx, { id, by, now }: TaskAct, task: IncidentTaskDto): Promise<void> {
  const { text, assignee, dueAt, done } = task;
  const before = { text, assignee, dueAt, done };
  return insertRevision(tx, { incidentId: id, item: 'task', itemId: task.id, at: now, by, before });
}

async function tell(tx: Tx, { id, by, now, task }: TaskAct, { to, words }: Deed): Promise<void> {
  await tellAction(tx, {
    key: `task:${task}`,
    pair: await pairOfIncident(tx, id),
    incidentId: id,
    to,
    sentence: `${by} ${words}`,
    by,
    now,
    topics: ['incidents'],
  });
}
