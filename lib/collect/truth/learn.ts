import type { Database } from '../../db/client.ts';
import { endedLeaseHours } from '../../store/ended-leases.ts';
import { poolKeys } from '../../store/pool-settings.ts';
import type { TruthMemory } from './memory.ts';
import { learnAll, newClientHistories } from './new-client-rates.ts';
import { hoursToLearnFrom, learnUsualEndings } from './usual-endings.ts';

/** What the history of a pair says of the hours to come. */
export type Learnt = Pick<TruthMemory, 'newClients' | 'usualEndings'>;

/** Learns from the history of a pair as it is at `now`. */
export async function learnFromHistory(
  db: Pick<Database, 'read'>,
  pairId: number,
  now: number,
): Promise<Learnt> {
  const usualEndings = await db.read(async (tx) => {
    const hours = hoursToLearnFrom(now);
    const told = await endedLeaseHours(tx, pairId, Math.min(...hours), (hour) => hours.has(hour));
    return learnUsualEndings(told, await poolKeys(tx, pairId), now);
  });
  const newClients = await learnAll(await db.read((tx) => newClientHistories(tx, pairId, now)));
  return { newClients, usualEndings };
}
