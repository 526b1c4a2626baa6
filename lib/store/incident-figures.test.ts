import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { recordAnswering } from './answering-spans.ts';
import { incidentAnswer } from './incidents.ts';
import { recordPoolSamples } from './pool-samples.ts';
import { replaceBuckets } from './pool-series.ts';
import { savePools } from './pools.ts';
import { addAlert, addIncident, alert, incident } from './testing/alerts.ts';
import { makePair, NOW, pool } from './testing/samples.ts';

const MINUTE_MS = 60_000;
const BEGIN = incident().firstSymptom.at;
const iso = (at: number) => new Date(at).toISOString();

/** The pair `office` with one pool, whose lease file counts `active` at each time. */
async function withPool(db: Database) {
  const pair = await makePair(db);
  await db.write((tx) =>
    savePools(tx, pair.pairId, [pool()], {
      serverId: pair.primaryId,
      source: 'omapi',
      whole: true,
      now: NOW,
    }),
  );
  const { id: poolId } = await db.read((tx) => tx.pool.findFirstOrThrow());
  const count = (serverId: number, at: number, active: number, free: number) => {
    const none = { ended: 0, expired: 0, released: 0, abandoned: 0, reset: 0, reserved: 0 };
    const values = { size: 100, active, free, backup: 100 - active - free, ...none };
    const reading = { serverId, observedAt: at, intervalMs: 10_000, source: 'leases' as const };
    return db.write((tx) => recordPoolSamples(tx, { ...reading, pools: [{ poolId, values }] }));
  };
  return { ...pair, poolId, count };
}

describeOnEngines('the figures of an incident', (engine) => {
  it('tell how long each step took, and minutes in which two, one and nobody answered', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const end = BEGIN + 10 * MINUTE_MS;
    await db.write(async (tx) => {
      const note = (servers: 0 | 1 | 2, now: number) =>
        recordAnswering(tx, pairId, { servers, now, intervalMs: MINUTE_MS });
      await note(2, BEGIN - 5 * MINUTE_MS);
      await note(2, BEGIN);
      await note(1, BEGIN);
      await note(1, BEGIN + 3 * MINUTE_MS);
      await note(0, BEGIN + 4 * MINUTE_MS);
      await note(0, BEGIN + 6 * MINUTE_MS);
    });
    const { id } = await addIncident(db, pairId, {
      phase: 'resolved',
      resolvedAt: end,
      acknowledgement: { at: NOW + MINUTE_MS, by: 'anna', note: null },
    });
    const answer = await db.read((tx) => incidentAnswer(tx, id, NOW));
    expect(answer?.figures).toEqual({
      beganAt: iso(BEGIN),
      detectMs: NOW - BEGIN,
      acknowledgeMs: MINUTE_MS,
      resolveMs: 10 * MINUTE_MS,
      answering: { two: 0, one: 4, none: 2, unseen: 4 },
      clients: null,
    });
  });

  it('of one that goes on reach to now', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId);
    const answer = await db.read((tx) => incidentAnswer(tx, id, BEGIN + 6 * MINUTE_MS));
    expect(answer?.figures).toMatchObject({
      acknowledgeMs: null,
      resolveMs: null,
      answering: { two: 0, one: 0, none: 0, unseen: 6 },
    });
    expect(answer?.pools).toEqual([]);
  });

  it('tell how many clients the pair had when it began, by the lease file that has more', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId, poolId } = await withPool(db);
    const at = Math.floor(BEGIN / 300_000) * 300_000;
    const bucket = (serverId: number, active: number) => {
      const stats = {
        active: { sum: active, min: active, max: active, last: active },
        ended: { sum: 2, min: 2, max: 2, last: 2 },
      };
      return { poolId, serverId, source: 'leases' as const, at, count: 1, expected: 1, stats };
    };
    await db.write((tx) => replaceBuckets(tx, '5m', at, [bucket(primaryId, 40), bucket(secondaryId, 50)]));
    const { id } = await addIncident(db, pairId);
    const answer = await db.read((tx) => incidentAnswer(tx, id, NOW));
    expect(answer?.figures.clients).toEqual({ count: 48, server: 'dhcp-b', at: iso(at) });
  });
});

describeOnEngines('the pools an incident affects', (engine) => {
  it('are those its alerts are about, with the worst that was read meanwhile', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId, count, poolId } = await withPool(db);
    await count(primaryId, BEGIN - MINUTE_MS, 99, 1);
    await count(primaryId, BEGIN + MINUTE_MS, 60, 20);
    await count(primaryId, BEGIN + 2 * MINUTE_MS, 80, 5);
    await count(secondaryId, BEGIN + 3 * MINUTE_MS, 75, 25);
    const { id } = await addIncident(db, pairId);
    const subject = (key: string) => ({ server: null, pool: key, detail: null });
    const full = await addAlert(db, pairId, alert({ rule: 'pool-use-high', subject: subject(pool().key) }), {
      incidentId: id,
    });
    const gone = await addAlert(db, pairId, alert({ rule: 'pool-full', subject: subject('lan:gone') }), {
      incidentId: id,
    });
    const answer = await db.read((tx) => incidentAnswer(tx, id, BEGIN + 5 * MINUTE_MS));
    const read = { source: 'leases', server: 'dhcp-a' };
    expect(answer?.pools).toEqual([
      {
        id: poolId,
        key: pool().key,
        sharedNetwork: 'lan',
        addressCount: 100,
        alertIds: [full],
        mostActive: { ...read, value: 80, at: iso(BEGIN + 2 * MINUTE_MS) },
        fewestFree: { ...read, value: 5, at: iso(BEGIN + 2 * MINUTE_MS) },
        fewestBackup: { ...read, server: 'dhcp-b', value: 0, at: iso(BEGIN + 3 * MINUTE_MS) },
      },
      {
        id: null,
        key: 'lan:gone',
        sharedNetwork: null,
        addressCount: null,
        alertIds: [gone],
        mostActive: null,
        fewestFree: null,
        fewestBackup: null,
      },
    ]);
  });
});
