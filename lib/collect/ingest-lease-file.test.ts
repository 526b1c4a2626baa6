import { expect, it } from 'vitest';
import type { LeaseFileCounts } from '../contracts/lease-counts.ts';
import { describeOnSqlite } from '../db/testing/engines.ts';
import { endedLeaseHours } from '../store/ended-leases.ts';
import { newClientHours } from '../store/new-clients.ts';
import type { ServerPoolHours } from '../store/pool-hours.ts';
import { poolKeys } from '../store/pool-settings.ts';
import { makePair } from '../store/testing/samples.ts';
import { advance } from './advance.ts';
import { ingestLeaseFile } from './ingest-lease-file.ts';
import type { LeasesReading } from './reading.ts';
import { HOUR_MS, leasesRead, pairInNormal, START } from './testing/files-memory.ts';

const NONE = { active: 0, ended: 0, backup: 0, expired: 0, released: 0, abandoned: 0, reset: 0, reserved: 0 };
const range = (net: number, pool: string) => ({
  ...{ sharedNetwork: 'lan', subnet: `10.0.${net}.0/24`, pool, peer: 'pair', size: 10, free: 10, ...NONE },
  ...{ low: `10.0.${net}.1`, high: `10.0.${net}.10` },
});
/** Two ranges of one pool, and a pool of its own. */
const COUNTS: LeaseFileCounts = {
  ranges: [range(0, 'lan'), range(1, 'lan'), range(2, 'guests')],
  outside: { count: 0, sample: [] },
  problems: { count: 0, list: [] },
};

describeOnSqlite('a lease file that was read', (engine) => {
  it('adds who came and what ended to the hour of each pool, and says of all of them that they were watched', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const start = pairInNormal();
    let memory = {
      ...start,
      servers: start.servers.map((each) => ({ ...each, serverId: each.serverId - 1 + primaryId })),
    };
    const read = async (at: number, changes: Partial<LeasesReading> = {}) => {
      const step = advance(memory, leasesRead(primaryId, at, { counts: COUNTS, ...changes }));
      const file = step.changes.leaseFile;
      if (!file) throw new Error('a reading of a lease file changes it');
      await db.write((tx) => ingestLeaseFile(tx, pairId, step.changes, file));
      memory = step.memory;
    };
    await read(START - HOUR_MS);
    await read(START);
    await read(START + 60_000, {
      newClients: [{ low: '10.0.2.1', count: 9 }],
      endings: [
        { low: '10.0.0.1', count: 2 },
        { low: '10.0.1.1', count: 3 },
      ],
    });
    await read(START + 120_000, { endings: [{ low: '10.0.0.1', count: 1 }] });
    await read(START + HOUR_MS);

    const keys = await db.read((tx) => poolKeys(tx, pairId));
    const byPool = ({ pools }: Pick<ServerPoolHours, 'pools'>) =>
      Object.fromEntries([...pools].map(([id, { hours }]) => [keys.get(id), hours]));
    const [endings] = await db.read((tx) => endedLeaseHours(tx, pairId, 0));
    expect([...(endings?.watched ?? [])]).toEqual([START - HOUR_MS, START, START + HOUR_MS]);
    expect(endings && byPool(endings)).toEqual({ lan: [{ hour: START, count: 6 }], guests: [] });
    const [clients] = await db.read((tx) => newClientHours(tx, pairId, 0));
    expect(clients && byPool(clients)).toEqual({ lan: [], guests: [{ hour: START, count: 9 }] });
  });
});
