import { expect, it } from 'vitest';
import { deliveryAnswerSchema, deliveryListSchema } from '../contracts/delivery.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { enabledEndpoints } from './endpoints.ts';
import { listEvents } from './events.ts';
import {
  dueMessages,
  enqueueMessage,
  findDelivery,
  listDeliveries,
  type MessagesDue,
  recordDelivery,
  undeliveredMessages,
} from './messages.ts';
import { addEndpoints, arrived, enqueue, message, tried } from './testing/outbox.ts';
import { makePair, NOW } from './testing/samples.ts';
import { changesSince } from './topics.ts';

const HOUR_MS = 3_600_000;

describeOnEngines('the outbox', (engine) => {
  it('gives each endpoint the oldest message of each stream, and the next one when that was taken', async () => {
    const { db } = await engine.open();
    await enqueue(db, 2, { stream: 'incident:1', endpoints: ['ops', 'chat'] });
    await enqueue(db, 1, { cause: 'fact:3', stream: 'incident:2' });
    const rows = await stored(db);
    expect(rows.map(({ endpoint, stream }) => `${endpoint} ${stream}`)).toEqual([
      'ops incident:1',
      'chat incident:1',
      'ops incident:1',
      'chat incident:1',
      'ops incident:2',
    ]);
    const [ops1, chat1, ops2, , other] = rows.map(({ id }) => id);
    expect(await due(db)).toEqual([ops1, other, chat1]);
    await db.write((tx) => recordDelivery(tx, arrived(ops1)));
    expect(await due(db)).toEqual([ops2, other, chat1]);
    expect(await due(db, { endpoints: ['chat'] })).toEqual([chat1]);
  });

  it('tells of a due message all that is needed to send it', async () => {
    const { db } = await engine.open();
    const [webhookId] = await db.write((tx) => enqueueMessage(tx, message()));
    expect(webhookId).toMatch(/^msg_[0-9a-f]{32}$/);
    const [id] = (await stored(db)).map((row) => row.id);
    expect(await db.read((tx) => dueMessages(tx, { ...QUERY, endpoints: ['ops'] }))).toEqual([
      {
        id,
        webhookId,
        endpoint: 'ops',
        stream: 'pair:1',
        type: 'pair.verdict_changed',
        body: '{"n":1}',
        attempts: 0,
        createdAt: NOW,
      },
    ]);
  });

  it('leaves out streams that are busy, of that endpoint alone, and gives no more than asked for', async () => {
    const { db } = await engine.open();
    const ids = await enqueue(db, 4);
    await enqueue(db, 1, { cause: 'fact:1', endpoints: ['chat'] });
    const [, , , , chat] = (await stored(db)).map(({ id }) => id);
    const busy = [
      { endpoint: 'ops', stream: 'pair:1' },
      { endpoint: 'chat', stream: 'pair:2' },
    ];
    expect(await due(db, { busy, perEndpoint: 2 })).toEqual([ids[1], ids[2], chat]);
  });

  it('holds a stream back until the message that failed may be tried again, and no other', async () => {
    const { db } = await engine.open();
    const [first] = await enqueue(db, 2, { stream: 'incident:1' });
    const [other] = await enqueue(db, 1, { cause: 'fact:3', stream: 'incident:2' });
    await db.write((tx) => recordDelivery(tx, tried(first)));
    expect(await due(db, { now: NOW + 4_999 })).toEqual([other]);
    expect(await due(db, { now: NOW + 5_000 })).toEqual([first, other]);
    expect((await stored(db))[0]).toMatchObject({ attempts: 1 });
  });

  it('goes on with a stream behind a message that was given up', async () => {
    const { db } = await engine.open();
    const [first, second] = await enqueue(db, 2, { stream: 'incident:1' });
    await db.write((tx) => recordDelivery(tx, tried(first, { outcome: { deadAt: NOW } })));
    expect(await due(db)).toEqual([second]);
  });

  it('does not wait for a time that was set before the clock was put back', async () => {
    const { db } = await engine.open();
    const [id] = await enqueue(db, 1);
    await db.write((tx) => recordDelivery(tx, tried(id, { outcome: { retryAt: NOW + HOUR_MS } })));
    expect(await due(db, { now: NOW })).toEqual([]);
    expect(await due(db, { now: NOW - 1 })).toEqual([id]);
  });

  it('finds what is due among more streams than one statement may name', async () => {
    const { db } = await engine.open();
    const ids = await enqueue(db, 1100);
    for (const id of ids.slice(0, 600)) await db.write((tx) => recordDelivery(tx, tried(id)));
    expect(await due(db, { perEndpoint: 3, now: NOW + 4_999 })).toEqual(ids.slice(600, 603));
  });

  it('enqueues one message for a cause and an endpoint', async () => {
    const { db } = await engine.open();
    const told = await db.write((tx) => enqueueMessage(tx, message()));
    const again = await db.write((tx) =>
      enqueueMessage(tx, message({ body: '{"n":"again"}', endpoints: ['ops', 'chat'] })),
    );
    expect([told.length, again.length]).toEqual([1, 1]);
    expect((await stored(db)).map(({ endpoint, body }) => [endpoint, body])).toEqual([
      ['ops', '{"n":1}'],
      ['chat', '{"n":"again"}'],
    ]);
  });

  it('counts a try once, however often it is recorded, and lets one of a message that is gone pass', async () => {
    const { db } = await engine.open();
    const [id] = await enqueue(db, 1);
    for (const _ of [1, 2]) await db.write((tx) => recordDelivery(tx, tried(id, { answer: 'a\0b' })));
    expect((await stored(db))[0]).toMatchObject({ attempts: 1 });
    expect(await db.read((tx) => tx.delivery.findMany())).toMatchObject([
      { durationMs: 12, status: 503, answer: 'a\ufffdb', attemptedAt: new Date(NOW) },
    ]);
    await db.write((tx) => recordDelivery(tx, tried(4711)));
    expect(await db.read((tx) => tx.delivery.count())).toBe(1);
  });

  it('tells in an event of what was given up, where it belongs', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const [id] = await enqueue(db, 1, { pairId });
    const { cursor } = await db.read((tx) => changesSince(tx, null));
    await db.write((tx) => recordDelivery(tx, tried(id)));
    await db.write((tx) =>
      recordDelivery(tx, tried(id, { attemptedAt: NOW + 1, outcome: { deadAt: NOW + 2 } })),
    );
    const { events } = await db.read((tx) => listEvents(tx, { limit: 5, pair: 'office' }));
    expect(events).toMatchObject([{ kind: 'delivery', to: 'given-up', actor: null }]);
    expect(events[0]?.sentence).toMatch(/ops .*2 tries.*503.*dhcp-b answers alone/);
    const { topics } = await db.read((tx) => changesSince(tx, cursor));
    expect(topics.sort()).toEqual(['endpoints', 'events']);
  });

  it('keeps given up what was given up while it was under way, unless it arrived', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops');
    const [retried, taken] = await enqueue(db, 2);
    await addEndpoints(db);
    await db.write((tx) => recordDelivery(tx, tried(retried)));
    await db.write((tx) => recordDelivery(tx, arrived(taken)));
    const status = (await db.read((tx) => listDeliveries(tx, { limit: 5 }))).deliveries.map(
      (each) => each.status,
    );
    expect(status).toEqual(['delivered', 'dead']);
  });

  it('disables an endpoint that wants nothing any more, and says why', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops', 'chat');
    const [id] = await enqueue(db, 1);
    const gone = { status: 410, outcome: { deadAt: NOW }, disablesEndpoint: 'it answered 410 Gone.' };
    await db.write((tx) => recordDelivery(tx, tried(id, gone)));
    expect(await db.read(enabledEndpoints)).toEqual(['chat']);
    const { events } = await db.read((tx) => listEvents(tx, { limit: 5 }));
    expect(events.map(({ to, pair }) => [to, pair])).toEqual([
      ['disabled', null],
      ['given-up', null],
    ]);
    expect(events[0]?.sentence).toContain('it answered 410 Gone.');
  });

  it('counts what waits for the endpoints there are, and what they were not told since they took one', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops', 'chat');
    const figures = () => db.read((tx) => undeliveredMessages(tx));
    expect(await figures()).toEqual({ waiting: 0, oldestAt: null, dead: 0 });
    const [first, second, third] = await enqueue(db, 4);
    await enqueue(db, 1, { cause: 'fact:9', endpoints: ['chat'], now: NOW + 50 });
    expect(await figures()).toEqual({ waiting: 5, oldestAt: NOW, dead: 0 });
    const dead = { attemptedAt: NOW + 10, outcome: { deadAt: NOW + 10 } };
    await db.write((tx) => recordDelivery(tx, tried(first, dead)));
    await db.write((tx) => recordDelivery(tx, tried(second, dead)));
    expect(await figures()).toEqual({ waiting: 3, oldestAt: NOW + 2, dead: 2 });
    await db.write((tx) => recordDelivery(tx, arrived(third, NOW + 20)));
    expect(await figures()).toEqual({ waiting: 2, oldestAt: NOW + 3, dead: 0 });
  });

  it('lists deliveries by what became of them, newest first, page by page', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const [delivered, dead, failed] = await enqueue(db, 4, { pairId });
    await enqueue(db, 1, { cause: 'fact:9', endpoints: ['chat'] });
    await db.write((tx) => recordDelivery(tx, arrived(delivered)));
    await db.write((tx) => recordDelivery(tx, tried(dead, { outcome: { deadAt: NOW + 9 } })));
    await db.write((tx) => recordDelivery(tx, tried(failed)));
    const list = (query: object) => db.read((tx) => listDeliveries(tx, { limit: 50, ...query }));
    const times = async (query: object) =>
      (await list({ endpoint: 'ops', ...query })).deliveries.map(
        ({ createdAt }) => Date.parse(createdAt) - NOW,
      );
    expect(await times({})).toEqual([3, 2, 1, 0]);
    expect(await times({ status: 'delivered' })).toEqual([0]);
    expect(await times({ status: 'dead' })).toEqual([1]);
    expect(await times({ status: 'waiting' })).toEqual([3, 2]);
    expect(await times({ status: 'failed' })).toEqual([2, 1]);
    const page = await list({ limit: 3 });
    expect(page.deliveries.map(({ endpoint }) => endpoint)).toEqual(['chat', 'ops', 'ops']);
    const rest = await list({ limit: 3, before: page.nextBefore });
    expect([rest.deliveries.length, rest.nextBefore]).toEqual([2, null]);
    const answer = { now: new Date(NOW).toISOString(), ...rest };
    expect(deliveryListSchema.parse(answer)).toEqual(answer);
    expect(rest.deliveries[0]).toMatchObject({
      pair: 'office',
      status: 'dead',
      attempts: 1,
      nextAttemptAt: null,
      endedAt: new Date(NOW + 9).toISOString(),
      lastError: 'answered 503 Service Unavailable',
    });
  });

  it('tells every try of one message', async () => {
    const { db } = await engine.open();
    const [id] = await enqueue(db, 1);
    await db.write((tx) => recordDelivery(tx, tried(id)));
    await db.write((tx) => recordDelivery(tx, arrived(id, NOW + 5_000)));
    const [{ webhookId = '' } = {}] = await stored(db);
    const found = await db.read((tx) => findDelivery(tx, webhookId));
    const answer = { now: new Date(NOW).toISOString(), ...found };
    expect(deliveryAnswerSchema.parse(answer)).toEqual(answer);
    expect(found).toMatchObject({
      delivery: { id: webhookId, status: 'delivered', attempts: 2, lastError: null },
      body: '{"n":1}',
      tries: [
        { status: 503, answer: 'busy' },
        { status: 204, error: null },
      ],
    });
    expect(await db.read((tx) => findDelivery(tx, 'msg_none'))).toBeNull();
  });
});

const QUERY: MessagesDue = {
  endpoints: ['ops', 'chat', 'idle'],
  busy: [],
  now: NOW + 1_000,
  longestWaitMs: HOUR_MS,
  perEndpoint: 10,
};

async function due(db: Database, query: Partial<MessagesDue> = {}): Promise<number[]> {
  return (await db.read((tx) => dueMessages(tx, { ...QUERY, ...query }))).map(({ id }) => id);
}

function stored(db: Database) {
  return db.read((tx) => tx.message.findMany({ orderBy: { id: 'asc' } }));
}
