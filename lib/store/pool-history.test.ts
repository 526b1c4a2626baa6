import { expect, it } from 'vitest';
import { BUCKET_MS, type FiguresAsked, historyQuerySchema, poolHistorySchema } from '../contracts/history.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { saveHistoryProgress } from './history-progress.ts';
import { COARSER_TIERS, makeCoarser, makeFiveMinutes } from './history-rollup.ts';
import { poolHistory } from './pool-history.ts';
import { recordPoolSamples } from './pool-samples.ts';
import { NOW } from './testing/samples.ts';
import { every, POOL_INTERVAL_MS, watchPool } from './testing/watch.ts';

const HOUR_MS = BUCKET_MS['1h'];
const DAY_MS = BUCKET_MS['1d'];
const YEAR_MS = 365 * DAY_MS;

describeOnEngines('poolHistory', (engine) => {
  async function watched() {
    const { db } = await engine.open();
    const pool = await watchPool(db);
    const read = async (query: Record<string, string | number>, nowMs = 0, figures?: FiguresAsked) => {
      const now = NOW + nowMs;
      const texts = Object.entries(query).map(([name, value]) => [name, String(value)]);
      const parsed = historyQuerySchema(now).parse(Object.fromEntries(texts));
      const found = await db.read((tx) => poolHistory(tx, 'office', pool.poolId, parsed, now, figures));
      return poolHistorySchema.parse({ now: new Date(now).toISOString(), ...found });
    };
    return { db, ...pool, read };
  }

  it('shows both servers beside each other, at the same times, with a gap as a gap', async () => {
    const { record, read, poolId, secondaryId: serverId } = await watched();
    await record(every(POOL_INTERVAL_MS, -600_000, -300_000));
    await record(every(POOL_INTERVAL_MS, -150_000, 0), { freeLeases: 30 });
    await record(every(POOL_INTERVAL_MS, -600_000, 0), { serverId });
    const history = await read({ from: NOW - 600_000 });
    expect(history).toMatchObject({
      pool: { id: poolId, key: 'lan:10.66.1.10', sharedNetwork: 'lan', peer: 'pair', addressCount: 100 },
      from: new Date(NOW - 600_000).toISOString(),
      to: new Date(NOW).toISOString(),
      tier: 'raw',
      stepMs: 3 * POOL_INTERVAL_MS,
    });
    const figures = ['leaseCount', 'freeLeases', 'backupLeases'];
    expect(history.series.map(({ server, source, figures }) => [server, source, figures])).toEqual([
      ['dhcp-a', 'omapi', figures],
      ['dhcp-b', 'omapi', figures],
    ]);
    const [first = [], second = []] = history.series.map(({ points }) => points);
    expect(first.map(({ at }) => at)).toEqual(second.map(({ at }) => at));
    expect(first.map(({ count, expected, values }) => [count, expected, values?.freeLeases ?? null])).toEqual(
      [
        ...Array(10).fill([3, 3, { min: 40, max: 40, avg: 40, last: 40 }]),
        ...Array(5).fill([0, 3, null]),
        ...Array(5).fill([3, 3, { min: 30, max: 30, avg: 30, last: 30 }]),
      ],
    );
    expect(second.every(({ count }) => count === 3)).toBe(true);
  });

  it('answers a longer range from the tier that is fine enough, peaks and all', async () => {
    const { db, record, read } = await watched();
    await record(every(POOL_INTERVAL_MS, -2 * HOUR_MS, -HOUR_MS));
    await record(-HOUR_MS, { freeLeases: 1 });
    await record(every(POOL_INTERVAL_MS, -HOUR_MS + POOL_INTERVAL_MS, 0));
    await makeAll(db, NOW);
    const day = await read({});
    expect([day.tier, day.stepMs]).toEqual(['5m', 300_000]);
    const month = await read({ from: NOW - 30 * 24 * HOUR_MS });
    expect(month.tier).toBe('1h');
    for (const { series } of [day, month]) {
      const lows = series[0]?.points.flatMap(({ values }) => values?.freeLeases?.min ?? []) ?? [];
      expect([Math.min(...lows), Math.max(...lows)]).toEqual([1, 40]);
      expect(series[0]?.points.filter(({ values }) => values === null).length).toBeGreaterThan(100);
    }
  });

  it('finds in a coarser tier what the finer one no longer has', async () => {
    const { db, record, read } = await watched();
    const dayAgo = -24 * HOUR_MS;
    await record(every(POOL_INTERVAL_MS, dayAgo, dayAgo + 2 * HOUR_MS));
    await record(every(POOL_INTERVAL_MS, -HOUR_MS, 0));
    await makeAll(db, NOW);
    const range = { from: NOW + dayAgo, to: NOW + dayAgo + HOUR_MS };
    expect((await read(range)).tier).toBe('raw');
    await db.write((tx) =>
      tx.poolSample.deleteMany({ where: { until: { lt: new Date(NOW - 2 * HOUR_MS) } } }),
    );
    const history = await read(range);
    expect(history.tier).toBe('5m');
    expect(history.series[0]?.points.map(({ count }) => count)).toEqual([18, ...Array(12).fill(30)]);
  });

  it('draws a year by its days, and by six hours while the days of an older version are being made', async () => {
    const { db, poolId, primaryId: serverId, read } = await watched();
    const figure = { sum: 4000, min: 1, max: 90, last: 40 };
    const of = {
      poolId,
      serverId,
      source: 'omapi',
      count: 100,
      expected: 100,
      stats: { freeLeases: figure },
    };
    const quarters = every(BUCKET_MS['6h'], -YEAR_MS, 0).map((afterMs) => NOW - (NOW % DAY_MS) + afterMs);
    await db.write(async (tx) => {
      await tx.poolBucket.createMany({
        data: quarters.map((at) => ({ ...of, tier: '6h', at: new Date(at) })),
      });
      await saveHistoryProgress(tx, '6h', NOW - (NOW % DAY_MS));
      for (let made = 0; made < 100; made += 1) await makeCoarser(tx, '1d');
    });
    const meanwhile = await read({ from: NOW - YEAR_MS });
    expect(meanwhile.tier).toBe('6h');
    await db.write(async (tx) => {
      while (await makeCoarser(tx, '1d'));
    });
    const { tier, stepMs, series } = await read({ from: NOW - YEAR_MS });
    expect([tier, stepMs]).toEqual(['1d', DAY_MS]);
    const days = series[0]?.points.map(({ count, values }) => [count, values?.freeLeases]);
    expect(days).toEqual(Array(365).fill([400, { min: 1, max: 90, avg: 40, last: 40 }]));
  });

  it('tells only the figures of which the use is worked out where no others are asked for', async () => {
    const { db, poolId, primaryId: serverId, record, read } = await watched();
    const held = { active: 18, ended: 1, expired: 1, released: 2, abandoned: 1, reset: 0, reserved: 3 };
    const values = { size: 100, free: 40, backup: 38, ...held };
    for (const [afterMs, freeLeases] of [
      [-HOUR_MS, 40],
      [-HOUR_MS + POOL_INTERVAL_MS, 39],
    ] as const) {
      await record(afterMs, { freeLeases });
      const observedAt = NOW + afterMs;
      const place = { serverId, source: 'leases', observedAt, intervalMs: POOL_INTERVAL_MS } as const;
      await db.write((tx) => recordPoolSamples(tx, { ...place, pools: [{ poolId, values }] }));
    }
    await makeAll(db, NOW);
    for (const [from, tier] of [
      [NOW - 2 * HOUR_MS, 'raw'],
      [NOW - 24 * HOUR_MS, '5m'],
    ] as const) {
      const [all, use] = [await read({ from }), await read({ from }, 0, 'use')];
      expect([all.tier, use.tier]).toEqual([tier, tier]);
      expect(use.series.map(({ source, figures }) => [source, figures])).toEqual([
        ['omapi', ['leaseCount', 'freeLeases', 'backupLeases']],
        ['leases', ['size', 'free', 'backup']],
      ]);
      for (const [index, { figures, points }] of use.series.entries()) {
        expect(points.some(({ values }) => values !== null)).toBe(true);
        const ofAll = all.series[index]?.points.map(({ values, ...point }) => ({
          ...point,
          values: values && Object.fromEntries(figures.map((name) => [name, values[name]])),
        }));
        expect(points).toEqual(ofAll);
      }
    }
  });

  it('shows a source that went silent as one gap, and none that never spoke', async () => {
    const { record, read } = await watched();
    await record(-20 * HOUR_MS);
    const { series } = await read({ from: NOW - HOUR_MS });
    expect(series.map(({ server, source }) => [server, source])).toEqual([['dhcp-a', 'omapi']]);
    expect(series[0]?.points.length).toBeGreaterThan(100);
    expect(series[0]?.points.every(({ values }) => values === null)).toBe(true);
  });

  it('takes rows of an older version for what they are, also where one covers the whole range', async () => {
    const { db, poolId, primaryId, read } = await watched();
    const [from, until] = [new Date(NOW - 10 * HOUR_MS), new Date(NOW)];
    const row = { count: 3601, intervalMs: POOL_INTERVAL_MS, values: '{"freeLeases":4}', latest: true };
    await db.write((tx) =>
      tx.poolSample.create({ data: { poolId, serverId: primaryId, source: 'omapi', from, until, ...row } }),
    );
    const { series } = await read({ from: NOW - 600_000, to: NOW - 300_000 });
    expect(series[0]?.points.map(({ count }) => count)).toEqual(Array(10).fill(3));
  });

  it('tells nothing of a pool that another pair has, or nobody', async () => {
    const { db, poolId } = await watched();
    const query = historyQuerySchema(NOW).parse({});
    const of = (pair: string, id: number) => db.read((tx) => poolHistory(tx, pair, id, query, NOW));
    expect([await of('office', poolId + 1), await of('branch', poolId)]).toEqual([null, null]);
    await db.write((tx) => tx.pool.update({ where: { id: poolId }, data: { removedAt: new Date(NOW) } }));
    expect(await of('office', poolId)).not.toBeNull();
  });
});

async function makeAll(db: Database, now: number): Promise<void> {
  while (await db.write((tx) => makeFiveMinutes(tx, now)));
  for (const tier of COARSER_TIERS) while (await db.write((tx) => makeCoarser(tx, tier)));
}
