import { expect, it } from 'vitest';
import { BUCKET_MS, BUCKET_TIERS, type BucketTier } from '../contracts/history.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { historyProgress } from './history-progress.ts';
import { COARSER_TIERS, makeAllBuckets, makeCoarser, makeFiveMinutes } from './history-rollup.ts';
import { recordPoolSamples } from './pool-samples.ts';
import { savePools } from './pools.ts';
import { NOW, pool } from './testing/samples.ts';
import { every, POOL_INTERVAL_MS, watchPool } from './testing/watch.ts';

const HOUR_MS = BUCKET_MS['1h'];
const DAY_MS = BUCKET_MS['1d'];
const SLOT_MS = BUCKET_MS['5m'];
/** NOW is two minutes into its slot, and 42 into its hour. */
const SLOT = -120_000;
const HOUR = -42 * 60_000;

describeOnEngines('the tiers of history', (engine) => {
  it('sum up every reading, its lowest, highest and last, in five minutes and in hours', async () => {
    const { db } = await engine.open();
    const { record } = await watchPool(db);
    for (const [index, afterMs] of every(POOL_INTERVAL_MS, SLOT, SLOT + 2 * SLOT_MS).entries()) {
      await record(afterMs, { freeLeases: index });
    }
    await makeAll(db, NOW + HOUR_MS);
    expect(await buckets(db, '5m')).toEqual([
      { at: SLOT, count: 30, expected: 30, free: { sum: 435, min: 0, max: 29, last: 29 } },
      { at: SLOT + SLOT_MS, count: 30, expected: 30, free: { sum: 1335, min: 30, max: 59, last: 59 } },
    ]);
    expect(await buckets(db, '1h')).toEqual([
      { at: HOUR, count: 60, expected: 360, free: { sum: 1770, min: 0, max: 59, last: 59 } },
    ]);
  });

  it('are made of any number of pools, once and again', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId: serverId } = await watchPool(db);
    const pools = Array.from({ length: 120 }, (_, index) => pool({ key: `lan/${index}` }));
    const series = { serverId, source: 'omapi' } as const;
    const values = { leaseCount: 100, freeLeases: 40, backupLeases: 38 };
    await db.write(async (tx) => {
      const ids = [...(await savePools(tx, pairId, pools, { ...series, whole: true, now: NOW })).values()];
      const read = ids.map((poolId) => ({ poolId, values }));
      const place = { ...series, observedAt: NOW, intervalMs: POOL_INTERVAL_MS };
      await recordPoolSamples(tx, { ...place, pools: read });
    });
    for (let time = 0; time < 2; time += 1) await makeAll(db, NOW + HOUR_MS);
    expect((await buckets(db, '5m')).map(({ count }) => count)).toEqual(pools.map(() => 1));
    expect((await buckets(db, '1h')).map(({ count }) => count)).toEqual(pools.map(() => 1));
  });

  it('show a gap as readings that were expected and did not come', async () => {
    const { db } = await engine.open();
    const { record } = await watchPool(db);
    await record(every(POOL_INTERVAL_MS, SLOT, SLOT + 100_000));
    await record(every(POOL_INTERVAL_MS, SLOT + SLOT_MS, SLOT + 2 * SLOT_MS));
    await makeAll(db, NOW + HOUR_MS);
    expect((await buckets(db, '5m')).map(({ count, expected }) => [count, expected])).toEqual([
      [10, 30],
      [30, 30],
    ]);
    expect(await buckets(db, '1h')).toMatchObject([{ count: 40, expected: 360 }]);
  });

  it('are the same however often they are made', async () => {
    const { db } = await engine.open();
    const { record } = await watchPool(db);
    await record(every(POOL_INTERVAL_MS, SLOT, SLOT + HOUR_MS));
    await makeAll(db, NOW + HOUR_MS);
    const once = [await buckets(db, '5m'), await buckets(db, '1h')];
    await makeAll(db, NOW + HOUR_MS);
    await db.write((tx) => tx.historyProgress.deleteMany());
    await makeAll(db, NOW + HOUR_MS);
    expect([await buckets(db, '5m'), await buckets(db, '1h')]).toEqual(once);
  });

  it('are the same made at once as step by step, but for the five minutes that are not wanted', async () => {
    const atOnce = await engine.open();
    const stepwise = await engine.open();
    const fineFrom = SLOT + HOUR_MS;
    const now = NOW + 9 * HOUR_MS + 1;
    for (const { db } of [atOnce, stepwise]) {
      const { record } = await watchPool(db);
      await record(every(POOL_INTERVAL_MS, SLOT, SLOT + HOUR_MS), { freeLeases: 7 });
      await record(every(POOL_INTERVAL_MS, 2 * HOUR_MS, 2 * HOUR_MS + 70_000));
      await record(every(POOL_INTERVAL_MS, 9 * HOUR_MS - 20_000, 9 * HOUR_MS), { freeLeases: 3 });
    }
    await atOnce.db.write((tx) => makeAllBuckets(tx, now, NOW + fineFrom));
    await makeAll(stepwise.db, now);
    const kept = (await buckets(stepwise.db, '5m')).filter(({ at }) => at >= fineFrom);
    expect(kept.length).toBeGreaterThan(1);
    expect(await buckets(atOnce.db, '5m')).toEqual(kept);
    for (const tier of COARSER_TIERS)
      expect(await buckets(atOnce.db, tier)).toEqual(await buckets(stepwise.db, tier));
    for (const tier of BUCKET_TIERS) {
      const progress = ({ db }: { db: Database }) => db.read((tx) => historyProgress(tx, tier));
      expect(await progress(atOnce)).toBe(await progress(stepwise));
    }
  });

  it('are made of what is there where an older version had none of a tier, each bucket once', async () => {
    const { db } = await engine.open();
    const { record } = await watchPool(db);
    for (const day of [0, 1, 2, 30, 31])
      for (const hour of [0, 7, 13])
        await record(day * DAY_MS + hour * HOUR_MS, { freeLeases: 10 * day + hour });
    await makeAll(db, NOW + 31 * DAY_MS + 13 * HOUR_MS + 4 * SLOT_MS);
    const days = await buckets(db, '1d');
    expect(days.map(({ count, free }) => [count, free?.min, free?.last])).toEqual([
      [3, 0, 13],
      [3, 10, 23],
      [3, 20, 33],
      [3, 300, 313],
      [3, 310, 323],
    ]);
    expect(days.map(({ at }) => (NOW + at) % DAY_MS)).toEqual(days.map(() => 0));
    await db.write(async (tx) => {
      await tx.poolSample.deleteMany();
      await tx.poolBucket.deleteMany({ where: { tier: { in: ['5m', '1h', '1d'] } } });
      await tx.historyProgress.delete({ where: { tier: '1d' } });
    });
    let steps = 1;
    while (await db.write((tx) => makeCoarser(tx, '1d'))) steps += 1;
    expect(await buckets(db, '1d')).toEqual(days);
    expect(steps).toBe(days.length);
  });

  it('take in what comes late as if it had come in time', async () => {
    const late = await engine.open();
    const inTime = await engine.open();
    const times = every(POOL_INTERVAL_MS, SLOT, SLOT + 3 * HOUR_MS);
    const isLate = (afterMs: number) => afterMs > SLOT + 400_000 && afterMs < SLOT + 4_000_000;
    const watchedLate = await watchPool(late.db);
    await watchedLate.record(times.filter((afterMs) => !isLate(afterMs)));
    await makeAll(late.db, NOW + 4 * HOUR_MS);
    await watchedLate.record(times.filter(isLate));
    await makeAll(late.db, NOW + 4 * HOUR_MS);
    await (await watchPool(inTime.db)).record(times);
    await makeAll(inTime.db, NOW + 4 * HOUR_MS);
    for (const tier of BUCKET_TIERS) {
      expect(await buckets(late.db, tier)).toEqual(await buckets(inTime.db, tier));
    }
    const hours = await buckets(late.db, '1h');
    expect(hours.map(({ count }) => count)).toEqual([120, 360, 360, 240]);
    for (const tier of ['6h', '1d'] as const) {
      const counts = (await buckets(late.db, tier)).map(({ count }) => count);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(120 + 360 + 360 + 240);
    }
  });

  it('keep up with the present: the running five minutes, and the hour as far as it is settled', async () => {
    const { db } = await engine.open();
    const { record } = await watchPool(db);
    await record(every(POOL_INTERVAL_MS, SLOT, SLOT + SLOT_MS + 60_000));
    await makeAll(db, NOW + SLOT + SLOT_MS + 60_000);
    expect((await buckets(db, '5m')).map(({ count, expected }) => [count, expected])).toEqual([
      [30, 30],
      [6, 6],
    ]);
    expect(await buckets(db, '1h')).toEqual([]);
    expect(await db.read((tx) => historyProgress(tx, '5m'))).toBe(NOW + SLOT);
    await record(every(POOL_INTERVAL_MS, SLOT + SLOT_MS + 60_000, SLOT + 2 * SLOT_MS));
    await makeAll(db, NOW + SLOT + 2 * SLOT_MS);
    expect((await buckets(db, '5m')).map(({ count }) => count)).toEqual([30, 30]);
    expect((await buckets(db, '1h')).map(({ count }) => count)).toEqual([30]);
  });

  it('split rows of an older version, which cross marks, in proportion', async () => {
    const { db } = await engine.open();
    const { poolId, primaryId } = await watchPool(db);
    const [from, until] = [new Date(NOW + SLOT + 240_000), new Date(NOW + SLOT + 720_000)];
    const row = { count: 49, intervalMs: POOL_INTERVAL_MS, values: '{"freeLeases":4}', latest: true };
    await db.write((tx) =>
      tx.poolSample.create({ data: { poolId, serverId: primaryId, source: 'omapi', from, until, ...row } }),
    );
    await makeAll(db, NOW + HOUR_MS);
    expect((await buckets(db, '5m')).map(({ count, free }) => [count, free?.sum])).toEqual([
      [6, 24],
      [30, 120],
      [13, 52],
    ]);
  });

  it('keep what was made of readings that are pruned since', async () => {
    const { db } = await engine.open();
    const { record } = await watchPool(db);
    await record(every(POOL_INTERVAL_MS, SLOT, SLOT + HOUR_MS));
    await makeAll(db, NOW + HOUR_MS);
    await db.write((tx) => tx.poolSample.deleteMany({ where: { latest: false } }));
    await db.write((tx) =>
      tx.poolBucket.deleteMany({ where: { tier: '5m', at: { lt: new Date(NOW + SLOT + SLOT_MS) } } }),
    );
    const before = [await buckets(db, '5m'), await buckets(db, '1h')];
    await record(SLOT + SLOT_MS + 5, { freeLeases: 1 });
    await makeAll(db, NOW + HOUR_MS);
    expect([await buckets(db, '5m'), await buckets(db, '1h')]).toEqual(before);
  });

  it('go on after our clock was far ahead for a while', async () => {
    const { db } = await engine.open();
    const { record } = await watchPool(db);
    await record(every(POOL_INTERVAL_MS, 365 * 24 * HOUR_MS, 365 * 24 * HOUR_MS + 60_000));
    await makeAll(db, NOW + 365 * 24 * HOUR_MS + 60_000);
    await record(every(POOL_INTERVAL_MS, SLOT, SLOT + 3 * SLOT_MS));
    await makeAll(db, NOW + SLOT + 3 * SLOT_MS);
    const counts = (await buckets(db, '5m')).filter(({ at }) => at < HOUR_MS).map(({ count }) => count);
    expect(counts).toEqual([30, 30, 30]);
    expect(await db.read((tx) => historyProgress(tx, '5m'))).toBe(NOW + SLOT + 2 * SLOT_MS);
  });
});

/** All steps until nothing is left to make. */
async function makeAll(db: Database, now: number): Promise<void> {
  while (await db.write((tx) => makeFiveMinutes(tx, now)));
  for (const tier of COARSER_TIERS) while (await db.write((tx) => makeCoarser(tx, tier)));
}

/** With their begin after NOW, and of their figures the free leases. */
async function buckets(db: Database, tier: BucketTier) {
  const rows = await db.read((tx) => tx.poolBucket.findMany({ where: { tier }, orderBy: { at: 'asc' } }));
  return rows.map(({ at, count, expected, stats }) => {
    const { freeLeases } = Object(stats);
    return { at: at.getTime() - NOW, count, expected, free: freeLeases };
  });
}
