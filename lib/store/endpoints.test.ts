import { expect, it } from 'vitest';
import { endpointListSchema } from '../contracts/endpoint.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { createEndpoint } from './actions/create-endpoint.ts';
import { updateEndpoint } from './actions/update-endpoint.ts';
import {
  disableEndpoint,
  type EndpointSetting,
  enabledEndpoints,
  endpointAlertFacts,
  endpointsToTell,
  listEndpoints,
  noteUnusable,
  sealedEndpoints,
  syncEndpoints,
} from './endpoints.ts';
import { listEvents } from './events.ts';
import { recordDelivery } from './messages.ts';
import { addEndpoints, arrived, EVERYTHING, enqueue, tried } from './testing/outbox.ts';
import { NOW } from './testing/samples.ts';

const DAY_MS = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();

const OPS: EndpointSetting = {
  name: 'ops',
  kind: 'standard',
  address: 'https://ops.example.net',
  filter: EVERYTHING,
};

describeOnEngines('endpoints', (engine) => {
  it('are told that are there, and sent what they are told unless they are disabled', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops', 'chat');
    await addByHand(db, 'pager');
    await db.write((tx) => disableEndpoint(tx, 'chat', 'it answered 410 Gone.', NOW));
    expect(await db.read(endpointsToTell)).toEqual([
      { name: 'chat', filter: EVERYTHING },
      { name: 'ops', filter: EVERYTHING },
      { name: 'pager', filter: EVERYTHING },
    ]);
    expect(await db.read(enabledEndpoints)).toEqual(['ops', 'pager']);
    expect(await db.read(sealedEndpoints)).toEqual([
      { name: 'pager', filter: EVERYTHING, sealed: 'sealed', unusable: null },
    ]);
    await addEndpoints(db);
    expect((await db.read(endpointsToTell)).map(({ name }) => name)).toEqual(['pager']);
  });

  it('are disabled once, with a reason that is told once', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops');
    for (const reason of ['first.', 'second.'])
      await db.write((tx) => disableEndpoint(tx, 'ops', reason, NOW));
    await db.write((tx) => disableEndpoint(tx, 'nobody', 'third.', NOW));
    expect(await db.read((tx) => listEndpoints(tx, NOW))).toMatchObject([
      { disabled: { at: iso(NOW), reason: 'first.' } },
    ]);
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9 }));
    expect(events.map(({ sentence }) => sentence)).toEqual([
      'Nothing is sent to the endpoint ops any more: first.',
    ]);
  });

  it('are enabled again when they lead elsewhere or come back, and only then', async () => {
    const { db } = await engine.open();
    const sync = (...settings: EndpointSetting[]) => db.write((tx) => syncEndpoints(tx, settings, NOW));
    const isTold = async () => (await db.read(enabledEndpoints)).length === 1;
    const disable = () => db.write((tx) => disableEndpoint(tx, 'ops', 'gone.', NOW));
    await sync(OPS);
    await disable();
    await sync({ ...OPS, filter: { ...EVERYTHING, pairs: ['office'] } });
    expect(await isTold()).toBe(false);
    await sync({ ...OPS, address: 'https://elsewhere.example.net' });
    expect(await isTold()).toBe(true);
    await disable();
    await sync();
    await sync({ ...OPS, address: 'https://elsewhere.example.net' });
    expect(await isTold()).toBe(true);
  });

  it('of a browser become the settings’ when these name them', async () => {
    const { db } = await engine.open();
    await addByHand(db, 'ops');
    await addEndpoints(db, 'ops');
    expect(await db.read((tx) => listEndpoints(tx, NOW))).toMatchObject([
      { name: 'ops', origin: 'settings' },
    ]);
    expect(await db.read(sealedEndpoints)).toEqual([]);
  });

  it('that are gone have what waited for them given up, and said so', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops', 'chat');
    await enqueue(db, 2);
    await enqueue(db, 1, { cause: 'fact:9', endpoints: ['never-there'] });
    await enqueue(db, 1, { cause: 'fact:9', endpoints: ['chat'] });
    await addEndpoints(db, 'chat');
    const rows = await db.read((tx) => tx.message.findMany({ orderBy: { id: 'asc' } }));
    expect(rows.map(({ endpoint, deadAt }) => [endpoint, deadAt !== null])).toEqual([
      ['ops', true],
      ['ops', true],
      ['never-there', true],
      ['chat', false],
    ]);
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9 }));
    expect(events.map(({ sentence }) => sentence).sort()).toEqual([
      '1 message for the endpoint never-there was given up: pairwatch.yaml does not name it any more.',
      '2 messages for the endpoint ops were given up: pairwatch.yaml does not name it any more.',
    ]);
  });

  it('are listed with how their messages do', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops', 'idle');
    const [long, soon, dead, failed] = await enqueue(db, 5);
    await db.write((tx) => recordDelivery(tx, arrived(long, NOW - 31 * DAY_MS)));
    await db.write((tx) => recordDelivery(tx, arrived(soon, NOW + 1)));
    await db.write((tx) =>
      recordDelivery(tx, tried(dead, { attemptedAt: NOW + 2, error: 'dead', outcome: { deadAt: NOW + 2 } })),
    );
    await db.write((tx) => recordDelivery(tx, tried(failed, { attemptedAt: NOW + 3, error: 'busy' })));
    const endpoints = await db.read((tx) => listEndpoints(tx, NOW + 9));
    const answer = { now: iso(NOW), endpoints };
    expect(endpointListSchema.parse(answer)).toEqual(answer);
    expect(endpoints).toMatchObject([
      {
        name: 'idle',
        counts: { waiting: 0, dead: 0, delivered: 0 },
        lastFailure: null,
        lastDeliveredAt: null,
      },
      {
        name: 'ops',
        kind: 'standard',
        origin: 'settings',
        address: 'https://ops.example.net',
        disabled: null,
        counts: { waiting: 2, dead: 1, delivered: 1 },
        oldestWaitingAt: iso(NOW + 3),
        lastDeliveredAt: iso(NOW + 1),
        lastFailure: { at: iso(NOW + 3), error: 'busy' },
      },
    ]);
  });

  it('that can not be told keep why, until they are sealed anew or of the settings', async () => {
    const { db } = await engine.open();
    await addByHand(db, 'pager');
    const note = (sealed: string, unusable: string | null) =>
      db.write((tx) => noteUnusable(tx, { name: 'pager', sealed, unusable }));
    const known = async () => (await db.read((tx) => listEndpoints(tx, NOW)))[0]?.unusable;
    await note('sealed before', 'The key is gone.');
    expect(await known()).toBeNull();
    await note('sealed', 'The key is gone.');
    expect(await known()).toBe('The key is gone.');
    expect(await db.read((tx) => endpointAlertFacts(tx))).toMatchObject([{ unusable: 'The key is gone.' }]);
    expect(await db.read(sealedEndpoints)).toMatchObject([{ unusable: 'The key is gone.' }]);
    await note('sealed', null);
    expect(await known()).toBeNull();
    await note('sealed', 'The key is gone.');
    await db.write((tx) => updateEndpoint(tx, { name: 'pager', sealed: 'anew', by: 'anna', now: NOW }));
    expect(await known()).toBeNull();
    await note('anew', 'The key is gone.');
    await addEndpoints(db, 'pager');
    expect(await known()).toBeNull();
  });

  it('give the rules what was given up since one arrived, and since when the oldest waits', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops', 'chat');
    const facts = () => db.read((tx) => endpointAlertFacts(tx));
    const well = { dead: 0, waitingSince: null, disabled: null, unusable: null, lastError: null };
    expect(await facts()).toEqual([
      { name: 'chat', ...well },
      { name: 'ops', ...well },
    ]);
    const [first, second, third] = await enqueue(db, 3);
    await db.write((tx) => recordDelivery(tx, tried(first, { error: 'busy', outcome: { deadAt: NOW + 1 } })));
    await db.write((tx) => recordDelivery(tx, tried(second, { attemptedAt: NOW + 1, error: 'busier' })));
    await db.write((tx) => disableEndpoint(tx, 'chat', 'gone.', NOW));
    expect(await facts()).toEqual([
      { name: 'chat', ...well, disabled: { at: NOW, reason: 'gone.' } },
      { name: 'ops', ...well, dead: 1, waitingSince: NOW + 1, lastError: 'busier' },
    ]);
    for (const id of [second, third]) await db.write((tx) => recordDelivery(tx, arrived(id, NOW + 2)));
    expect((await facts())[1]).toEqual({ name: 'ops', ...well });
  });
});

function addByHand(db: Database, name: string): Promise<void> {
  return db.write((tx) => createEndpoint(tx, { ...OPS, name, sealed: 'sealed', by: 'anna', now: NOW }));
}
