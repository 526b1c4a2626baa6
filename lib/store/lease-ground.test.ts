import { expect, it } from 'vitest';
import { leaseGroundSchema } from '../contracts/lease.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { saveLeaseFile } from './lease-file.ts';
import { leaseGround } from './lease-ground.ts';
import { savePools } from './pools.ts';
import { saveSource } from './sources.ts';
import { health, makePair, NOW, pool } from './testing/samples.ts';

const COUNTS = {
  size: 10,
  active: 4,
  ended: 1,
  free: 3,
  backup: 3,
  expired: 0,
  released: 0,
  abandoned: 0,
  reset: 0,
  reserved: 0,
};
const PLACE = { sharedNetwork: 'lan', subnet: '10.66.1.0/24', pool: null, peer: 'pair' };

describeOnEngines('what there is to search leases in', (engine) => {
  it('tells of each file how far it may be believed and what it counts, and the pools', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    const failure = { kind: 'auth' as const, message: 'may not read the file' };
    const ranges = [
      { ...PLACE, ...COUNTS, low: '10.66.1.10', high: '10.66.1.19' },
      { ...PLACE, ...COUNTS, low: '10.66.1.30', high: '10.66.1.39' },
    ];
    const poolId = await db.write(async (tx) => {
      await saveSource(tx, primaryId, health({ kind: 'leases', lastSuccessAt: NOW - 60_000 }));
      await saveSource(tx, secondaryId, health({ kind: 'leases', lastSuccessAt: null, failure }));
      await saveLeaseFile(tx, primaryId, {
        path: '/var/lib/dhcp/dhcpd.leases',
        identity: '8:1',
        offset: 1,
        sizeBytes: 1,
        readAt: NOW - 60_000,
        rewrittenAt: null,
        counts: { ranges, outside: { count: 0, sample: [] }, problems: { count: 0, list: [] } },
      });
      const read = { serverId: primaryId, source: 'leases', whole: true, now: NOW } as const;
      return (await savePools(tx, pairId, [pool()], read)).get(pool().key);
    });

    const ground = await db.read((tx) => leaseGround(tx, 'office', NOW));
    const answer = { now: new Date(NOW).toISOString(), ...ground };
    expect(leaseGroundSchema.parse(answer)).toEqual(answer);
    expect(ground).toMatchObject({
      files: [
        { server: 'dhcp-a', freshness: 'stale', total: { size: 20, active: 8, ended: 2 } },
        { server: 'dhcp-b', freshness: 'never', failure: failure.message, path: null, total: null },
      ],
      pools: [{ id: poolId, sharedNetwork: pool().sharedNetwork, ranges: pool().ranges }],
    });
  });

  it('knows a server whose lease file nobody was told to read, and no other pair', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const ground = await db.read((tx) => leaseGround(tx, 'office', NOW));
    expect(ground?.files[0]).toMatchObject({ intervalMs: null, freshness: 'never', failure: null });
    expect(await db.read((tx) => leaseGround(tx, 'nowhere', NOW))).toBeNull();
  });
});
