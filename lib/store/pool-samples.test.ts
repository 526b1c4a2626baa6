import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { historyProgress, saveHistoryProgress } from './history-progress.ts';
import { recordPoolSamples } from './pool-samples.ts';
import { listPools } from './pools.ts';
import { saveSource } from './sources.ts';
import { health, NOW } from './testing/samples.ts';
import { COUNTERS, POOL_INTERVAL_MS, watchPool } from './testing/watch.ts';

/** NOW is two minutes into its slot. */
const NEXT_SLOT_MS = 180_000;

describeOnEngines('recordPoolSamples', (engine) => {
  it('prolongs what did not change, and leaves a gap where nobody watched', async () => {
    const { record, spans, secondaryId } = await watched((await engine.open()).db);
    await record(0);
    await record(10_000);
    await record(40_000); // three intervals later: still one watch
    await record(70_001); // later than that: a gap
    await record(80_000, { freeLeases: 39 });
    await record(90_000, { freeLeases: 39, serverId: secondaryId });
    await record(90_000, { freeLeases: 39 });
    expect(await spans()).toEqual([
      [0, 40_000, 3, 40, false],
      [70_001, 70_001, 1, 40, false],
      [80_000, 90_000, 2, 39, true],
    ]);
    expect(await spans(secondaryId)).toEqual([[90_000, 90_000, 1, 39, true]]);
  });

  it('crosses no five-minute mark, and mixes no two intervals', async () => {
    const { record, spans } = await watched((await engine.open()).db);
    await record(NEXT_SLOT_MS - 10_000);
    await record(NEXT_SLOT_MS - 1);
    await record(NEXT_SLOT_MS);
    await record(NEXT_SLOT_MS + 10_000);
    await record(NEXT_SLOT_MS + 12_000, { intervalMs: 2_000 });
    expect(await spans()).toEqual([
      [NEXT_SLOT_MS - 10_000, NEXT_SLOT_MS - 1, 2, 40, false],
      [NEXT_SLOT_MS, NEXT_SLOT_MS + 10_000, 2, 40, false],
      [NEXT_SLOT_MS + 12_000, NEXT_SLOT_MS + 12_000, 1, 40, true],
    ]);
  });

  it('tells two sources apart', async () => {
    const { db } = await engine.open();
    const { record, spans, poolId, primaryId: serverId } = await watched(db);
    await record(0);
    const none = { expired: 0, released: 0, abandoned: 0, reset: 0, reserved: 0 };
    const values = { size: 100, active: 22, ended: 0, free: 40, backup: 38, ...none };
    const series = { serverId, source: 'leases', intervalMs: POOL_INTERVAL_MS } as const;
    const pools = [{ poolId, values }];
    await db.write((tx) => recordPoolSamples(tx, { ...series, pools, observedAt: NOW }));
    await record(10_000);
    expect(await spans()).toEqual([[0, 10_000, 2, 40, true]]);
    const [row] = await db.read((tx) => tx.poolSample.findMany({ where: { source: 'leases' } }));
    expect(row && JSON.parse(row.values)).toEqual(values);
  });

  it('takes the same figures for the same in whatever order they come', async () => {
    const { record, spans } = await watched((await engine.open()).db);
    await record(0);
    const { leaseCount, freeLeases, backupLeases } = COUNTERS;
    await record(10_000, { values: { backupLeases, freeLeases, leaseCount } });
    expect(await spans()).toEqual([[0, 10_000, 2, 40, true]]);
  });

  it('counts a reading that is told twice once', async () => {
    const { record, spans } = await watched((await engine.open()).db);
    for (const afterMs of [0, 0, 10_000, 10_000, 20_000]) await record(afterMs);
    for (const afterMs of [30_000, 30_000, 40_000]) await record(afterMs, { freeLeases: 39 });
    for (const afterMs of [0, 20_000]) await record(afterMs);
    expect(await spans()).toEqual([
      [0, 20_000, 3, 40, false],
      [30_000, 40_000, 2, 39, true],
    ]);
  });

  it('takes in a late reading, and has made again what was summed up of its time', async () => {
    const { db } = await engine.open();
    const { record, spans } = await watched(db);
    for (const afterMs of [0, 20_000]) await record(afterMs);
    await db.write((tx) => saveHistoryProgress(tx, '5m', NOW + NEXT_SLOT_MS));
    await db.write((tx) => saveHistoryProgress(tx, '1h', NOW - 7_200_000));
    await record(10_000);
    await record(30_000);
    expect(await spans()).toEqual([
      [0, 20_000, 2, 40, false],
      [10_000, 30_000, 2, 40, true],
    ]);
    expect(await db.read((tx) => historyProgress(tx, '5m'))).toBe(NOW - 120_000);
    expect(await db.read((tx) => historyProgress(tx, '1h'))).toBe(NOW - 7_200_000);
  });

  it('shows the newest reading also after our clock was set back', async () => {
    const { db } = await engine.open();
    const { record, primaryId } = await watched(db);
    await db.write((tx) =>
      saveSource(tx, primaryId, health({ kind: 'pools', intervalMs: POOL_INTERVAL_MS })),
    );
    await record(0);
    await record(-3_600_000, { freeLeases: 1 });
    const list = await db.read((tx) => listPools(tx, 'office', NOW - 3_600_000));
    expect(list?.pools[0]?.counters).toMatchObject([{ freeLeases: 1, freshness: 'fresh' }]);
  });
});

/** A pool that is watched, and the rows its readings came to. */
async function watched(db: Database) {
  const pool = await watchPool(db);
  return {
    ...pool,
    /** From and until after NOW, count, free leases, and whether it is the newest. */
    async spans(serverId = pool.primaryId) {
      const where = { serverId, source: 'omapi' };
      const rows = await db.read((tx) => tx.poolSample.findMany({ where, orderBy: { from: 'asc' } }));
      return rows.map(({ from, until, count, values, latest }) => {
        const { freeLeases } = JSON.parse(values);
        return [from.getTime() - NOW, until.getTime() - NOW, count, freeLeases, latest];
      });
    },
  };
}
