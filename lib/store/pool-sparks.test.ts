import { expect, it } from 'vitest';
import { poolSparksSchema } from '../contracts/pool-overview.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { makeCoarser, makeFiveMinutes } from './history-rollup.ts';
import { poolSparks } from './pool-sparks.ts';
import { NOW } from './testing/samples.ts';
import { every, watchPool } from './testing/watch.ts';

const HOUR_MS = 3_600_000;
const SELDOM_MS = 600_000;

describeOnEngines('poolSparks', (engine) => {
  async function watched() {
    const { db } = await engine.open();
    const pool = await watchPool(db);
    const read = async () => {
      const found = await db.read((tx) => poolSparks(tx, 'office', NOW));
      return poolSparksSchema.parse({ now: new Date(NOW).toISOString(), ...found });
    };
    return { db, ...pool, read };
  }

  it('tells the last day by the hour, with a gap as a gap', async () => {
    const { db, record, read, poolId } = await watched();
    const hour = Math.floor(NOW / HOUR_MS) * HOUR_MS - NOW;
    await record(every(SELDOM_MS, hour - 8 * HOUR_MS, hour - 4 * HOUR_MS), { intervalMs: SELDOM_MS });
    await record(every(SELDOM_MS, hour - 3 * HOUR_MS, hour), { intervalMs: SELDOM_MS, freeLeases: 30 });
    await makeAll(db);
    const { stepMs, from, to, pools } = await read();
    expect(stepMs).toBe(HOUR_MS);
    expect(Date.parse(to) - Date.parse(from)).toBe(24 * HOUR_MS);
    expect(pools).toEqual([
      { id: poolId, used: [...Array(16).fill(null), 22, 22, 22, 22, null, 32, 32, 32] },
    ]);
  });

  it('takes from the other server what the first one does not tell', async () => {
    const { db, record, read, secondaryId } = await watched();
    const hour = Math.floor(NOW / HOUR_MS) * HOUR_MS - NOW;
    await record(every(SELDOM_MS, hour - 3 * HOUR_MS, hour), { intervalMs: SELDOM_MS });
    const ofOther = { intervalMs: SELDOM_MS, serverId: secondaryId, freeLeases: 20 };
    await record(every(SELDOM_MS, hour - 5 * HOUR_MS, hour), ofOther);
    await makeAll(db);
    expect((await read()).pools[0]?.used.slice(-6)).toEqual([null, 42, 42, 22, 22, 22]);
  });

  it('goes by five minutes while there are only a few hours, an hour not summed up yet included', async () => {
    const { db, record, read } = await watched();
    await record(every(10_000, -1_800_000, 0));
    await makeAll(db);
    const { stepMs, pools } = await read();
    expect(stepMs).toBe(300_000);
    expect(pools[0]?.used).toHaveLength(48);
    expect(pools[0]?.used.filter((used) => used === 22).length).toBeGreaterThanOrEqual(5);
  });

  it('knows no pair of another name', async () => {
    const { db } = await watched();
    expect(await db.read((tx) => poolSparks(tx, 'branch', NOW))).toBeNull();
  });
});

async function makeAll(db: Database): Promise<void> {
  while (await db.write((tx) => makeFiveMinutes(tx, NOW)));
  while (await db.write((tx) => makeCoarser(tx, '1h')));
}
