import { expect, it } from 'vitest';
import { OVERVIEW_DAYS, overviewSchema } from '../contracts/overview.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { recordAnswering } from './answering-spans.ts';
import { listOverview, pastRecords } from './overview.ts';
import { recordPoolSamples } from './pool-samples.ts';
import { savePools } from './pools.ts';
import { makePair, NOW, pool } from './testing/samples.ts';

const MINUTE_MS = 60_000;

describeOnEngines('the overview', (engine) => {
  const read = async (db: Database, now = NOW) => {
    const pairs = await db.read((tx) => listOverview(tx, now));
    return overviewSchema.parse({ now: new Date(now).toISOString(), pairs }).pairs;
  };

  it('says of a pair that nothing was read of that nothing is known', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const [office] = await read(db);
    expect(office).toMatchObject({ name: 'office', worstPool: null, incident: null });
    expect(office?.redundancy.days).toHaveLength(OVERVIEW_DAYS);
    expect(office?.redundancy).toMatchObject({ firstDay: '2025-08-24' });
    expect(office?.redundancy.days[0]).toEqual([0, 0, 0, 1440]);
  });

  it('shows the pool with the smallest share left, by the server that counts the fewest', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    const other = pool({
      key: 'lan:10.66.2.10',
      ranges: [{ low: '10.66.2.10', high: '10.66.2.19' }],
      addressCount: 10,
    });
    const ids = await db.write((tx) =>
      savePools(tx, pairId, [pool(), other], { serverId: primaryId, source: 'omapi', whole: true, now: NOW }),
    );
    const [large = 0, small = 0] = ids.values();
    const count = (serverId: number, poolId: number, leaseCount: number, freeLeases: number) =>
      db.write((tx) =>
        recordPoolSamples(tx, {
          serverId,
          source: 'omapi',
          observedAt: NOW,
          intervalMs: 10_000,
          pools: [{ poolId, values: { leaseCount, freeLeases, backupLeases: 1 } }],
        }),
      );
    await count(primaryId, large, 100, 39);
    await count(primaryId, small, 10, 2);
    await count(secondaryId, small, 10, 1);
    const worst = async (now: number) => (await read(db, now))[0]?.worstPool;
    expect(await worst(NOW + 1000)).toEqual({
      id: small,
      title: 'lan 10.66.2.10–10.66.2.19',
      server: 'dhcp-b',
      leaseCount: 10,
      freeLeases: 1,
      backupLeases: 1,
      usedLeases: 8,
      observedAt: new Date(NOW).toISOString(),
      freshness: 'fresh',
    });
    expect((await worst(NOW + MINUTE_MS))?.freshness).toBe('stale');
  });

  it('has the record of days and the incident that is open', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    for (const [minute, servers] of [
      [0, 2],
      [1, 2],
      [2, 1],
    ] as const)
      await db.write((tx) =>
        recordAnswering(tx, pairId, { servers, now: NOW + minute * MINUTE_MS, intervalMs: MINUTE_MS }),
      );
    const at = new Date(NOW);
    const incident = {
      pairId,
      severity: 'critical',
      sentence: 's',
      firstSymptom: 'f',
      firstAlertId: 1,
      reopenedAt: [],
    };
    const times = { firstSymptomAt: at, openedAt: at };
    await db.write(async (tx) => {
      await tx.incident.create({ data: { ...incident, ...times, phase: 'resolved', resolvedAt: at } });
      await tx.incident.create({ data: { ...incident, ...times, phase: 'open' } });
    });
    const [office] = await read(db, NOW + 3 * MINUTE_MS);
    expect(office?.redundancy.days.at(-1)).toEqual([2, 0, 0, 643]);
    const past = pastRecords();
    for (const later of [3 * MINUTE_MS, 4 * MINUTE_MS, 86_400_000, 90 * 86_400_000]) {
      const [kept] = await db.read((tx) => listOverview(tx, NOW + later, past));
      expect(kept?.redundancy).toEqual((await read(db, NOW + later))[0]?.redundancy);
    }
    expect(office?.incident).toMatchObject({
      severity: 'critical',
      openedAt: at.toISOString(),
      acknowledgedBy: null,
    });
  });
});
