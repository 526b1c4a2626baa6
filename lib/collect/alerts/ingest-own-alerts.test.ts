import { expect, it } from 'vitest';
import { deliveryQuerySchema } from '../../contracts/delivery.ts';
import type { Database } from '../../db/client.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../../incidents/incident.ts';
import { endpointAlertFacts } from '../../store/endpoints.ts';
import { listDeliveries, recordDelivery } from '../../store/messages.ts';
import { addEndpoints, arrived, enqueue, tried } from '../../store/testing/outbox.ts';
import { NOW } from '../../store/testing/samples.ts';
import { ingestOwnAlerts } from './ingest-alerts.ts';

const SECOND_MS = 1_000;
const STARTED = NOW + 5 * 3_600_000;

const look = (db: Database, now: number) =>
  db.write(async (tx) => {
    const endpoints = await endpointAlertFacts(tx);
    const facts = {
      now,
      blindSince: null,
      endpoints,
      heartbeats: [],
      impairments: [],
      database: { backup: null, checkedAt: null, damage: null },
    };
    return ingestOwnAlerts(tx, facts, DEFAULT_INCIDENT_LIMITS);
  });

const toldTo = async (db: Database, endpoint: string) =>
  (await db.read((tx) => listDeliveries(tx, deliveryQuerySchema.parse({ endpoint })))).deliveries.map(
    ({ type }) => type,
  );

describeOnSqlite('after a long stop, with a message that still waits', ({ open }) => {
  it('nobody is told that it waits before it could be tried', async () => {
    const { db } = await open();
    await addEndpoints(db, 'ops', 'chat');
    const [waiting] = await enqueue(db, 1);
    await look(db, STARTED);
    await db.write((tx) => recordDelivery(tx, { ...arrived(waiting), attemptedAt: STARTED + 100 }));
    await look(db, STARTED + 5 * SECOND_MS);
    expect(await toldTo(db, 'chat')).toEqual([]);
  });

  it('the other endpoints are told once it failed again', async () => {
    const { db } = await open();
    await addEndpoints(db, 'ops', 'chat');
    const [waiting] = await enqueue(db, 1);
    await look(db, STARTED);
    const retryAt = STARTED + 30 * SECOND_MS;
    await db.write((tx) =>
      recordDelivery(tx, tried(waiting, { attemptedAt: STARTED, outcome: { retryAt } })),
    );
    await look(db, STARTED + 60 * SECOND_MS);
    expect(await toldTo(db, 'chat')).toEqual(['alert.firing']);
    expect(await toldTo(db, 'ops')).not.toContain('alert.firing');
  });
});
