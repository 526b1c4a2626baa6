import { expect, it } from 'vitest';
import { BUCKET_MS, type BucketTier, type Tier } from '../contracts/history.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent } from './events.ts';
import { saveHistoryProgress } from './history-progress.ts';
import {
  oldestInTier,
  pruneAlerts,
  pruneAudit,
  pruneEvents,
  pruneIncidents,
  pruneMessages,
  pruneTier,
  pruneWindows,
} from './history-prune.ts';
import { currentIncident } from './incidents.ts';
import { insertWindow } from './maintenance.ts';
import { recordDelivery } from './messages.ts';
import { replaceBuckets } from './pool-series.ts';
import { addAlert, addIncident, alert, resolved } from './testing/alerts.ts';
import { arrived, enqueue } from './testing/outbox.ts';
import { makePair, NOW } from './testing/samples.ts';
import { every, watchPool } from './testing/watch.ts';

const SLOT_MS = BUCKET_MS['5m'];
const HOUR_MS = BUCKET_MS['1h'];

describeOnEngines('pruneTier', (engine) => {
  /** Six samples a slot apart, and as many buckets of each tier, from NOW on. */
  async function filled() {
    const { db } = await engine.open();
    const { poolId, primaryId: serverId, record } = await watchPool(db);
    await record(every(SLOT_MS, 0, 6 * SLOT_MS));
    for (const tier of ['5m', '1h'] as const) {
      for (const afterMs of every(BUCKET_MS[tier], 0, 6 * BUCKET_MS[tier])) {
        const at = NOW + afterMs;
        const bucket = { poolId, serverId, source: 'omapi', at, count: 1, expected: 30, stats: {} } as const;
        await db.write((tx) => replaceBuckets(tx, tier, at, [bucket]));
      }
    }
    return {
      prune: (tier: Tier, beforeMs: number, limit = 500) =>
        db.write((tx) => pruneTier(tx, { tier, before: NOW + beforeMs, limit })),
      oldest: (tier: Tier) => db.read((tx) => oldestInTier(tx, tier)),
      made: (tier: BucketTier, toMs: number) => db.write((tx) => saveHistoryProgress(tx, tier, NOW + toMs)),
      samplesLeft: () => db.read((tx) => tx.poolSample.count()),
      bucketsLeft: (tier: BucketTier) => db.read((tx) => tx.poolBucket.count({ where: { tier } })),
    };
  }

  it('removes what is kept long enough, and no more of it at once than it may', async () => {
    const { prune, made, samplesLeft, bucketsLeft } = await filled();
    await made('5m', 100 * HOUR_MS);
    await made('1h', 100 * HOUR_MS);
    await made('6h', 100 * HOUR_MS);
    expect(await prune('raw', 3 * SLOT_MS, 2)).toBe(2);
    expect(await prune('raw', 3 * SLOT_MS, 2)).toBe(1);
    expect(await prune('raw', 3 * SLOT_MS, 2)).toBe(0);
    expect(await prune('5m', 2 * SLOT_MS)).toBe(2);
    expect(await prune('1h', 5 * HOUR_MS, 4)).toBe(4);
    expect([await samplesLeft(), await bucketsLeft('5m'), await bucketsLeft('1h')]).toEqual([3, 4, 2]);
  });

  it('knows the oldest of what it may remove', async () => {
    const { prune, made, oldest } = await filled();
    await made('5m', 100 * HOUR_MS);
    await made('1h', 100 * HOUR_MS);
    await made('6h', 100 * HOUR_MS);
    const tiers = ['raw', '5m', '1h'] as const;
    expect(await Promise.all(tiers.map(oldest))).toEqual([NOW, NOW, NOW]);
    for (const tier of tiers) await prune(tier, 1);
    expect(await Promise.all(tiers.map(oldest))).toEqual([NOW + SLOT_MS, NOW + SLOT_MS, NOW + HOUR_MS]);
  });

  it('removes nothing before the next tier has it', async () => {
    const { prune, made } = await filled();
    expect([await prune('raw', HOUR_MS), await prune('5m', HOUR_MS)]).toEqual([0, 0]);
    await made('5m', 2 * SLOT_MS);
    await made('1h', SLOT_MS);
    expect([await prune('raw', HOUR_MS), await prune('5m', HOUR_MS)]).toEqual([2, 1]);
    expect(await prune('1h', 5 * HOUR_MS)).toBe(0);
  });

  it('leaves the latest sample of a pool, however old', async () => {
    const { prune, made, samplesLeft, oldest } = await filled();
    await made('5m', 100 * HOUR_MS);
    expect(await prune('raw', 100 * HOUR_MS)).toBe(5);
    expect(await samplesLeft()).toBe(1);
    expect(await oldest('raw')).toBeNull();
  });
});

