import { expect, it } from 'vitest';
import { poolListSchema } from '../contracts/pool.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { listPools, type PoolSetting, recordPoolCounters, savePools } from './pools.ts';
import { saveSource } from './sources.ts';
import { health, makePair, NOW, pool } from './testing/samples.ts';

const INTERVAL_MS = 10_000;
const COUNTERS = { leaseCount: 100, freeLeases: 40, backupLeases: 38, intervalMs: INTERVAL_MS };
const OTHER = pool({ key: 'lan:10.66.2.10', sharedNetwork: 'guests', peerName: null, addressCount: 7 });

describeOnEngines('pools', (engine) => {
  it('shows each server’s counters of each pool with what is used and how old that is', async () => {
    const { db } = await engine.open();
    const ids = await makePair(db);
    await db.write(async (tx) => {
      for (const serverId of [ids.secondaryId, ids.primaryId]) {
        await saveSource(tx, serverId, health({ kind: 'pools', intervalMs: INTERVAL_MS }));
      }
    });
    await readPools(db, ids.pairId, ids.secondaryId, [pool(), OTHER], NOW - 35_000);
    await readPools(db, ids.pairId, ids.primaryId, [pool(), OTHER], NOW);
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.note).toBeNull();
    expect(list?.pools.map(({ key }) => key)).toEqual([pool().key, OTHER.key]);
    const counted = { leaseCount: 100, freeLeases: 40, backupLeases: 38, usedLeases: 22 };
    expect(list?.pools[0]).toEqual({
      key: 'lan:10.66.1.10',
      sharedNetwork: 'lan',
      peer: 'pair',
      ranges: [{ low: '10.66.1.10', high: '10.66.1.109' }],
      addressCount: 100,
      counters: [
        { server: 'dhcp-a', ...counted, observedAt: new Date(NOW).toISOString(), freshness: 'fresh' },
        { server: 'dhcp-b', ...counted, observedAt: new Date(NOW - 35_000).toISOString(), freshness: 'late' },
      ],
    });
    const answer = { now: new Date(NOW).toISOString(), ...list };
    expect(poolListSchema.parse(answer)).toEqual(answer);
  });

  it('says why pools are missing', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const note = async () => (await db.read((tx) => listPools(tx, 'office', NOW)))?.note;
    const secondary = 'Pools of dhcp-b: not read, because the settings name no config.path.';
    expect(await note()).toBe(`Pools of dhcp-a: not read yet. ${secondary}`);
    const failure = { kind: 'partial', message: 'One of 2 pools could not be counted.' };
    await db.write((tx) => saveSource(tx, primaryId, health({ kind: 'pools', failure })));
    expect(await note()).toBe(`Pools of dhcp-a: One of 2 pools could not be counted. ${secondary}`);
    expect(await db.read((tx) => listPools(tx, 'nowhere', NOW))).toBeNull();
  });

  it('says a reason that both servers share once, as a sentence', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const failure = { kind: 'refused', message: 'nothing listens there' };
    for (const serverId of [primaryId, secondaryId])
      await db.write((tx) => saveSource(tx, serverId, health({ kind: 'pools', failure })));
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.note).toBe('Pools of dhcp-a and dhcp-b: nothing listens there.');
  });

  it('prolongs what did not change, and leaves a gap where nobody watched', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    const poolId = await readPools(db, pairId, primaryId, [pool()], NOW);
    const record = (afterMs: number, changes = {}) =>
      db.write((tx) =>
        recordPoolCounters(tx, {
          ...COUNTERS,
          poolId,
          serverId: primaryId,
          observedAt: NOW + afterMs,
          ...changes,
        }),
      );
    await record(10_000);
    await record(40_000); // three intervals later: still one watch
    await record(70_001); // later than that: a gap
    await record(80_000, { freeLeases: 39 });
    await record(90_000, { freeLeases: 39, serverId: secondaryId });
    await record(90_000, { freeLeases: 39 });
    expect(await spans(db, primaryId)).toEqual([
      [0, 40_000, 40, false],
      [70_001, 70_001, 40, false],
      [80_000, 90_000, 39, true],
    ]);
    expect(await spans(db, secondaryId)).toEqual([[90_000, 90_000, 39, true]]);
  });

  it('shows the newest reading also after our clock was set back', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    await db.write((tx) => saveSource(tx, primaryId, health({ kind: 'pools', intervalMs: INTERVAL_MS })));
    const poolId = await readPools(db, pairId, primaryId, [pool()], NOW);
    const earlier = { ...COUNTERS, poolId, serverId: primaryId, freeLeases: 1, observedAt: NOW - 3_600_000 };
    await db.write((tx) => recordPoolCounters(tx, earlier));
    const list = await db.read((tx) => listPools(tx, 'office', NOW - 3_600_000));
    expect(list?.pools[0]?.counters).toMatchObject([{ freeLeases: 1, freshness: 'fresh' }]);
  });

  it('removes a pool when no server knows it any more, and has it back with its history', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    const keys = async () =>
      (await db.read((tx) => listPools(tx, 'office', NOW)))?.pools.map(({ key }) => key);
    await readPools(db, pairId, primaryId, [pool(), OTHER], NOW);
    await readPools(db, pairId, secondaryId, [pool(), OTHER], NOW);
    await readPools(db, pairId, primaryId, [pool()], NOW + 1);
    expect(await keys()).toEqual([pool().key, OTHER.key]);
    await readPools(db, pairId, secondaryId, [pool()], NOW + 2);
    expect(await keys()).toEqual([pool().key]);
    await readPools(db, pairId, primaryId, [pool(), OTHER], NOW + 3);
    expect(await keys()).toEqual([pool().key, OTHER.key]);
    expect(await db.read((tx) => tx.poolSample.count({ where: { pool: { key: OTHER.key } } }))).toBe(3);
  });

  it('calls no pool gone when only some could be read', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    await readPools(db, pairId, primaryId, [pool(), OTHER], NOW);
    await db.write((tx) => savePools(tx, pairId, [pool()], { serverId: primaryId, whole: false, now: NOW }));
    expect((await db.read((tx) => listPools(tx, 'office', NOW)))?.pools).toHaveLength(2);
  });

  it('takes over what changed in a pool under its id', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const before = await readPools(db, pairId, primaryId, [pool()], NOW);
    const grown = pool({
      ranges: [{ low: '10.66.1.10', high: '10.66.1.209' }],
      addressCount: 200,
      peerName: null,
    });
    expect(await readPools(db, pairId, primaryId, [grown], NOW + 1)).toBe(before);
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.pools[0]).toMatchObject({ ranges: grown.ranges, addressCount: 200, peer: null });
  });
});

/** One whole reading of one server, as the collector writes it; gives the id of the first pool. */
async function readPools(db: Database, pairId: number, serverId: number, pools: PoolSetting[], now: number) {
  return db.write(async (tx) => {
    const ids = await savePools(tx, pairId, pools, { serverId, whole: true, now });
    for (const poolId of ids.values()) {
      await recordPoolCounters(tx, { ...COUNTERS, poolId, serverId, observedAt: now });
    }
    return [...ids.values()][0] ?? 0;
  });
}

/** From and until after NOW, free leases, and whether it is the newest. */
async function spans(db: Database, serverId: number) {
  const rows = await db.read((tx) =>
    tx.poolSample.findMany({ where: { serverId }, orderBy: { from: 'asc' } }),
  );
  return rows.map((row) => [row.from.getTime() - NOW, row.until.getTime() - NOW, row.freeLeases, row.latest]);
}
