import { expect, it, vi } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnSqlite, type TestEngine } from '../db/testing/engines.ts';
import { historyProgress } from '../store/history-progress.ts';
import { NOW } from '../store/testing/samples.ts';
import { every, watchPool } from '../store/testing/watch.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { createHistorian, type HistorianOptions } from './historian.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LONG_MS = 1000 * DAY_MS;
const RETENTION = {
  samplesMs: HOUR_MS,
  fiveMinutesMs: DAY_MS,
  hoursMs: 3 * DAY_MS,
  leasesMs: DAY_MS,
  eventsMs: LONG_MS,
  deliveriesMs: LONG_MS,
  alertsMs: LONG_MS,
  incidentsMs: LONG_MS,
  reportsMs: LONG_MS,
  auditMs: LONG_MS,
};

describeOnSqlite('the historian', (engine) => {
  it('sums up what is there and forgets what was kept long enough, at once and every minute', async () => {
    const { db, record, round } = await watched(engine);
    await record(every(MINUTE_MS, -10 * HOUR_MS, 0));
    await addLeaseSpans(db, 3, [NOW - 2 * DAY_MS, NOW - DAY_MS - 1000, NOW - DAY_MS + 60_000]);
    await round();
    expect([await bucketCount(db, '5m'), await bucketCount(db, '1h')]).toEqual([121, 11]);
    const samples = await db.read((tx) => tx.poolSample.findMany({ orderBy: { from: 'asc' } }));
    expect(samples[0]?.until.getTime()).toBeGreaterThanOrEqual(NOW - HOUR_MS);
    expect(await db.read((tx) => tx.leaseSpan.count())).toBe(1);
    const newest = () =>
      db.read((tx) => tx.poolBucket.findFirst({ orderBy: { at: 'desc' }, where: { tier: '5m' } }));
    expect((await newest())?.count).toBe(2);
    await record(0);
    await round();
    expect((await newest())?.count).toBe(3);
  });

  it('keeps up with what comes in, however much it is, in steps of their own', async () => {
    const { db, round, writes } = await watched(engine);
    await addLeaseSpans(db, 12_001, [NOW - DAY_MS - 60_000, NOW - DAY_MS - 30_000]);
    await round();
    expect(await db.read((tx) => tx.leaseSpan.count())).toBe(0);
    const others = 4 + 5 + 13;
    expect(writes()).toBe(others + 20 + 5);
  });

  it('removes but so much of the past in a minute, though a clock that jumped calls all of it old', async () => {
    const { db, round } = await watched(engine);
    const oldest = NOW - 300 * DAY_MS;
    await addLeaseSpans(db, 10_000, [oldest]);
    await addLeaseSpans(db, 700, [oldest + 5 * MINUTE_MS]);
    await addLeaseSpans(db, 300, [oldest + 16 * MINUTE_MS]);
    await round();
    expect(await db.read((tx) => tx.leaseSpan.count())).toBe(300);
  });

  it('says what could not be done, does the rest, and tries again', async () => {
    const log = { error: vi.fn() };
    let failures = 1;
    const { db, record, round } = await watched(engine, {
      log,
      around: (real) => async (step) => {
        if (failures-- > 0) throw new Error('the disk is full');
        return real.write(step);
      },
    });
    await record(0);
    await addLeaseSpans(db, 1, [NOW - 2 * DAY_MS]);
    await round();
    expect(log.error.mock.calls).toEqual([
      [
        { err: new Error('the disk is full'), task: 'sum up five minutes' },
        expect.stringContaining('history'),
      ],
    ]);
    expect([await bucketCount(db, '5m'), await db.read((tx) => tx.leaseSpan.count())]).toEqual([0, 0]);
    await round();
    expect([await bucketCount(db, '5m'), log.error.mock.calls.length]).toEqual([1, 1]);
  });

  it('ends between two steps, and another one goes on from there', async () => {
    let stopping: Promise<void> | null = null;
    const first = await watched(engine, {
      around: (real) => async (step) => {
        const result = await real.write(step);
        stopping ??= first.historian.stop();
        return result;
      },
    });
    await first.record(every(MINUTE_MS, -HOUR_MS, 0));
    first.clock.advance(5_000);
    await vi.waitFor(() => expect(stopping).not.toBeNull());
    await stopping;
    expect([await bucketCount(first.db, '5m'), first.clock.waiting, first.writes()]).toEqual([1, 0, 1]);
    const second = createHistorian({ db: first.db, clock: first.clock, log: silent, retention: RETENTION });
    second.start();
    await vi.waitFor(async () => {
      first.clock.advance(MINUTE_MS);
      expect(await first.db.read((tx) => historyProgress(tx, '1h'))).toBeGreaterThan(NOW - HOUR_MS / 2);
    });
    await second.stop();
    expect(await bucketCount(first.db, '5m')).toBe(13);
  });
});

const silent = { error() {} };

type Write = Database['write'];

/** A pool of the pair `office`, and a historian over it whose rounds are waited for. */
async function watched(
  engine: TestEngine,
  options: Partial<Pick<HistorianOptions, 'log'>> & { around?: (real: Database) => Write } = {},
) {
  const { log = silent, around = (real: Database): Write => real.write } = options;
  const { db } = await engine.open();
  const clock = new HandClock();
  clock.advance(NOW);
  let writes = 0;
  const write = around(db);
  const counted: Write = (step) => {
    writes += 1;
    return write(step);
  };
  const historian = createHistorian({ db: { write: counted }, clock, log, retention: RETENTION });
  const pool = await watchPool(db);
  historian.start();
  return {
    db,
    clock,
    historian,
    record: pool.record,
    writes: () => writes,
    async round() {
      clock.advance(MINUTE_MS);
      await vi.waitFor(() => expect(clock.waiting).toBe(1), { timeout: 20_000 });
    },
  };
}

const bucketCount = (db: Database, tier: string) => db.read((tx) => tx.poolBucket.count({ where: { tier } }));

async function addLeaseSpans(db: Database, count: number, ends: readonly number[]): Promise<void> {
  await db.write(async (tx) => {
    const { id: serverId } = await tx.server.findFirstOrThrow();
    const spans = Array.from({ length: count }, (_, index) => {
      const untilSeconds = (ends[index % ends.length] ?? 0) / 1000;
      return { serverId, address: index, state: 'active', fromSeconds: untilSeconds - 60, untilSeconds };
    });
    await tx.leaseSpan.createMany({ data: spans });
  });
}
