import { expect, it } from 'vitest';
import { incidentAnswerSchema, incidentListSchema } from '../contracts/incident.ts';
import { MESSAGES } from '../contracts/message.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent } from './events.ts';
import { insertNote } from './incident-notes.ts';
import {
  countOpenIncidents,
  currentIncident,
  incidentAnswer,
  insertIncident,
  listIncidents,
  updateIncident,
} from './incidents.ts';
import { alertData, incidentData } from './message-data.ts';
import { savePairStatus } from './pair-status.ts';
import { addAlert, addIncident, alert, incident, pending, resolved, why } from './testing/alerts.ts';
import { enqueue } from './testing/outbox.ts';
import { event, makePair, NOW, status } from './testing/samples.ts';

const SECOND_MS = 1_000;
const iso = (at: number) => new Date(at).toISOString();

describeOnEngines('incidents', (engine) => {
  it('are found as they were kept', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    expect(await current(db, pairId)).toBeNull();
    const { id, firstAlertId } = await addIncident(db, pairId);
    const kept = { ...incident(), id, pairId, firstAlertId };
    expect(await current(db, pairId)).toEqual(kept);
    const changes = {
      phase: 'resolved',
      severity: 'critical',
      sentence: 'It was down.',
      quietSince: NOW + 1,
      resolvedAt: NOW + 2,
      reopenedAt: [NOW + 3],
      acknowledgement: { at: NOW, by: 'anna', note: null },
    } as const;
    await db.write((tx) => updateIncident(tx, id, changes));
    expect(await current(db, pairId)).toEqual({ ...kept, ...changes });
    await db.write((tx) =>
      updateIncident(tx, id, { acknowledgement: null, resolvedAt: null, phase: 'open' }),
    );
    expect(await current(db, pairId)).toMatchObject({
      phase: 'open',
      acknowledgement: null,
      resolvedAt: null,
      quietSince: NOW + 1,
    });
  });

  it('of a pair are never open two at once, and the open one or the last one counts', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const over = (resolvedAt: number) => addIncident(db, pairId, { phase: 'resolved', resolvedAt });
    const last = await over(NOW + 9);
    await over(NOW + 5);
    expect(await current(db, pairId)).toMatchObject({ id: last.id });
    const { id, firstAlertId } = await addIncident(db, pairId);
    expect(await current(db, pairId)).toMatchObject({ id });
    const second = db.write((tx) => insertIncident(tx, pairId, { ...incident(), firstAlertId }));
    await expect(second).rejects.toThrow(`open incident ${id}`);
  });

  it('are listed with what is open first, then the latest that is over, page by page', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    for (const afterMs of [1, 9, 5])
      await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW + afterMs });
    const { id } = await addIncident(db, pairId);
    await addAlert(db, pairId, pending({ rule: 'clocks' }), { incidentId: id });
    const list = (query: object) => db.read((tx) => listIncidents(tx, { phase: 'all', limit: 2, ...query }));
    const first = await list({});
    const ends = ({ incidents }: typeof first) =>
      incidents.map(({ resolvedAt }) => resolvedAt && Date.parse(resolvedAt) - NOW);
    expect(ends(first)).toEqual([null, 9, 5]);
    expect(first.incidents.map(({ alertCounts }) => alertCounts)).toEqual([
      { firing: 1, all: 2 },
      { firing: 0, all: 1 },
      { firing: 0, all: 1 },
    ]);
    expect(ends(await list({ before: first.nextBefore }))).toEqual([1]);
    expect(ends(await list({ phase: 'open' }))).toEqual([null]);
    expect(await db.read(countOpenIncidents)).toBe(1);
    expect(ends(await list({ pair: 'nowhere' }))).toEqual([]);
    const answer = { now: iso(NOW), ...first };
    expect(incidentListSchema.parse(answer)).toEqual(answer);
  });

  it('tell all that happened to the pair meanwhile, and what belongs to them whenever it was', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const end = NOW + 60 * SECOND_MS;
    const { id } = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: end });
    await db.write(async (tx) => {
      const begin = incident().firstSymptom.at;
      const tell = (to: string, sortAt: number, more = {}) =>
        appendEvent(tx, event(pairId, { key: to, to, sortAt, ...more }));
      await tell('end', end);
      await tell('long before', begin - 10 * SECOND_MS - 1);
      await tell('just before', begin - 10 * SECOND_MS);
      await tell('after', end + 1);
      await tell('noted after', end + 2, { incidentId: id });
      await insertNote(tx, { incidentId: id, at: end + 2, by: 'anna', text: 'A cable.' });
    });
    await enqueue(db, 1, { pairId, incidentId: id });
    await enqueue(db, 1, { pairId, cause: 'fact:9' });
    const found = await db.read((tx) => incidentAnswer(tx, id, NOW));
    expect(found?.timeline.map(({ to }) => to)).toEqual(['just before', 'end', 'noted after']);
    expect(found).toMatchObject({
      incident: { pair: 'office', firstSymptom: { sentence: 'dhcp-b answers alone.' } },
      alerts: [{ rule: 'pair-not-healthy', incidentId: id }],
      notes: [{ by: 'anna', text: 'A cable.', at: iso(end + 2) }],
      messages: [{ endpoint: 'ops', status: 'waiting', incidentId: id }],
    });
    const answer = { now: iso(NOW), ...found };
    expect(incidentAnswerSchema.parse(answer)).toEqual(answer);
    expect(await db.read((tx) => incidentAnswer(tx, 4711, NOW))).toBeNull();
  });
});

describeOnEngines('what a message says', (engine) => {
  it('of an incident is what is stored of it, the worst first', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId);
    const worst = { ...why('Nobody answers.'), nextStep: 'Start dhcpd.' };
    const add = (made: ReturnType<typeof alert>) => addAlert(db, pairId, made, { incidentId: id });
    await add(resolved(NOW, { rule: 'clocks' }));
    await add(alert({ rule: 'nobody-answers', severity: 'critical', why: worst }));
    await add(pending({ rule: 'lease-file' }));
    const data = () => db.read((tx) => incidentData(tx, id, 'It grew worse.'));
    expect(await data()).toMatchObject({ verdict: null });
    await db.write((tx) => savePairStatus(tx, pairId, status()));
    const message = { type: 'incident.updated', timestamp: iso(NOW), data: await data() };
    expect(MESSAGES['incident.updated'].parse(message)).toEqual(message);
    expect(message.data).toMatchObject({
      id,
      pair: 'office',
      title: 'Head office',
      verdict: 'degraded',
      nextStep: 'Start dhcpd.',
      reason: 'It grew worse.',
      alerts: [{ rule: 'nobody-answers' }, { rule: 'pair-not-healthy' }, { rule: 'clocks' }],
    });
    await expect(db.read((tx) => incidentData(tx, 4711, ''))).rejects.toThrow('4711');
  });

  it('of an alert is what is stored of it, once it has fired', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const id = await addAlert(db, pairId, alert());
    const message = {
      type: 'alert.firing',
      timestamp: iso(NOW),
      data: await db.read((tx) => alertData(tx, id)),
    };
    expect(MESSAGES['alert.firing'].parse(message)).toEqual(message);
    expect(message.data).toMatchObject({
      id,
      pair: 'office',
      title: 'Pair not healthy',
      labels: { team: 'net' },
    });
    const early = await addAlert(db, pairId, pending());
    await expect(db.read((tx) => alertData(tx, early))).rejects.toThrow('has not fired');
  });
});

const current = (db: Database, pairId: number) => db.read((tx) => currentIncident(tx, pairId));
