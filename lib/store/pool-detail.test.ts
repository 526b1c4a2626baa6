import { expect, it } from 'vitest';
import { poolDetailSchema } from '../contracts/pool-detail.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { savePairParts } from './pair-parts.ts';
import { poolDetail } from './pool-detail.ts';
import { savePools } from './pools.ts';
import { NOW, pool } from './testing/samples.ts';
import { watchPool } from './testing/watch.ts';

describeOnEngines('poolDetail', (engine) => {
  async function watched() {
    const { db } = await engine.open();
    const found = await watchPool(db);
    const read = async () =>
      poolDetailSchema.parse({
        now: new Date(NOW).toISOString(),
        ...(await db.read((tx) => poolDetail(tx, 'office', found.poolId, NOW))),
      });
    return { db, ...found, read };
  }

  it('tells what each server counts, how often it is read, and what else its network has', async () => {
    const { record, read, poolId } = await watched();
    await record(0);
    expect(await read()).toMatchObject({
      pool: {
        id: poolId,
        counters: [{ server: 'dhcp-a', usedLeases: 22, freshness: 'fresh' }],
        leaseFile: [],
      },
      removedAt: null,
      servers: [
        { name: 'dhcp-a', role: 'primary', intervalMs: { omapi: 10_000, leases: null } },
        { name: 'dhcp-b', role: 'secondary', intervalMs: { omapi: null, leases: null } },
      ],
      poolsOfNetwork: 1,
      workedOut: null,
      balance: null,
      forecast: null,
    });
  });

  it('finds what was worked out of it among what was worked out of others', async () => {
    const { db, pairId, read } = await watched();
    const key = pool().key;
    const balanceOf = (of: string) => ({
      key: of,
      title: of,
      sharedNetwork: 'lan',
      size: 100,
      verdict: 'uneven',
      primary: null,
      secondary: null,
    });
    const parts = { balance: [balanceOf('other'), balanceOf(key)], forecast: [{ key: 'other' }] };
    await db.write((tx) => savePairParts(tx, pairId, parts, NOW));
    expect(await read()).toMatchObject({
      balance: { key, verdict: 'uneven' },
      forecast: null,
      workedOut: { at: new Date(NOW).toISOString(), pools: 1 },
    });
  });

  it('still tells of a pool that is gone, and nothing of one that never was', async () => {
    const { db, pairId, primaryId, poolId, record, read } = await watched();
    await record(0);
    const gone = { serverId: primaryId, source: 'omapi', whole: true, now: NOW } as const;
    await db.write((tx) => savePools(tx, pairId, [], gone));
    expect(await read()).toMatchObject({
      pool: { id: poolId, counters: [] },
      removedAt: new Date(NOW).toISOString(),
    });
    const of = (pair: string, id: number) => db.read((tx) => poolDetail(tx, pair, id, NOW));
    expect([await of('office', poolId + 1), await of('branch', poolId)]).toEqual([null, null]);
  });
});
