import { expect, it } from 'vitest';
import { periodReportSchema } from '../../contracts/period-report.ts';
import { describeOnEngines } from '../../db/testing/engines.ts';
import { buildPeriodReport } from '../../record/build.ts';
import { periodAt } from '../../record/period.ts';
import { recordAnswering } from '../answering-spans.ts';
import { replaceBuckets } from '../pool-series.ts';
import { savePools } from '../pools.ts';
import { makePair, NOW, pool } from '../testing/samples.ts';
import { toDate } from '../time.ts';
import { recordFacts } from './facts.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const ZONE = 'Europe/Berlin';
/** 17 to 23 November 2025: it is still to come to its end at NOW. */
const WEEK = periodAt('week', ZONE, NOW);
const AFTER = WEEK.until + 600_000;

describeOnEngines('what a report on a week is made from', (engine) => {
  async function office() {
    const { db } = await engine.open();
    const pair = await makePair(db);
    await db.write((tx) => tx.pair.updateMany({ data: { addedAt: toDate(WEEK.from - 30 * DAY_MS) } }));
    const order = { period: WEEK, pair: 'office', by: 'Pairwatch', now: AFTER };
    return { db, ...pair, order, read: <T>(fn: Parameters<typeof db.read<T>>[0]) => db.read(fn) };
  }

  it('is nothing for a name that no pair has', async () => {
    const { read, order } = await office();
    expect(await recordFacts(read, { ...order, pair: 'elsewhere' })).toBeNull();
  });

  it('of a pair that nobody saw makes a report that says so', async () => {
    const { read, order } = await office();
    const facts = await recordFacts(read, order);
    if (!facts) throw new Error('the pair is there');
    const report = buildPeriodReport(facts);
    expect(periodReportSchema.parse(report)).toEqual(report);
    expect(report.redundancy).toMatchObject({ share: null, unseenMs: 7 * DAY_MS });
    expect(report.pairs[0]?.clocks.skew).toBeNull();
  });

  it('has who answered, who took over, what was planned and how it all went', async () => {
    const { db, read, order, pairId, secondaryId } = await office();
    const outages = [1, 3, 5].map((day) => WEEK.from + day * DAY_MS + 26 * HOUR_MS);
    await db.write(async (tx) => {
      const note = (servers: 1 | 2, now: number) =>
        recordAnswering(tx, pairId, { servers, now, intervalMs: DAY_MS });
      await note(2, WEEK.from);
      for (const at of outages) {
        await note(2, at);
        await note(1, at);
        await note(1, at + HOUR_MS);
        await note(2, at + HOUR_MS);
        await tx.stateSpan.create({
          data: {
            serverId: secondaryId,
            state: 'partner-down',
            from: toDate(at),
            until: toDate(at + HOUR_MS),
            lastSeenAt: toDate(at + HOUR_MS),
          },
        });
      }
      await note(2, WEEK.until);
      await tx.maintenanceWindow.create({
        data: {
          origin: 'database',
          schedule: {
            kind: 'once',
            startsAt: new Date((outages[0] ?? 0) - HOUR_MS).toISOString(),
            endsAt: new Date((outages[0] ?? 0) + 2 * HOUR_MS).toISOString(),
          },
          reason: 'New disk',
          actor: 'bert',
          createdAt: toDate(WEEK.from),
        },
      });
    });
    const facts = await recordFacts(read, order);
    if (!facts) throw new Error('the pair is there');
    const report = buildPeriodReport(facts);
    expect(report.redundancy).toMatchObject({
      oneMs: 3 * HOUR_MS,
      twoMs: 7 * DAY_MS - 3 * HOUR_MS,
      unseenMs: 0,
      planned: { oneMs: HOUR_MS },
      unplanned: { oneMs: 2 * HOUR_MS },
    });
    expect(report.planned).toMatchObject([{ pair: 'office', reason: 'New disk', by: 'bert' }]);
    expect(report.recurrences.map(({ sentence }) => sentence)).toEqual([
      'dhcp-b, the secondary of office, took over 3 times in 37 days.',
    ]);
  });

  it('has how full a pool was, by whoever told more often, and the fewest each could give by itself', async () => {
    const { db, read, order, pairId, primaryId, secondaryId } = await office();
    await db.write((tx) =>
      savePools(tx, pairId, [pool()], { serverId: primaryId, source: 'omapi', whole: true, now: NOW }),
    );
    const { id: poolId } = await db.read((tx) => tx.pool.findFirstOrThrow());
    const first = Math.ceil(WEEK.from / HOUR_MS) * HOUR_MS;
    const figure = (value: number, min = value) => ({ sum: value * 10, min, max: value, last: value });
    await db.write(async (tx) => {
      for (let hour = 0; hour < 100; hour += 1)
        await replaceBuckets(tx, '1h', first + hour * HOUR_MS, [
          {
            poolId,
            serverId: primaryId,
            source: 'omapi',
            at: first + hour * HOUR_MS,
            count: 10,
            expected: 10,
            stats: {
              leaseCount: figure(100),
              freeLeases: figure(99 - hour, hour === 40 ? 3 : 99 - hour),
              backupLeases: figure(0),
            },
          },
          ...(hour < 5
            ? [
                {
                  poolId,
                  serverId: secondaryId,
                  source: 'leases' as const,
                  at: first + hour * HOUR_MS,
                  count: 10,
                  expected: 10,
                  stats: { size: figure(100), free: figure(0), backup: figure(7 + hour) },
                },
              ]
            : []),
        ]);
    });
    const facts = await recordFacts(read, order);
    expect(facts?.pairs[0]?.pools).toMatchObject([
      {
        addressCount: 100,
        use: {
          server: 'dhcp-a',
          source: 'omapi',
          stepMs: HOUR_MS,
          steps: 100,
          stepsExpected: 168,
          p50Percent: 50,
          p95Percent: 95,
          maxPercent: 100,
          maxAt: new Date(first + 99 * HOUR_MS).toISOString(),
        },
        fewestOwnFree: [
          { server: 'dhcp-a', value: 0 },
          { server: 'dhcp-b', value: 7, source: 'leases' },
        ],
      },
    ]);
  });
});
