import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/client.ts';
import { openReach } from '../../reach/open-reach.ts';
import type { Settings } from '../../settings/settings.ts';
import type { PairRef } from '../../store/pairs.ts';
import { backUp } from './back-up.ts';

export type BackUpPairsOptions = {
  db: Database;
  clock: Clock;
  log: Logger;
  settings: Pick<Settings, 'pairs' | 'backups'>;
  tracked: readonly PairRef[];
};

/**
 * What copies the lease files of a pair, one after the other. Over a connection of its own: that of the sources is asked every two
 * seconds, and a file of hundreds of megabytes would hold it up.
 */
export function backUpPairs({ db, clock, log, settings, tracked }: BackUpPairsOptions) {
  const { folder, ...rule } = settings.backups;
  return async (pairId: number, signal: AbortSignal): Promise<void> => {
    const ref = tracked.find((each) => each.pairId === pairId);
    const pair = settings.pairs.find(({ name }) => name === ref?.name);
    if (!ref || !pair) return;
    for (const { name: server, leases, reach: settingsOfReach } of pair.servers) {
      const serverId = ref.servers.find(({ name }) => name === server)?.serverId;
      if (!leases || serverId === undefined) continue;
      const reach = openReach(settingsOfReach);
      try {
        const backed = { serverId, pair: pair.name, server, path: leases.path };
        await backUp(backed, reach, { db, clock, log, folder, rule }, signal);
      } finally {
        await reach.close();
      }
    }
  };
}
