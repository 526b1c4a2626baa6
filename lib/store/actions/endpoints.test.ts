import { expect, it } from 'vitest';
import { messageSchema } from '../../contracts/message.ts';
import type { Database } from '../../db/client.ts';
import { describeOnEngines } from '../../db/testing/engines.ts';
import { disableEndpoint, type EndpointSetting, listEndpoints, sealedEndpoints } from '../endpoints.ts';
import { listEvents } from '../events.ts';
import { dueMessages, listDeliveries, recordDelivery } from '../messages.ts';
import { addEndpoints, arrived, EVERYTHING, enqueue, tried } from '../testing/outbox.ts';
import { NOW } from '../testing/samples.ts';
import { createEndpoint } from './create-endpoint.ts';
import { enableEndpoint } from './enable-endpoint.ts';
import { removeEndpoint } from './remove-endpoint.ts';
import { replayMessage } from './replay-message.ts';
import { replaySince } from './replay-since.ts';
import { sendTest } from './send-test.ts';
import { updateEndpoint } from './update-endpoint.ts';

const PAGER: EndpointSetting = {
  name: 'pager',
  kind: 'pagerduty',
  address: 'https://events.pagerduty.com',
  filter: EVERYTHING,
};
const ACT = { name: 'pager', by: 'anna', now: NOW };

describeOnEngines('endpoints made in a browser', (engine) => {
  it('are added, changed and removed, and the history has who did it', async () => {
    const { db } = await engine.open();
    await create(db);
    await expect(create(db)).rejects.toMatchObject({ kind: 'conflict' });
    const filter = { ...EVERYTHING, pairs: ['office'] };
    await db.write((tx) => updateEndpoint(tx, { ...ACT, filter }));
    expect(await listed(db)).toMatchObject([{ ...PAGER, filter, origin: 'database', disabled: null }]);
    expect(await db.read(sealedEndpoints)).toEqual([
      { name: 'pager', filter, sealed: 'sealed', unusable: null },
    ]);
    await enqueue(db, 1, { endpoints: ['pager'] });
    await db.write((tx) => removeEndpoint(tx, ACT));
    expect(await listed(db)).toEqual([]);
    expect(await statuses(db)).toEqual(['dead']);
    await expect(db.write((tx) => removeEndpoint(tx, ACT))).rejects.toMatchObject({ kind: 'not-found' });
    await db.write((tx) => createEndpoint(tx, { ...PAGER, sealed: 'anew', by: 'otto', now: NOW + 1 }));
    expect(await db.read(sealedEndpoints)).toMatchObject([{ sealed: 'anew' }]);
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9 }));
    expect(events.map(({ actor, to }) => [actor, to])).toEqual([
      ['otto', 'endpoint-added'],
      ['anna', 'endpoint-removed'],
      [null, 'given-up'],
      ['anna', 'endpoint-changed'],
      ['anna', 'endpoint-added'],
    ]);
  });

  it('are enabled by another channel, or by somebody, and then what waits is due', async () => {
    const { db } = await engine.open();
    await create(db);
    const disable = () => db.write((tx) => disableEndpoint(tx, 'pager', 'gone.', NOW));
    await disable();
    await db.write((tx) => updateEndpoint(tx, { ...ACT, filter: EVERYTHING }));
    expect(await listed(db)).toMatchObject([{ disabled: { reason: 'gone.' } }]);
    await db.write((tx) => updateEndpoint(tx, { ...ACT, sealed: 'anew' }));
    expect(await listed(db)).toMatchObject([{ disabled: null }]);
    await expect(db.write((tx) => enableEndpoint(tx, ACT))).rejects.toMatchObject({ kind: 'conflict' });

    const [id] = await enqueue(db, 1, { endpoints: ['pager'] });
    await db.write((tx) => recordDelivery(tx, tried(id)));
    await disable();
    await db.write((tx) => enableEndpoint(tx, ACT));
    expect(await listed(db)).toMatchObject([{ disabled: null }]);
    expect(await due(db, 'pager')).toEqual([id]);
  });

  it('are read-only where the settings name them', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops');
    const act = { ...ACT, name: 'ops' };
    const readOnly = { kind: 'read-only', message: expect.stringContaining('pairwatch.yaml') };
    await expect(db.write((tx) => updateEndpoint(tx, act))).rejects.toMatchObject(readOnly);
    await expect(db.write((tx) => removeEndpoint(tx, act))).rejects.toMatchObject(readOnly);
    await db.write((tx) => disableEndpoint(tx, 'ops', 'gone.', NOW));
    await db.write((tx) => enableEndpoint(tx, act));
    expect(await listed(db)).toMatchObject([{ disabled: null }]);
  });
});

