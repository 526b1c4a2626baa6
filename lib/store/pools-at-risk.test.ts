import { expect, it } from 'vitest';
import { POOLS_AT_RISK, poolsAtRiskSchema } from '../contracts/pools-at-risk.ts';
import type { ShareEndDto } from '../contracts/truth.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { savePairParts } from './pair-parts.ts';
import { poolsAtRisk } from './pools-at-risk.ts';
import { NOW } from './testing/samples.ts';
import { watchPool } from './testing/watch.ts';

const KEY = 'lan:10.66.1.10';
const BEYOND: ShareEndDto = { kind: 'beyond', days: 7, low: null };

const side = (server: string, partner: string, alone: ShareEndDto) => ({
  server,
  partner,
  ownFree: 40,
  ratePerHour: 1,
  isPartnerDown: false,
  alone,
  afterPartnerDown: BEYOND,
  takeover: null,
  shortage: null,
});

const forecastOf = (key: string, alone: ShareEndDto) => ({
  key,
  title: key,
  primary: side('dhcp-a', 'dhcp-b', alone),
  secondary: side('dhcp-b', 'dhcp-a', BEYOND),
});

describeOnEngines('poolsAtRisk', (engine) => {
  async function watched() {
    const { db } = await engine.open();
    const pool = await watchPool(db);
    const read = async () =>
      poolsAtRiskSchema.parse({
        now: new Date(NOW).toISOString(),
        ...(await db.read((tx) => poolsAtRisk(tx, 'office', NOW))),
      });
    return { db, ...pool, read };
  }

  it('says of pools that were read and not judged what each server counts, and that no more is known', async () => {
    const { record, read, poolId } = await watched();
    await record(0);
    expect(await read()).toMatchObject({
      pools: [
        {
          id: poolId,
          key: KEY,
          counters: [{ server: 'dhcp-a', leaseCount: 100, usedLeases: 22 }],
          balance: null,
          forecast: null,
        },
      ],
      count: 1,
      alone: [],
      workedOut: null,
      note: expect.stringContaining('dhcp-b'),
    });
  });

  it('gives but the worst of many, with their own counters and what was worked out of them', async () => {
    const { db, pairId, poolId, record, read } = await watched();
    await record(0);
    await db.write(async (tx) => {
      const row = { pairId, sharedNetwork: 'other', peerName: 'pair', addressCount: 10, ranges: [] };
      for (let position = 1; position <= POOLS_AT_RISK + 2; position += 1)
        await tx.pool.create({ data: { ...row, key: `other:${position}`, position } });
      const forecast = [
        ...Array.from({ length: POOLS_AT_RISK + 2 }, (_, index) => forecastOf(`other:${index + 1}`, BEYOND)),
        forecastOf(KEY, { kind: 'empty' }),
      ];
      await savePairParts(tx, pairId, { forecast, balance: [] }, NOW);
    });
    const { pools, count, alone, workedOut } = await read();
    expect(pools).toHaveLength(POOLS_AT_RISK);
    expect(pools[0]).toMatchObject({ id: poolId, counters: [{ server: 'dhcp-a' }], forecast: { key: KEY } });
    expect(pools.slice(1).map(({ key, counters }) => [key, counters])).toEqual(
      [1, 2, 3, 4].map((position) => [`other:${position}`, []]),
    );
    expect(count).toBe(POOLS_AT_RISK + 3);
    expect(alone).toMatchObject([
      { server: 'dhcp-a', first: { title: KEY }, unknown: 0, pools: POOLS_AT_RISK + 3 },
      { server: 'dhcp-b' },
    ]);
    expect(workedOut).toEqual({ at: new Date(NOW).toISOString(), pools: POOLS_AT_RISK + 3 });
  });

  it('is null of a pair not in the settings', async () => {
    const { db } = await watched();
    expect(await db.read((tx) => poolsAtRisk(tx, 'nowhere', NOW))).toBeNull();
  });
});
