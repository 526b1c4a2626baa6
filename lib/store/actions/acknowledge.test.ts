import { expect, it } from 'vitest';
import { messageSchema } from '../../contracts/message.ts';
import type { Database } from '../../db/client.ts';
import { describeOnEngines, openForTest } from '../../db/testing/engines.ts';
import { findAlert, openAlerts } from '../alerts.ts';
import { syncEndpoints } from '../endpoints.ts';
import { listEvents } from '../events.ts';
import { currentIncident, incidentAnswer } from '../incidents.ts';
import { addAlert, addIncident, alert, pending, resolved } from '../testing/alerts.ts';
import { addEndpoints, EVERYTHING, enqueue } from '../testing/outbox.ts';
import { makePair, NOW } from '../testing/samples.ts';
import { changesSince } from '../topics.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import { type Acknowledge, acknowledgeIncident } from './acknowledge-incident.ts';
import { addIncidentNote } from './incident-note.ts';

const iso = (at: number) => new Date(at).toISOString();

describeOnEngines('an acknowledgement of an incident', (engine) => {
  it('is kept with its alerts that fire, and told to those who want to know', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write((tx) =>
      syncEndpoints(
        tx,
        [
          { name: 'ops', kind: 'standard', address: 'https://ops.example.net', filter: EVERYTHING },
          {
            name: 'branch',
            kind: 'standard',
            address: 'https://branch.example.net',
            filter: { ...EVERYTHING, pairs: ['branch'] },
          },
        ],
        NOW,
      ),
    );
    const { id, firstAlertId } = await addIncident(db, pairId);
    const over = await addAlert(db, pairId, resolved(NOW, { rule: 'clocks' }), { incidentId: id });
    await enqueue(db, 1, { incidentId: id, pairId, type: 'incident.opened', stream: `incident:${id}` });
    const { cursor } = await db.read((tx) => changesSince(tx, null));
    await acknowledge(db, { id, note: ' I look. ' });

    const acknowledgement = { at: NOW, by: 'anna', note: 'I look.' };
    expect(await db.read((tx) => currentIncident(tx, pairId))).toMatchObject({ acknowledgement });
    expect(await db.read((tx) => openAlerts(tx, pairId))).toMatchObject([
      { id: firstAlertId, acknowledgement },
    ]);
    expect(await db.read((tx) => findAlert(tx, over))).toMatchObject({ acknowledgement: null });
    const answer = await db.read((tx) => incidentAnswer(tx, id, NOW));
    expect(answer?.timeline).toMatchObject([
      {
        kind: 'action',
        to: 'acknowledged',
        actor: 'anna',
        incidentId: id,
        sentence: `anna acknowledged incident ${id}: I look.`,
      },
    ]);
    const messages = await db.read((tx) => tx.message.findMany({ orderBy: { id: 'asc' } }));
    expect(messages.map(({ endpoint, type, stream }) => [endpoint, type, stream])).toEqual([
      ['ops', 'incident.opened', `incident:${id}`],
      ['ops', 'incident.acknowledged', `incident:${id}`],
    ]);
    expect(messageSchema.parse(JSON.parse(messages[1]?.body ?? ''))).toMatchObject({
      type: 'incident.acknowledged',
      data: { id, acknowledgement: { by: 'anna', note: 'I look.', at: iso(NOW) } },
    });
    const { topics } = await db.read((tx) => changesSince(tx, cursor));
    expect(topics.sort()).toEqual(['alerts', 'endpoints', 'events', 'incidents']);
  });

  it('is told to nobody where nobody was told of the incident', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await addEndpoints(db, 'ops');
    const { id } = await addIncident(db, pairId);
    await acknowledge(db, { id });
    expect(await db.read((tx) => tx.message.count())).toBe(0);
  });

  it('is a conflict with that of another, and no news from the same', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId);
    await acknowledge(db, { id, note: 'I look.' });
    await acknowledge(db, { id, now: NOW + 1 });
    await expect(acknowledge(db, { id, by: 'otto' })).rejects.toMatchObject({
      kind: 'conflict',
      message: `Incident ${id} was acknowledged by anna already, at 2025-11-21 10:42 UTC: I look.`,
    });
    expect((await db.read((tx) => listEvents(tx, { limit: 9 }))).events).toHaveLength(1);
  });

  it('is one of two at once', async () => {
    const { db, url } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId);
    await acknowledge(db, { id: (await addIncidentOfBranch(db)).id });
    const other = await openForTest(url, 'web');
    const both = await Promise.allSettled([
      acknowledge(db, { id, by: 'anna' }),
      acknowledge(other, { id, by: 'otto' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await db.read((tx) => listEvents(tx, { limit: 9, pair: 'office' }))).events).toHaveLength(1);
  });

  it('is refused where there is nothing to acknowledge', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    await expect(acknowledge(db, { id })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('2025-11-21 10:42 UTC'),
    });
    await expect(acknowledge(db, { id: 4711 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(acknowledge(db, { id, by: ' ' })).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describeOnEngines('an acknowledgement of an alert', (engine) => {
  it('is kept, and told in the history', async () => {
    const { db } = await engine.open();
    const id = await addAlert(db, null, alert({ rule: 'monitor-blind' }));
    const act = (by: string) => db.write((tx) => acknowledgeAlert(tx, { id, by, note: null, now: NOW }));
    await act('anna');
    await act('anna');
    expect(await db.read((tx) => findAlert(tx, id))).toMatchObject({
      acknowledgement: { at: iso(NOW), by: 'anna', note: null },
    });
    await expect(act('otto')).rejects.toMatchObject({ kind: 'conflict' });
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9 }));
    expect(events).toMatchObject([{ kind: 'action', pair: null, actor: 'anna' }]);
  });

  it('is refused where there is nothing to acknowledge', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const act = (id: number) =>
      db.write((tx) => acknowledgeAlert(tx, { id, by: 'anna', note: null, now: NOW }));
    await expect(act(await addAlert(db, pairId, resolved(NOW)))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(act(await addAlert(db, pairId, pending()))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(act(4711)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describeOnEngines('a note', (engine) => {
  it('is kept with its incident, over or not', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    const add = (text: string, of = id) =>
      db.write((tx) => addIncidentNote(tx, { id: of, by: 'anna', text, now: NOW + 9 }));
    const first = await add(' A cable. ');
    const second = await add('Another one.');
    expect(first).toEqual({ id: first.id, at: iso(NOW + 9), by: 'anna', text: 'A cable.', edited: null });
    const answer = await db.read((tx) => incidentAnswer(tx, id, NOW));
    expect(answer?.notes).toEqual([first, second]);
    expect(answer?.timeline.map(({ sentence }) => sentence)).toEqual([
      `anna noted on incident ${id}: A cable.`,
      `anna noted on incident ${id}: Another one.`,
    ]);
    await expect(add(' ')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(add('x', 4711)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

function acknowledge(db: Database, act: Partial<Acknowledge>): Promise<void> {
  return db.write((tx) => acknowledgeIncident(tx, { id: 0, by: 'anna', note: null, now: NOW, ...act }));
}

/** Of another pair: it makes the counter of the topics, which the first change of all has nothing to hold by. */
async function addIncidentOfBranch(db: Database) {
  const { id } = await db.write((tx) =>
    tx.pair.create({
      data: { name: 'branch', kind: 'isc', position: 1, intervalMs: 2000, addedAt: new Date(NOW) },
    }),
  );
  return addIncident(db, id);
}
