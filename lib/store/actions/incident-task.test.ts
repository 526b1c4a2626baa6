import { expect, it } from 'vitest';
import { incidentAnswerSchema } from '../../contracts/incident.ts';
import type { Database, Tx } from '../../db/client.ts';
import { describeOnEngines } from '../../db/testing/engines.ts';
import { listEvents } from '../events.ts';
import { listRevisions } from '../incident-revisions.ts';
import { incidentAnswer } from '../incidents.ts';
import { addIncident } from '../testing/alerts.ts';
import { makePair, NOW } from '../testing/samples.ts';
import { addIncidentTask, changeIncidentTask, removeIncidentTask, type TaskWish } from './incident-task.ts';

const iso = (at: number) => new Date(at).toISOString();

describeOnEngines('what is to be done after an incident', (engine) => {
  it('is written down, given to somebody, done, opened again and taken off, each an event with its actor', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    let now = NOW;
    const act = (run: (tx: Tx, step: { id: number; now: number }) => Promise<void>) => {
      now += 1000;
      return db.write((tx) => run(tx, { id, now }));
    };
    await act((tx, step) =>
      addIncidentTask(tx, { ...step, by: ' anna ', text: 'Label the cables.', assignee: null }),
    );
    const [first] = await tasksOf(db, id);
    expect(first).toEqual({
      id: first?.id,
      text: 'Label the cables.',
      assignee: null,
      dueAt: null,
      changed: null,
      createdAt: iso(NOW + 1000),
      by: 'anna',
      done: null,
    });
    const task = first?.id ?? 0;
    await act((tx, step) => changeIncidentTask(tx, { ...step, task, by: 'anna', assignee: 'bert' }));
    await act((tx, step) => changeIncidentTask(tx, { ...step, task, by: 'bert', done: true }));
    expect(await tasksOf(db, id)).toMatchObject([
      { assignee: 'bert', done: { at: iso(NOW + 3000), by: 'bert' } },
    ]);
    await act((tx, step) =>
      changeIncidentTask(tx, { ...step, task, by: 'anna', done: true, assignee: 'bert' }),
    );
    await act((tx, step) => changeIncidentTask(tx, { ...step, task, by: 'anna', done: false }));
    await act((tx, step) => removeIncidentTask(tx, { ...step, task, by: 'anna' }));
    expect(await tasksOf(db, id)).toEqual([]);
    const { events } = await db.read((tx) => listEvents(tx, { incident: id, limit: 50 }));
    expect(events.toReversed().map(({ to, actor, sentence }) => [to, actor, sentence])).toEqual([
      ['task-added', 'anna', `anna noted what to do after incident ${id}: Label the cables.`],
      ['task-assigned', 'anna', 'anna gave bert to do: Label the cables.'],
      ['task-done', 'bert', 'bert did: Label the cables.'],
      ['task-reopened', 'anna', 'anna opened again: Label the cables.'],
      ['task-removed', 'anna', 'anna took off the list: Label the cables.'],
    ]);
  });

  it('has a text and a date that may change, and keeps what it was before each change', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    const due = Date.UTC(2026, 11, 1, 23, 59);
    await db.write((tx) =>
      addIncidentTask(tx, { id, now: NOW, by: 'anna', text: 'Label.', assignee: 'bert', dueAt: due }),
    );
    const task = (await tasksOf(db, id))[0]?.id ?? 0;
    const change = (second: number, wish: TaskWish) =>
      db.write((tx) => changeIncidentTask(tx, { id, task, by: 'carl', now: NOW + second * 1000, ...wish }));
    await change(1, { text: 'Label both cables.', dueAt: due + 60_000 });
    await change(2, { dueAt: due + 60_000, assignee: 'bert' });
    await change(3, { dueAt: null });
    expect(await tasksOf(db, id)).toMatchObject([
      { text: 'Label both cables.', dueAt: null, changed: { at: iso(NOW + 3000), by: 'carl' } },
    ]);
    const revisions = await db.read((tx) => listRevisions(tx, id));
    const kept = { assignee: 'bert', done: null };
    expect(revisions.map(({ item, itemId, deed, before }) => [item, itemId, deed, before])).toEqual([
      ['task', task, 'changed', { ...kept, text: 'Label.', dueAt: iso(due) }],
      ['task', task, 'changed', { ...kept, text: 'Label both cables.', dueAt: iso(due + 60_000) }],
    ]);
    const { events } = await db.read((tx) => listEvents(tx, { incident: id, limit: 50 }));
    expect(events.toReversed().map(({ to, sentence }) => [to, sentence])).toEqual([
      ['task-added', `anna noted what to do after incident ${id} (bert, by 2026-12-01 23:59 UTC): Label.`],
      ['task-edited', 'carl changed “Label.” to: Label both cables.'],
      ['task-due', 'carl wants done by 2026-12-02 00:00 UTC: Label both cables.'],
      ['task-due', 'carl set no date any more for: Label both cables.'],
    ]);
  });

  it('is told in its order with the incident, and belongs to that one alone', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const other = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    const { id } = await addIncident(db, pairId);
    const add = (text: string) =>
      db.write((tx) => addIncidentTask(tx, { id, by: 'anna', text, assignee: 'bert', now: NOW }));
    await add('One.');
    await add('Two.');
    const answer = await db.read((tx) => incidentAnswer(tx, id, NOW));
    expect(answer?.tasks.map(({ text }) => text)).toEqual(['One.', 'Two.']);
    const whole = { now: iso(NOW), ...answer };
    expect(incidentAnswerSchema.parse(whole)).toEqual(whole);
    const task = answer?.tasks[0]?.id ?? 0;
    const remove = (of: number) =>
      db.write((tx) => removeIncidentTask(tx, { id: of, task, by: 'anna', now: NOW }));
    await expect(remove(other.id)).rejects.toThrow(`Incident ${other.id} has no task ${task}`);
    await remove(id);
    await expect(remove(id)).rejects.toThrow('or it was removed');
    await expect(remove(4711)).rejects.toThrow('There is no incident 4711.');
  });
});

async function tasksOf(db: Database, id: number) {
  return (await db.read((tx) => incidentAnswer(tx, id, NOW)))?.tasks ?? [];
}
