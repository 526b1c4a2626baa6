import type { IncidentTaskDto } from '../../contracts/incident.ts';
import type { Tx } from '../../db/client.ts';
import { findTask, insertTask, updateTask } from '../incident-tasks.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

type Act = { id: number; by: string; now: number };
type TaskAct = Act & { task: number };

/** Writes down what is to be done after an incident, over or not. */
export async function addIncidentTask(
  tx: Tx,
  act: Act & { text: string; assignee: string | null },
): Promise<void> {
  const by = checkedText(act.by, 'the name of who writes');
  const text = checkedText(act.text, 'what is to be done');
  const assignee = act.assignee === null ? null : checkedText(act.assignee, 'the name of who is to do it');
  await pairOf(tx, act.id);
  const task = await insertTask(tx, { incidentId: act.id, text, assignee, by, at: act.now });
  const whose = assignee === null ? '' : ` (${assignee})`;
  await tell(
    tx,
    { ...act, by, task: task.id },
    'task-added',
    `noted what to do after incident ${act.id}${whose}: ${text}`,
  );
}

/** Says who is to do it, and whether it is done. What is so already changes nothing. */
export async function changeIncidentTask(
  tx: Tx,
  act: TaskAct & { assignee?: string | null | undefined; done?: boolean | undefined },
): Promise<void> {
  const by = checkedText(act.by, 'the name of who changes it');
  const { assignee, done, now } = act;
  const task = await taskOf(tx, act);
  if (assignee !== undefined && assignee !== task.assignee) {
    await updateTask(tx, task.id, { assignee });
    const deed =
      assignee === null
        ? `left open who is to do: ${task.text}`
        : assignee === by
          ? `will do: ${task.text}`
          : `gave ${assignee} to do: ${task.text}`;
    await tell(tx, { ...act, by }, 'task-assigned', deed);
  }
  if (done !== undefined && done !== (task.done !== null)) {
    await updateTask(tx, task.id, { done: done ? { at: now, by } : null });
    const [to, deed] = done ? ['task-done', 'did'] : ['task-reopened', 'opened again'];
    await tell(tx, { ...act, by }, to, `${deed}: ${task.text}`);
  }
}

/** Takes it off the list. */
export async function removeIncidentTask(tx: Tx, act: TaskAct): Promise<void> {
  const by = checkedText(act.by, 'the name of who removes it');
  const task = await taskOf(tx, act);
  await updateTask(tx, task.id, { removedAt: act.now });
  await tell(tx, { ...act, by }, 'task-removed', `took off the list: ${task.text}`);
}

async function pairOf(tx: Tx, id: number): Promise<{ pairId: number }> {
  const incident = await tx.incident.findUnique({ where: { id }, select: { pairId: true } });
  if (!incident) throw new ActionError('not-found', `There is no incident ${id}.`);
  return incident;
}

async function taskOf(tx: Tx, { id, task }: TaskAct): Promise<IncidentTaskDto> {
  await pairOf(tx, id);
  const found = await findTask(tx, id, task);
  if (!found) throw new ActionError('not-found', `Incident ${id} has no task ${task}, or it was removed.`);
  return found;
}

async function tell(tx: Tx, { id, by, now, task }: TaskAct, to: string, deed: string): Promise<void> {
  await tellAction(tx, {
    key: `task:${task}`,
    pair: await pairOf(tx, id),
    incidentId: id,
    to,
    sentence: `${by} ${deed}`,
    by,
    now,
    topics: ['incidents'],
  });
}
