import { expect, it } from 'vitest';
import { BUCKET_MS, type BucketTier, type Tier } from '../contracts/history.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { saveHistoryProgress } from './history-progress.ts';
import { oldestInTier, pruneTier } from './history-prune.ts';
import { replaceBuckets } from './pool-series.ts';
import { NOW } from './testing/samples.ts';
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
  });

  it('leaves the latest sample of a pool, however old', async () => {
    const { prune, made, samplesLeft, oldest } = await filled();
    await made('5m', 100 * HOUR_MS);
    expect(await prune('raw', 100 * HOUR_MS)).toBe(5);
    expect(await samplesLeft()).toBe(1);
    expect(await oldest('raw')).toBeNull();
  });
});
