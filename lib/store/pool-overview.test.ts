import { expect, it } from 'vitest';
import { poolOverviewSchema } from '../contracts/pool-overview.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { savePairParts } from './pair-parts.ts';
import { poolOverview } from './pool-overview.ts';
import { NOW } from './testing/samples.ts';
import { watchPool } from './testing/watch.ts';

describeOnEngines('poolOverview', (engine) => {
  async function watched() {
    const { db } = await engine.open();
    const pool = await watchPool(db);
    const read = async () =>
      poolOverviewSchema.parse({
        now: new Date(NOW).toISOString(),
        ...(await db.read((tx) => poolOverview(tx, 'office'))),
      });
    return { db, ...pool, read };
  }

  it('has a row for each pool, with what each server counts, and says what is not known', async () => {
    const { record, read, poolId } = await watched();
    await record(0);
    const { servers, workedOutAt, pools, note } = await read();
    expect(servers).toEqual([
      { name: 'dhcp-a', role: 'primary' },
      { name: 'dhcp-b', role: 'secondary' },
    ]);
    expect([workedOutAt, note]).toEqual([null, expect.stringContaining('dhcp-b')]);
    expect(pools).toMatchObject([
      {
        id: poolId,
        key: 'lan:10.66.1.10',
        figures: [{ server: 'dhcp-a', source: 'omapi', size: 100, used: 22, backup: 38, free: 40 }],
        balance: null,
        ends: null,
      },
    ]);
  });

  it('has what was worked out of each pool, and nothing of others', async () => {
    const { db, pairId, record, read } = await watched();
    await record(0);
    const beyond = { kind: 'beyond', days: 7, low: null };
    const empty = { kind: 'empty' };
    const forecast = {
      key: 'lan:10.66.1.10',
      title: 'lan',
      primary: { alone: beyond },
      secondary: { alone: empty },
    };
    const balance = { key: 'lan:10.66.1.10', verdict: 'one-side-empty' };
    await db.write((tx) => savePairParts(tx, pairId, { balance: [balance], forecast: [forecast] }, NOW));
    const { workedOutAt, pools } = await read();
    expect(workedOutAt).toBe(new Date(NOW).toISOString());
    expect(pools).toMatchObject([{ balance: 'one-side-empty', ends: { primary: beyond, secondary: empty } }]);
  });

  it('counts by the lease file where dhcpd’s own counters are not read', async () => {
    const { db, poolId, primaryId, read } = await watched();
    const counts = { size: 100, active: 30, ended: 0, free: 40, backup: 28, expired: 1, released: 1 };
    await db.write(async (tx) => {
      await tx.source.create({ data: { serverId: primaryId, kind: 'leases', intervalMs: 5_000 } });
      const times = { from: new Date(NOW), until: new Date(NOW), count: 1, intervalMs: 5_000, latest: true };
      const values = JSON.stringify({ ...counts, abandoned: 0, reset: 0, reserved: 0 });
      await tx.poolSample.create({
        data: { poolId, serverId: primaryId, source: 'leases', values, ...times },
      });
    });
    expect((await read()).pools[0]?.figures).toMatchObject([
      { source: 'leases', intervalMs: 5_000, size: 100, used: 32, backup: 28, free: 40 },
    ]);
  });

  it('knows no pair of another name', async () => {
    const { db } = await watched();
    expect(await db.read((tx) => poolOverview(tx, 'branch'))).toBeNull();
  });
});
