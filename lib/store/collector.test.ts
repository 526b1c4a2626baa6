import { expect, it } from 'vitest';
import { healthSchema } from '../contracts/health.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { BEAT_INTERVAL_MS, beat, collectorFigures, currentCollector, readHealth } from './collector.ts';
import { recordDelivery } from './messages.ts';
import { figures } from './testing/figures.ts';
import { addEndpoints, enqueue, tried } from './testing/outbox.ts';
import { NOW } from './testing/samples.ts';

const COLLECTOR = { instance: 'host:1:a', version: '0.1.0', startedAt: NOW - 60_000 };

describeOnEngines('the collector', (engine) => {
  it('is told apart: never there, alive, silent', async () => {
    const { db } = await engine.open();
    expect(await health(db, NOW)).toMatchObject({ status: 'no-collector', collector: null });
    await db.write((tx) => beat(tx, { ...COLLECTOR, now: NOW }));
    expect(await health(db, NOW + BEAT_INTERVAL_MS)).toEqual({
      now: new Date(NOW + BEAT_INTERVAL_MS).toISOString(),
      status: 'ok',
      degraded: [],
      collector: {
        startedAt: new Date(NOW - 60_000).toISOString(),
        lastSeenAt: new Date(NOW).toISOString(),
        freshness: 'fresh',
        version: '0.1.0',
      },
      database: { engine: engine.name, upkeep: null },
      undeliveredMessages: 0,
      oldestUndeliveredAt: null,
      deadMessages: 0,
    });
    expect(await health(db, NOW + 10 * BEAT_INTERVAL_MS)).toMatchObject({
      status: 'collector-silent',
      collector: { freshness: 'stale' },
    });
  });

  it('says how it keeps up, and keeps that through beats that say nothing of it', async () => {
    const { db } = await engine.open();
    const told = figures({ spanMs: 10_000 });
    const say = (changes: Partial<Parameters<typeof beat>[1]>) =>
      db.write((tx) => beat(tx, { ...COLLECTOR, now: NOW, ...changes }));
    expect(await db.read(collectorFigures)).toBeNull();
    await say({ figures: told });
    await say({});
    expect(await db.read(collectorFigures)).toEqual(told);
    await db.write((tx) => tx.collector.updateMany({ data: { figures: { ofAnother: 'version' } } }));
    expect(await db.read(collectorFigures)).toBeNull();
  });

  it('is the one that beat last', async () => {
    const { db } = await engine.open();
    const current = () => db.read((tx) => currentCollector(tx));
    expect(await current()).toBeNull();
    await db.write((tx) => beat(tx, { ...COLLECTOR, now: NOW }));
    await db.write((tx) => beat(tx, { ...COLLECTOR, instance: 'host:2:b', now: NOW + 1 }));
    expect(await current()).toEqual({ instance: 'host:2:b', lastSeenAt: NOW + 1 });
  });

  it('has its messages counted that nobody took', async () => {
    const { db } = await engine.open();
    await addEndpoints(db, 'ops');
    const [, dead] = await enqueue(db, 2);
    await db.write((tx) => recordDelivery(tx, tried(dead, { outcome: { deadAt: NOW } })));
    expect(await health(db, NOW)).toMatchObject({
      undeliveredMessages: 1,
      oldestUndeliveredAt: new Date(NOW).toISOString(),
      deadMessages: 1,
    });
  });
});

async function health(db: Database, now: number) {
  const answer = await db.read((tx) => readHealth(tx, db.engine, now));
  return healthSchema.parse(answer);
}
