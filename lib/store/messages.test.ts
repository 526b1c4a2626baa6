import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent } from './events.ts';
import { dueMessages, enqueueMessage, recordDelivery, undeliveredMessages } from './messages.ts';
import { event, makePair, NOW } from './testing/samples.ts';

const MINUTE_MS = 60_000;
const FAILED = { attemptedAt: NOW, durationMs: 12, status: 503, error: 'HTTP 503' };

describeOnEngines('messages', (engine) => {
  it('gives each endpoint its oldest message, and the next one when that was taken', async () => {
    const { db } = await engine.open();
    await enqueue(db, 1, ['ops', 'chat']);
    await enqueue(db, 2, ['ops']);
    const due = (now = NOW + 10) =>
      db.read((tx) => dueMessages(tx, ['ops', 'chat', 'idle'], { now, longestWaitMs: MINUTE_MS }));
    expect(await due()).toEqual([
      { id: 'msg-1-ops', endpoint: 'ops', type: 'pair.verdict.changed', body: '{"n":1}', attempts: 0 },
      { id: 'msg-1-chat', endpoint: 'chat', type: 'pair.verdict.changed', body: '{"n":1}', attempts: 0 },
    ]);
    await db.write((tx) =>
      recordDelivery(tx, {
        messageId: 'msg-1-ops',
        attemptedAt: NOW,
        durationMs: 8,
        status: 204,
        error: null,
        outcome: { deliveredAt: NOW + 8 },
      }),
    );
    expect((await due()).map(({ id }) => id)).toEqual(['msg-2-ops', 'msg-1-chat']);
    expect(
      (await db.read((tx) => dueMessages(tx, ['chat'], { now: NOW + 10, longestWaitMs: MINUTE_MS }))).map(
        ({ id }) => id,
      ),
    ).toEqual(['msg-1-chat']);
  });

  it('holds an endpoint’s messages back until the one that failed may be tried again', async () => {
    const { db } = await engine.open();
    await enqueue(db, 1, ['ops']);
    await enqueue(db, 2, ['ops']);
    const retryAt = NOW + 5_000;
    await db.write((tx) => recordDelivery(tx, { ...FAILED, messageId: 'msg-1-ops', outcome: { retryAt } }));
    const due = (now: number) => db.read((tx) => dueMessages(tx, ['ops'], { now, longestWaitMs: MINUTE_MS }));
    expect(await due(retryAt - 1)).toEqual([]);
    expect(await due(retryAt)).toMatchObject([{ id: 'msg-1-ops', attempts: 1 }]);
    const tries = await db.read((tx) => tx.delivery.findMany({ where: { messageId: 'msg-1-ops' } }));
    expect(tries).toMatchObject([
      { durationMs: 12, status: 503, error: 'HTTP 503', attemptedAt: new Date(NOW) },
    ]);
  });

  it('does not wait for a time that was set before the clock was put back', async () => {
    const { db } = await engine.open();
    await enqueue(db, 1, ['ops']);
    const retryAt = NOW + MINUTE_MS;
    await db.write((tx) => recordDelivery(tx, { ...FAILED, messageId: 'msg-1-ops', outcome: { retryAt } }));
    const due = (now: number) => db.read((tx) => dueMessages(tx, ['ops'], { now, longestWaitMs: MINUTE_MS }));
    expect(await due(NOW)).toEqual([]);
    expect(await due(NOW - 1)).toMatchObject([{ id: 'msg-1-ops' }]);
  });

  it('enqueues one message for an event and endpoint, whatever its id', async () => {
    const { db } = await engine.open();
    const { pairId, eventId } = await enqueue(db, 1, ['ops']);
    const again = { pairId, eventId, endpoint: 'ops', type: 't', body: '{"n":"again"}', createdAt: NOW };
    await db.write((tx) => enqueueMessage(tx, { ...again, id: 'msg-again' }));
    expect(await db.read((tx) => tx.message.findMany({ select: { id: true, body: true } }))).toEqual([
      { id: 'msg-1-ops', body: '{"n":1}' },
    ]);
  });

  it('counts what no endpoint has taken yet', async () => {
    const { db } = await engine.open();
    const figures = () => db.read((tx) => undeliveredMessages(tx));
    expect(await figures()).toEqual({ count: 0, oldestAt: null });
    await enqueue(db, 1, ['ops', 'chat']);
    await enqueue(db, 2, ['ops']);
    expect(await figures()).toEqual({ count: 3, oldestAt: new Date(NOW + 1) });
    for (const messageId of ['msg-1-ops', 'msg-1-chat']) {
      const outcome = { deliveredAt: NOW };
      await db.write((tx) => recordDelivery(tx, { ...FAILED, status: 200, error: null, messageId, outcome }));
    }
    expect(await figures()).toEqual({ count: 1, oldestAt: new Date(NOW + 2) });
  });
});

/** Appends event `number` and enqueues a message of it for each endpoint. */
async function enqueue(db: Database, number: number, endpoints: string[]) {
  const { pairId } = await makePair(db);
  return db.write(async (tx) => {
    const { id: eventId } = await appendEvent(tx, event(pairId, { key: `${number}` }));
    for (const endpoint of endpoints) {
      await enqueueMessage(tx, {
        id: `msg-${number}-${endpoint}`,
        endpoint,
        pairId,
        eventId,
        type: 'pair.verdict.changed',
        body: JSON.stringify({ n: number }),
        createdAt: NOW + number,
      });
    }
    return { pairId, eventId };
  });
}