describeOnEngines('what alerts left behind', (engine) => {
  it('goes when it was over before a time: incidents first, then their alerts', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const old = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW - 2 });
    const kept = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    await addAlert(db, pairId, resolved(NOW - 9), { incidentId: kept.id });
    await addAlert(db, pairId, resolved(NOW - 9));
    await addAlert(db, null, resolved(NOW - 9));
    await addAlert(db, pairId, alert());
    await enqueue(db, 1, { incidentId: old.id });
    const prune = (limit: number) =>
      db.write(async (tx) => [
        await pruneIncidents(tx, { before: NOW - 1, limit }),
        await pruneAlerts(tx, { before: NOW - 1, limit }),
      ]);
    expect(await prune(2)).toEqual([1, 2]);
    expect(await prune(2)).toEqual([0, 1]);
    expect(await prune(2)).toEqual([0, 0]);
    const left = await db.read((tx) => tx.alert.findMany({ orderBy: { id: 'asc' } }));
    expect(left.map(({ incidentId, phase }) => [incidentId, phase])).toEqual([
      [kept.id, 'resolved'],
      [kept.id, 'resolved'],
      [null, 'firing'],
    ]);
    expect(await db.read((tx) => tx.message.findMany())).toMatchObject([{ incidentId: null }]);
  });

  it('keeps the alert an incident opened with, though it was told by itself', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id, firstAlertId } = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    await db.write((tx) =>
      tx.alert.update({
        where: { id: firstAlertId },
        data: { incidentId: null, resolvedAt: new Date(NOW - 9) },
      }),
    );
    expect(await db.write((tx) => pruneAlerts(tx, { before: NOW - 1, limit: 9 }))).toBe(0);
    expect(await db.read((tx) => currentIncident(tx, pairId))).toMatchObject({ id });
  });

  it('is messages by when they were written, with every try', async () => {
    const { db } = await engine.open();
    const [delivered] = await enqueue(db, 3);
    await db.write((tx) => recordDelivery(tx, arrived(delivered)));
    const prune = (limit: number) => db.write((tx) => pruneMessages(tx, { before: NOW + 2, limit }));
    expect([await prune(1), await prune(1), await prune(1)]).toEqual([1, 1, 0]);
    expect(await db.read((tx) => Promise.all([tx.message.count(), tx.delivery.count()]))).toEqual([1, 0]);
  });

  it('is windows that were called off, or over where somebody made them', async () => {
    const { db } = await engine.open();
    const add = (origin: 'settings' | 'database', endsAt: number, removedAt: number | null = null) =>
      db.write(async (tx) => {
        const schedule = {
          kind: 'once' as const,
          startsAt: new Date(NOW - HOUR_MS).toISOString(),
          endsAt: new Date(endsAt).toISOString(),
        };
        const window = { origin, pair: null, schedule, reason: 'Power.', by: 'anna', now: NOW - HOUR_MS };
        const { id } = await insertWindow(tx, window);
        if (removedAt === null) return;
        await tx.maintenanceWindow.update({ where: { id }, data: { removedAt: new Date(removedAt) } });
      });
    await add('database', NOW - 1);
    await add('database', NOW);
    await add('settings', NOW - 1);
    await add('settings', NOW, NOW - 1);
    await add('database', NOW, NOW);
    // One that a hand changed keeps none of the others from going.
    await add('database', NOW - 1);
    await db.write((tx) =>
      tx.maintenanceWindow.update({ where: { id: 6 }, data: { schedule: { kind: 'often' } } }),
    );
    expect(await db.write((tx) => pruneWindows(tx, { before: NOW, limit: 1 }))).toBe(1);
    expect(await db.write((tx) => pruneWindows(tx, { before: NOW, limit: 9 }))).toBe(1);
    const left = await db.read((tx) => tx.maintenanceWindow.findMany({ orderBy: { id: 'asc' } }));
    expect(left.map(({ id }) => id)).toEqual([2, 3, 5, 6]);
  });

  it('is events, but none that a report on an incident is made of', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const add = (key: string, sortAt: number) =>
      db.write((tx) =>
        appendEvent(tx, {
          ...{ key, pairId, serverId: null, kind: 'state', clock: 'pairwatch', from: null, to: 'normal' },
          ...{ at: sortAt, observedAt: sortAt, sortAt, sentence: '', evidence: [] },
        }),
      );
    const DAY_MS = 24 * HOUR_MS;
    for (const days of [9, 8, 7, 1]) await add(`day ${days}`, NOW - days * DAY_MS);
    const { id } = await addIncident(db, pairId, {});
    await db.write((tx) =>
      tx.incident.update({ where: { id }, data: { firstSymptomAt: new Date(NOW - 6.5 * DAY_MS) } }),
    );
    const prune = (limit: number) => db.write((tx) => pruneEvents(tx, { before: NOW - 2 * DAY_MS, limit }));
    expect([await prune(1), await prune(9), await prune(9)]).toEqual([1, 1, 0]);
    await db.write((tx) => tx.incident.delete({ where: { id } }));
    expect(await prune(9)).toBe(1);
    expect(await db.read((tx) => tx.event.findMany({ select: { key: true } }))).toEqual([{ key: 'day 1' }]);
  });

  it('is the record of who did what', async () => {
    const { db } = await engine.open();
    await db.write(async (tx) => {
      for (const at of [NOW - 3, NOW - 2, NOW])
        await tx.auditEntry.create({
          data: {
            at: new Date(at),
            actorKind: 'user',
            actorName: 'anna',
            deed: 'alert.acknowledge',
            target: 'alert 1',
          },
        });
    });
    const prune = (limit: number) => db.write((tx) => pruneAudit(tx, { before: NOW, limit }));
    expect([await prune(1), await prune(9), await prune(9)]).toEqual([1, 1, 0]);
  });
});
