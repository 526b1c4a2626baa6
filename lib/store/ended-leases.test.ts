import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { addEndedLeases, endedLeaseHours, pruneEndedLeaseHours } from './ended-leases.ts';
import { addNewClients, newClientHours } from './new-clients.ts';
import { savePools } from './pools.ts';
import { makePair, NOW, pool } from './testing/samples.ts';

const HOUR_MS = 3_600_000;
/** NOW is 42 minutes into its hour. */
const HOUR = NOW - 42 * 60_000;
const at = (hours: number) => HOUR + hours * HOUR_MS;

describeOnEngines('leases that ended without renewal, by the hour', (engine) => {
  async function watched() {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    const read = { serverId: primaryId, source: 'leases', whole: true, now: NOW } as const;
    const ids = await db.write((tx) => savePools(tx, pairId, [pool({ key: 'lan' })], read));
    const lan = ids.get('lan') ?? 0;
    const counts = (count: number) => [{ poolId: lan, count }];
    return {
      db,
      pairId,
      lan,
      ...{ primaryId, secondaryId },
      add: (hour: number, count: number, serverId = primaryId) =>
        db.write((tx) => addEndedLeases(tx, { serverId, hour: at(hour), counts: counts(count) })),
      /** Server by server, in hours from HOUR: when it was read, since when it counts, and [hour, count]. */
      async known(notBefore = 0, isWanted?: (hour: number) => boolean) {
        const inHours = (ms: number) => (ms - HOUR) / HOUR_MS;
        const servers = await db.read((tx) => endedLeaseHours(tx, pairId, at(notBefore), isWanted));
        return servers.map(({ serverId, watched, pools }) => ({
          serverId,
          watched: [...watched].map(inHours),
          since: [...pools.values()].map(({ since }) => inHours(since)),
          hours: [...pools.values()].flatMap(({ hours }) =>
            hours.map(({ hour, count }) => [inHours(hour), count]),
          ),
        }));
      },
    };
  }

  it('adds up what both servers tell, each for itself', async () => {
    const { add, known, primaryId, secondaryId } = await watched();
    await add(0, 0);
    await add(1, 3);
    await add(1.9, 4);
    await add(2, 0);
    await add(1, 6, secondaryId);
    await add(2, 5, secondaryId);
    expect(await known()).toEqual([
      { serverId: primaryId, watched: [0, 1, 2], since: [1], hours: [[1, 7]] },
      { serverId: secondaryId, watched: [1, 2], since: [2], hours: [[2, 5]] },
    ]);
  });

  it('reads only the hours that are wanted', async () => {
    const { add, known } = await watched();
    for (let hour = 0; hour <= 60; hour += 1) await add(hour, 1);
    const [server] = await known(3, (hour) => ((hour - HOUR) / HOUR_MS) % 24 === 7);
    expect(server).toMatchObject({
      watched: [7, 31, 55],
      hours: [
        [7, 1],
        [31, 1],
        [55, 1],
      ],
    });
  });

  it('has nothing to do with new clients', async () => {
    const { db, pairId, primaryId, lan, add } = await watched();
    await add(1, 3);
    await db.write((tx) =>
      addNewClients(tx, { serverId: primaryId, hour: at(8), counts: [{ poolId: lan, count: 9 }] }),
    );
    await add(8, 2);
    await db.write((tx) => pruneEndedLeaseHours(tx, at(100)));
    const [clients] = await db.read((tx) => newClientHours(tx, pairId, at(-100)));
    expect(clients?.pools.get(lan)).toEqual({ since: at(9), hours: [] });
  });

  it('forgets what is old, but not since when it counts', async () => {
    const { db, add, known } = await watched();
    for (const hour of [0, 1, 2, 3, 30]) await add(hour, 1);
    expect(await db.write((tx) => pruneEndedLeaseHours(tx, at(3)))).toBe(2);
    expect(await known(1)).toMatchObject([
      {
        watched: [3, 30],
        since: [1],
        hours: [
          [3, 1],
          [30, 1],
        ],
      },
    ]);
  });
});