describeOnEngines('a test of an endpoint', (engine) => {
  it('is a message of its own that waits for no other', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops');
    const [stuck] = await enqueue(db, 1);
    await db.write((tx) => recordDelivery(tx, tried(stuck)));
    const webhookId = await test(db, 'ops');
    const { deliveries } = await db.read((tx) => listDeliveries(tx, { limit: 1 }));
    expect(deliveries).toMatchObject([{ id: webhookId, type: 'test', status: 'waiting', pair: null }]);
    const row = await db.read((tx) => tx.message.findUniqueOrThrow({ where: { webhookId } }));
    expect(messageSchema.parse(JSON.parse(row.body))).toEqual({
      type: 'test',
      timestamp: new Date(NOW).toISOString(),
      data: { sentence: row.sentence, by: 'anna' },
    });
    expect(await due(db, 'ops')).toEqual([row.id]);
  });

  it('is refused where nothing is sent', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops');
    await expect(test(db, 'nobody')).rejects.toMatchObject({ kind: 'not-found' });
    await db.write((tx) => disableEndpoint(tx, 'ops', 'it answered 410 Gone', NOW));
    await expect(test(db, 'ops')).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('it answered 410 Gone'),
    });
  });
});

describeOnEngines('a replay', (engine) => {
  it('sends one message again under its own id, whatever became of it', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops');
    const ids = await enqueue(db, 3);
    const [dead, delivered, waiting] = ids;
    await db.write((tx) => recordDelivery(tx, tried(dead, { outcome: { deadAt: NOW } })));
    await db.write((tx) => recordDelivery(tx, arrived(delivered)));
    await db.write((tx) => recordDelivery(tx, tried(waiting)));
    expect(await due(db, 'ops')).toEqual([]);
    const rows = await db.read((tx) => tx.message.findMany({ orderBy: { id: 'asc' } }));
    for (const { webhookId } of rows)
      await db.write((tx) => replayMessage(tx, { id: webhookId, by: 'anna', now: NOW }));
    expect(await due(db, 'ops')).toEqual(ids);
    const again = await db.read((tx) => tx.message.findMany({ orderBy: { id: 'asc' } }));
    expect(again.map(({ webhookId, attempts }) => [webhookId, attempts])).toEqual(
      rows.map(({ webhookId }) => [webhookId, 0]),
    );
    const gone = db.write((tx) => replayMessage(tx, { id: 'msg_none', by: 'anna', now: NOW }));
    await expect(gone).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('of all since a time sends what was given up, in its order, and what waits at once', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops', 'chat');
    const [old, second, taken, third] = await enqueue(db, 4, { stream: 'incident:1' });
    const [elsewhere] = await enqueue(db, 1, { cause: 'fact:9', endpoints: ['chat'] });
    for (const id of [old, second, elsewhere])
      await db.write((tx) => recordDelivery(tx, tried(id, { outcome: { deadAt: NOW } })));
    await db.write((tx) => recordDelivery(tx, arrived(taken)));
    await db.write((tx) => recordDelivery(tx, tried(third)));
    const replay = { endpoint: 'ops', since: NOW + 1, by: 'anna', now: NOW + 9 };
    expect(await db.write((tx) => replaySince(tx, replay))).toBe(2);
    expect(await statuses(db)).toEqual(['dead', 'waiting', 'delivered', 'waiting', 'dead']);
    expect(await due(db, 'ops')).toEqual([second]);
    await db.write((tx) => recordDelivery(tx, arrived(second, NOW + 10)));
    expect(await due(db, 'ops')).toEqual([third]);
    const { events } = await db.read((tx) => listEvents(tx, { limit: 1 }));
    expect(events[0]?.sentence).toMatch(/^anna sent again what ops was not told since .*: 2 messages\.$/);
    const refused = db.write((tx) => replaySince(tx, { ...replay, endpoint: 'nobody' }));
    await expect(refused).rejects.toMatchObject({ kind: 'not-found' });
  });
});

const create = (db: Database) =>
  db.write((tx) => createEndpoint(tx, { ...PAGER, sealed: 'sealed', by: 'anna', now: NOW }));

const test = (db: Database, endpoint: string) =>
  db.write((tx) => sendTest(tx, { endpoint, type: 'test', by: 'anna', now: NOW }));

const listed = (db: Database) => db.read((tx) => listEndpoints(tx, NOW));

async function statuses(db: Database): Promise<string[]> {
  const { deliveries } = await db.read((tx) => listDeliveries(tx, { limit: 50 }));
  return deliveries.map(({ status }) => status).reverse();
}

async function due(db: Database, endpoint: string): Promise<number[]> {
  const query = { endpoints: [endpoint], busy: [], now: NOW + 10, longestWaitMs: 3_600_000, perEndpoint: 9 };
  return (await db.read((tx) => dueMessages(tx, query))).map(({ id }) => id);
}
