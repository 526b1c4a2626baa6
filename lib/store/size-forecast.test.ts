import { expect, it } from 'vitest';
import { KEPT_KINDS } from '../contracts/size-forecast.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { beat } from './collector.ts';
import { readSizeForecast } from './size-forecast.ts';
import { figures } from './testing/figures.ts';
import { makePair } from './testing/samples.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2025, 10, 30);
const ROWS = 2_000;
const ago = (ms: number) => new Date(NOW - ms);

/** A pair that was watched for so long, and a collector that told its figures. */
async function watchedFor(db: Database, watchedMs: number) {
  const ids = await makePair(db);
  await db.write((tx) => tx.pair.updateMany({ data: { addedAt: ago(watchedMs) } }));
  const identity = { instance: 'host:1:x', version: '0.1.0', startedAt: NOW };
  const databaseFile = { path: '/data/pairwatch.db', sizeBytes: 900_000_000, walBytes: 0 };
  const disk = { folder: '/data', freeBytes: 1, totalBytes: 2 };
  await db.write((tx) => beat(tx, { ...identity, now: NOW, figures: figures({ databaseFile, disk }) }));
  return ids;
}

/** Rows of the largest kinds, evenly over ten days, as a collector leaves them. */
async function fill(db: Database, { pairId, primaryId }: { pairId: number; primaryId: number }) {
  const { id: poolId } = await db.write((tx) =>
    tx.pool.create({
      data: { pairId, key: 'k', sharedNetwork: 'office', ranges: [], addressCount: 200, position: 0 },
    }),
  );
  const at = (index: number) => ago((10 * DAY_MS * (index + 0.5)) / ROWS);
  const each = Array.from({ length: ROWS }, (_, index) => index).reverse();
  const values = '{"leaseCount":200,"freeLeases":81,"backupLeases":80,"activeLeases":39}';
  await db.write(async (tx) => {
    await tx.poolSample.createMany({
      data: each.map((index) => ({
        ...{ poolId, serverId: primaryId, source: 'omapi', from: at(index), until: at(index) },
        ...{ count: 30, intervalMs: 10_000, values, latest: false },
      })),
    });
    await tx.leaseSpan.createMany({
      data: each.map((index) => ({
        ...{ serverId: primaryId, address: 167_772_160n + BigInt((index * 7919) % 4096), state: 'active' },
        ...{ hardware: '02:00:00:00:00:01', clientId: '01:02:00:00:00:00:01', hostname: 'pc-0000001' },
        ...{ fromSeconds: at(index).getTime() / 1000 - 3600, untilSeconds: at(index).getTime() / 1000 },
      })),
    });
    const sum = { sum: 1234, min: 39, max: 41, last: 40 };
    await tx.poolBucket.createMany({
      data: each.map((index) => ({
        ...{ tier: '5m', poolId, serverId: primaryId, source: 'omapi', at: at(index) },
        ...{ count: 30, expected: 30, stats: { leaseCount: sum, freeLeases: sum, backupLeases: sum } },
      })),
    });
    await tx.event.createMany({
      data: each.map((index) => ({
        ...{ key: `key:${index}`, pairId, kind: 'state', at: at(index), clock: 'ours', to: 'normal' },
        ...{ observedAt: at(index), sortAt: at(index), from: 'startup', sentence: 'dhcp-a is normal again.' },
        ...{ evidence: [{ source: 'omapi', text: 'local-state is 2' }], serverId: primaryId },
      })),
    });
  });
}

const TABLES = {
  samples: 'PoolSample',
  'stays of leases': 'LeaseSpan',
  'five-minute sums': 'PoolBucket',
  events: 'Event',
};

/** What a table really takes on the disk, with its indexes, by the engine's own word. */
async function sizeOnDisk(db: Database, table: string): Promise<number> {
  const query =
    db.engine === 'sqlite'
      ? `SELECT sum(pgsize) AS size FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = '${table}')`
      : `SELECT pg_total_relation_size('"${table}"') AS size`;
  const [row] = await db.read((tx) => tx.$queryRawUnsafe<{ size: bigint }[]>(query));
  return Number(row?.size);
}

describeOnEngines('the forecast of the size', (engine) => {
  it('is none before a collector told how long it keeps what', async () => {
    const { db } = await engine.open();
    expect(await db.read((tx) => readSizeForecast(tx, db.engine, NOW))).toBeNull();
  });

  it('is not known while little was watched', async () => {
    const { db } = await engine.open();
    await watchedFor(db, HOUR_MS / 2);
    const forecast = await db.read((tx) => readSizeForecast(tx, db.engine, NOW));
    expect(forecast).toMatchObject({ watchedMs: HOUR_MS / 2, atRestBytes: null, disk: null });
    expect(forecast?.kinds.map(({ rowsAtRest }) => rowsAtRest)).toEqual(KEPT_KINDS.map(() => null));
  });

  it('goes by the rows that came in, of the time that was watched', async () => {
    const { db } = await engine.open();
    await fill(db, await watchedFor(db, 10 * DAY_MS));
    const forecast = await db.read((tx) => readSizeForecast(tx, db.engine, NOW));
    const of = (kind: string) => forecast?.kinds.find((each) => each.kind === kind);
    const perDay = ROWS / 10;
    expect(of('stays of leases')).toMatchObject({ rows: ROWS, rowsPerDay: perDay, measuredMs: 10 * DAY_MS });
    expect(of('stays of leases')?.rowsAtRest).toBe(90 * perDay);
    // Kept for three days: what came before is about to go.
    expect(of('samples')).toMatchObject({ rows: ROWS, measuredMs: 3 * DAY_MS, rowsAtRest: 3 * perDay });
    expect(of('hourly sums')).toMatchObject({ rows: 0, rowsAtRest: Math.round((1095 * perDay) / 12) });
    expect(of('hourly sums')?.bytesAtRest).toBeGreaterThan(0);
    expect(of('incidents')).toMatchObject({ rows: 0, rowsAtRest: 0, bytesAtRest: 0 });
    expect(forecast?.disk?.neededBytes).toBe((forecast?.atRestBytes ?? 0) - 900_000_000);
  });

  it('takes a row for about as large as the engine stores it', async () => {
    const { db } = await engine.open();
    await fill(db, await watchedFor(db, 10 * DAY_MS));
    const forecast = await db.read((tx) => readSizeForecast(tx, db.engine, NOW));
    for (const [kind, table] of Object.entries(TABLES)) {
      const { rows = 0, bytesPerRow } = forecast?.kinds.find((each) => each.kind === kind) ?? {};
      const ratio = (rows * (bytesPerRow ?? 0)) / (await sizeOnDisk(db, table));
      expect(ratio, kind).toBeGreaterThan(0.7);
      expect(ratio, kind).toBeLessThan(1.45);
    }
  });
});
