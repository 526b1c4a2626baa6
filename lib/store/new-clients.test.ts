import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { addNewClients, newClientHours, pruneNewClientHours } from './new-clients.ts';
import { savePools } from './pools.ts';
import { makePair, NOW, pool } from './testing/samples.ts';

const HOUR_MS = 3_600_000;
/** NOW is 42 minutes into its hour. */
const HOUR = NOW - 42 * 60_000;
const at = (hours: number) => HOUR + hours * HOUR_MS;

describeOnEngines('new clients by the hour', (engine) => {
  it('adds up what comes in an hour, server by server', async () => {
    const { add, known, lan, guests, secondaryId } = await watched((await engine.open()).db);
    await add(0, { [lan]: 0, [guests]: 0 });
    await add(1, { [lan]: 3, [guests]: 0 });
    await add(1.99, { [lan]: 4, [guests]: 2 });
    await add(2, { [lan]: 5 });
    await add(0, { [lan]: 9 }, secondaryId);
    await add(1, { [lan]: 6 }, secondaryId);
    expect(await known()).toEqual([
      {
        gaps: [],
        pools: {
          [lan]: [1, [1, 7], [2, 5]],
          [guests]: [1, [1, 2]],
        },
      },
      { gaps: [], pools: { [lan]: [1, [1, 6]] } },
    ]);
  });

  it('knows nothing of a pair whose files nobody read', async () => {
    const { known } = await watched((await engine.open()).db);
    expect(await known()).toEqual([]);
  });

  it('leaves out the first hour of each pool, and hours nobody watched with their neighbours', async () => {
    const { add, known, lan, guests } = await watched((await engine.open()).db);
    await add(0, { [lan]: 8 });
    for (const hour of [1, 2]) await add(hour, { [lan]: 1 });
    await add(6, { [lan]: 50, [guests]: 50 });
    await add(7, { [lan]: 1, [guests]: 2 });
    expect(await known()).toEqual([
      {
        gaps: [[2, 7]],
        pools: {
          [lan]: [1, [1, 1], [2, 1], [6, 50], [7, 1]],
          [guests]: [7, [7, 2]],
        },
      },
    ]);
  });

  it('holds an hour for watched in which nobody came, once that is said of one pool', async () => {
    const { add, known, lan, guests } = await watched((await engine.open()).db);
    await add(0, { [lan]: 0, [guests]: 0 });
    await add(1, { [guests]: 0 });
    await add(2, { [lan]: 3 });
    expect(await known()).toEqual([{ gaps: [], pools: { [lan]: [1, [2, 3]], [guests]: [1] } }]);
  });

  it('forgets what is old, but not since when it counts; and adds on to what is kept', async () => {
    const { db, add, known, lan, guests } = await watched((await engine.open()).db);
    for (const hour of [0, 1, 2, 3, 30]) await add(hour, { [lan]: 1, [guests]: hour === 0 ? 0 : 2 });
    expect(await db.write((tx) => pruneNewClientHours(tx, at(3)))).toBe(4);
    expect(await db.write((tx) => pruneNewClientHours(tx, at(3)))).toBe(0);
    await add(30.5, { [lan]: 1 });
    expect(await known(3)).toEqual([
      {
        gaps: [[3, 31]],
        pools: { [lan]: [3, [3, 1], [30, 2]], [guests]: [3, [3, 2], [30, 2]] },
      },
    ]);
    expect(await known(28.5)).toMatchObject([{ gaps: [], pools: { [lan]: [29, [30, 2]] } }]);
  });

  it('takes a thousand pools at once', async () => {
    const { db, pairId, primaryId } = await watched((await engine.open()).db);
    const many = Array.from({ length: 1000 }, (_, index) => pool({ key: `many:${index}` }));
    const read = { serverId: primaryId, source: 'leases', whole: false, now: NOW } as const;
    const ids = [...(await db.write((tx) => savePools(tx, pairId, many, read))).values()];
    const counts = ids.map((poolId, index) => ({ poolId, count: index }));
    for (const hour of [0, 1, 1.5])
      await db.write((tx) => addNewClients(tx, { serverId: primaryId, hour: at(hour), counts }));
    const [server] = await db.read((tx) => newClientHours(tx, pairId, at(-1000)));
    expect(ids.map((id) => server?.pools.get(id)?.hours[0]?.count ?? 0)).toEqual(
      ids.map((_, index) => 2 * index),
    );
  });
});

/** The pair `office` with two pools; hours are counted from `HOUR`. */
async function watched(db: Database) {
  const ids = await makePair(db);
  const read = { serverId: ids.primaryId, source: 'leases', whole: true, now: NOW } as const;
  const pools = [pool({ key: 'lan' }), pool({ key: 'guests' })];
  const poolIds = await db.write((tx) => savePools(tx, ids.pairId, pools, read));
  return {
    db,
    ...ids,
    lan: poolIds.get('lan') ?? 0,
    guests: poolIds.get('guests') ?? 0,
    add: (hour: number, byPool: Record<number, number>, serverId = ids.primaryId) => {
      const counts = Object.entries(byPool).map(([id, count]) => ({ poolId: Number(id), count }));
      return db.write((tx) => addNewClients(tx, { serverId, hour: at(hour), counts }));
    },
    /** Server by server its gaps, and by pool since when and [hour, count] of each. */
    async known(since = 0) {
      const inHours = (ms: number) => (ms - HOUR) / HOUR_MS;
      const servers = await db.read((tx) => newClientHours(tx, ids.pairId, at(since)));
      return servers.map(({ gaps, pools }) => ({
        gaps: gaps.map(({ from, to }) => [inHours(from), inHours(to)]),
        pools: Object.fromEntries(
          [...pools].map(([id, { since, hours }]) => [
            id,
            [inHours(since), ...hours.map(({ hour, count }) => [inHours(hour), count])],
          ]),
        ),
      }));
    },
  };
}
