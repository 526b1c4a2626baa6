import { expect, it } from 'vitest';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { addEndedLeases } from '../../store/ended-leases.ts';
import { savePools } from '../../store/pools.ts';
import { makePair, NOW, pool } from '../../store/testing/samples.ts';
import { learnFromHistory } from './learn.ts';

const HOUR_MS = 3_600_000;

describeOnSqlite('what the history says', (engine) => {
  it('tells how many leases usually end at this time of the day', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const read = { serverId: primaryId, source: 'leases', whole: true, now: NOW } as const;
    const ids = await db.write((tx) => savePools(tx, pairId, [pool({ key: 'lan' })], read));
    const poolId = ids.get('lan') ?? 0;
    for (let hours = -5 * 24; hours <= 0; hours += 1) {
      const counts = [{ poolId, count: hours % 24 === 0 ? 8 : 2 }];
      await db.write((tx) =>
        addEndedLeases(tx, { serverId: primaryId, hour: NOW + hours * HOUR_MS, counts }),
      );
    }
    const { usualEndings } = await learnFromHistory(db, pairId, NOW);
    expect([...(usualEndings.get('lan')?.values() ?? [])]).toEqual([2, 8, 2]);
  });
});
