import { expect, it } from 'vitest';
import type { PoolSource } from '../contracts/history.ts';
import type { LeaseCounts } from '../contracts/lease-counts.ts';
import { poolListSchema } from '../contracts/pool.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { jsonColumn } from './json.ts';
import { saveLeasePosition } from './lease-file.ts';
import { type PoolReadings, recordPoolSamples } from './pool-samples.ts';
import { listPools, type PoolSetting, savePools } from './pools.ts';
import { saveSource } from './sources.ts';
import { health, makePair, NOW, pool } from './testing/samples.ts';

const INTERVAL_MS = 10_000;
const COUNTERS = { leaseCount: 100, freeLeases: 40, backupLeases: 38 };
const LEASES: LeaseCounts = {
  size: 100,
  active: 20,
  ended: 1,
  free: 40,
  backup: 38,
  expired: 0,
  released: 1,
  abandoned: 1,
  reset: 0,
  reserved: 2,
};
const OTHER = pool({ key: 'lan:10.66.2.10', sharedNetwork: 'guests', peerName: null, addressCount: 7 });

describeOnEngines('pools', (engine) => {
  it('shows each server’s counters of each pool with what is used and how old that is', async () => {
    const { db } = await engine.open();
    const ids = await makeReadPair(db);
    await readPools(db, ids.pairId, ids.secondaryId, [pool(), OTHER], NOW - 35_000);
    await readPools(db, ids.pairId, ids.primaryId, [pool(), OTHER], NOW);
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.note).toBeNull();
    expect(list?.pools.map(({ key }) => key)).toEqual([pool().key, OTHER.key]);
    const counted = { leaseCount: 100, freeLeases: 40, backupLeases: 38, usedLeases: 22 };
    expect(list?.pools[0]).toEqual({
      id: expect.any(Number),
      key: 'lan:10.66.1.10',
      sharedNetwork: 'lan',
      peer: 'pair',
      ranges: [{ low: '10.66.1.10', high: '10.66.1.109' }],
      addressCount: 100,
      counters: [
        { server: 'dhcp-a', ...counted, observedAt: new Date(NOW).toISOString(), freshness: 'fresh' },
        { server: 'dhcp-b', ...counted, observedAt: new Date(NOW - 35_000).toISOString(), freshness: 'late' },
      ],
      leaseFile: [],
    });
    const answer = { now: new Date(NOW).toISOString(), ...list };
    expect(poolListSchema.parse(answer)).toEqual(answer);
  });

  it('says why pools are missing', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const note = async () => (await db.read((tx) => listPools(tx, 'office', NOW)))?.note;
    const secondary = 'Pools of dhcp-b: not read, because the settings name no config.path.';
    expect(await note()).toBe(`Pools of dhcp-a: not read yet. ${secondary}`);
    const failure = { kind: 'partial', message: 'One of 2 pools could not be counted.' };
    await db.write((tx) => saveSource(tx, primaryId, health({ kind: 'pools', failure })));
    expect(await note()).toBe(`Pools of dhcp-a: One of 2 pools could not be counted. ${secondary}`);
    expect(await db.read((tx) => listPools(tx, 'nowhere', NOW))).toBeNull();
  });

  it('says a reason that both servers share once, as a sentence', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const failure = { kind: 'refused', message: 'nothing listens there' };
    for (const serverId of [primaryId, secondaryId])
      await db.write((tx) => saveSource(tx, serverId, health({ kind: 'pools', failure })));
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.note).toBe('Pools of dhcp-a and dhcp-b: nothing listens there.');
  });

  it('shows what the lease files say of each pool beside the counters, and of each file as a whole', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makeReadPair(db);
    await readPools(db, pairId, primaryId, [pool()], NOW);
    await readPools(db, pairId, primaryId, [pool(), OTHER], NOW, 'leases');
    await readPools(db, pairId, secondaryId, [pool()], NOW - 60_000, 'leases');
    const range = { sharedNetwork: 'lan', subnet: '10.66.1.0/24', pool: pool().key, peer: 'pair', ...LEASES };
    const counts = {
      ranges: [
        { ...range, low: '10.66.1.10', high: '10.66.1.109' },
        { ...range, low: '10.66.1.200', high: '10.66.1.209' },
      ],
      outside: { count: 1, sample: ['10.66.9.9'] },
      problems: { count: 1, list: [{ line: 7, offset: 120, text: 'a lease without an address' }] },
    };
    await saveLeaseFile(db, primaryId, { identity: '8:1', counts });
    await saveLeaseFile(db, secondaryId, { identity: null, counts: {} });
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.pools.map(({ counters, leaseFile }) => [counters.length, leaseFile])).toEqual([
      [
        1,
        [
          { server: 'dhcp-a', observedAt: new Date(NOW).toISOString(), freshness: 'fresh', ...LEASES },
          {
            server: 'dhcp-b',
            observedAt: new Date(NOW - 60_000).toISOString(),
            freshness: 'stale',
            ...LEASES,
          },
        ],
      ],
      [0, [{ server: 'dhcp-a', observedAt: new Date(NOW).toISOString(), freshness: 'fresh', ...LEASES }]],
    ]);
    const twice = {
      size: 200,
      active: 40,
      ended: 2,
      free: 80,
      backup: 76,
      released: 2,
      abandoned: 2,
      reserved: 4,
    };
    const sum = { expired: 0, reset: 0, ...twice };
    expect(list?.leaseFiles).toEqual([
      {
        server: 'dhcp-a',
        path: '/var/lib/dhcp/dhcpd.leases',
        sizeBytes: 4_000_000_000,
        readAt: new Date(NOW).toISOString(),
        freshness: 'fresh',
        rewrittenAt: null,
        ...counts,
        subnets: [{ sharedNetwork: 'lan', subnet: '10.66.1.0/24', ...sum }],
        sharedNetworks: [{ name: 'lan', ...sum }],
        total: sum,
      },
    ]);
    const answer = { now: new Date(NOW).toISOString(), ...list };
    expect(poolListSchema.parse(answer)).toEqual(answer);
  });

  it('shows nothing of a lease file that is still being read for the first time', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const position = { path: '/var/lib/dhcp/dhcpd.leases', identity: '1:2', offset: 1_048_576, readAt: NOW };
    await db.write(async (tx) => {
      await saveSource(tx, primaryId, health({ kind: 'leases' }));
      await saveLeasePosition(tx, primaryId, position);
    });
    expect((await db.read((tx) => listPools(tx, 'office', NOW)))?.leaseFiles).toEqual([]);
  });

  it('removes a pool when no source of any server knows it any more, and has it back with its history', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makeReadPair(db);
    const both = [pool(), OTHER];
    const keysAfter = async (
      serverId: number,
      pools: PoolSetting[],
      afterMs: number,
      source?: PoolSource,
    ) => {
      await readPools(db, pairId, serverId, pools, NOW + afterMs, source);
      return (await db.read((tx) => listPools(tx, 'office', NOW)))?.pools.map(({ key }) => key);
    };
    await keysAfter(primaryId, both, 0);
    await keysAfter(secondaryId, both, 1);
    await keysAfter(secondaryId, both, 1, 'leases');
    const all = [pool().key, OTHER.key];
    expect(await keysAfter(primaryId, [pool()], 2)).toEqual(all);
    expect(await keysAfter(secondaryId, [pool()], 3)).toEqual(all);
    expect(await keysAfter(secondaryId, [pool()], 4, 'leases')).toEqual([pool().key]);
    expect(await keysAfter(primaryId, both, 5)).toEqual(all);
    expect(await db.read((tx) => tx.poolSample.count({ where: { pool: { key: OTHER.key } } }))).toBe(4);
  });

  it('takes the word of a source that the settings no longer name for nothing', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makeReadPair(db);
    await readPools(db, pairId, secondaryId, [pool(), OTHER], NOW, 'leases');
    await db.write((tx) => tx.source.deleteMany({ where: { serverId: secondaryId, kind: 'leases' } }));
    await readPools(db, pairId, primaryId, [pool()], NOW + 1);
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.pools.map(({ key, leaseFile }) => [key, leaseFile])).toEqual([[pool().key, []]]);
  });

  it('keeps the order of the configuration, of which a source may know but a part', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makeReadPair(db);
    const [a, b, c] = ['a', 'b', 'c'].map((key) => pool({ key }));
    if (!a || !b || !c) throw new Error('three keys give three pools');
    const keysAfter = async (pools: PoolSetting[], afterMs: number, source: PoolSource) => {
      await readPools(db, pairId, primaryId, pools, NOW + afterMs, source);
      return (await db.read((tx) => listPools(tx, 'office', NOW)))?.pools.map(({ key }) => key);
    };
    await keysAfter([a, c], 0, 'omapi');
    expect(await keysAfter([a, b, c], 1, 'leases')).toEqual(['a', 'b', 'c']);
    expect(await keysAfter([a, c], 2, 'omapi')).toEqual(['a', 'b', 'c']);
    await keysAfter([c, a], 3, 'omapi');
    expect(await keysAfter([c, b, a], 4, 'leases')).toEqual(['c', 'b', 'a']);
  });

  it('keeps and removes more pools than a statement can name', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const many = Array.from({ length: 1_100 }, (_, index) => pool({ key: `lan/${index}` }));
    await readPools(db, pairId, primaryId, many, NOW);
    await readPools(db, pairId, primaryId, many, NOW + 1_000);
    const [first, ...others] = await db.read((tx) => tx.poolSample.findMany());
    expect([first?.count, others.length]).toEqual([2, 1_099]);
    await readPools(db, pairId, primaryId, many.slice(0, 1), NOW + 2_000);
    expect(await db.read((tx) => tx.pool.count({ where: { removedAt: null } }))).toBe(1);
  });

  it('calls no pool gone when only some could be read', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    await readPools(db, pairId, primaryId, [pool(), OTHER], NOW);
    const part = { serverId: primaryId, source: 'omapi', whole: false, now: NOW } as const;
    await db.write((tx) => savePools(tx, pairId, [pool()], part));
    expect((await db.read((tx) => listPools(tx, 'office', NOW)))?.pools).toHaveLength(2);
  });

  it('takes over what changed in a pool under its id', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const before = await readPools(db, pairId, primaryId, [pool()], NOW);
    const grown = pool({
      ranges: [{ low: '10.66.1.10', high: '10.66.1.209' }],
      addressCount: 200,
      peerName: null,
    });
    expect(await readPools(db, pairId, primaryId, [grown], NOW + 1)).toBe(before);
    const list = await db.read((tx) => listPools(tx, 'office', NOW));
    expect(list?.pools[0]).toMatchObject({ ranges: grown.ranges, addressCount: 200, peer: null });
  });
});

/** The pair `office`, both servers of which are asked for their pools in both ways. */
async function makeReadPair(db: Database) {
  const ids = await makePair(db);
  await db.write(async (tx) => {
    for (const serverId of [ids.secondaryId, ids.primaryId]) {
      await saveSource(tx, serverId, health({ kind: 'pools', intervalMs: INTERVAL_MS }));
      await saveSource(tx, serverId, health({ kind: 'leases', intervalMs: INTERVAL_MS }));
    }
  });
  return ids;
}

/** One whole reading of one server, as the collector writes it; gives the id of the first pool. */
async function readPools(
  db: Database,
  pairId: number,
  serverId: number,
  pools: PoolSetting[],
  now: number,
  source: PoolSource = 'omapi',
) {
  return db.write(async (tx) => {
    const ids = await savePools(tx, pairId, pools, { serverId, source, whole: true, now });
    await recordPoolSamples(tx, readingOf([...ids.values()], { serverId, observedAt: now }, source));
    return [...ids.values()][0] ?? 0;
  });
}

function readingOf(
  poolIds: number[],
  place: Pick<PoolReadings, 'serverId' | 'observedAt'>,
  source: PoolSource,
): PoolReadings {
  const base = { ...place, intervalMs: INTERVAL_MS };
  return source === 'omapi'
    ? { ...base, source, pools: poolIds.map((poolId) => ({ poolId, values: COUNTERS })) }
    : { ...base, source, pools: poolIds.map((poolId) => ({ poolId, values: LEASES })) };
}

async function saveLeaseFile(
  db: Database,
  serverId: number,
  { identity, counts }: { identity: string | null; counts: object },
): Promise<void> {
  const path = '/var/lib/dhcp/dhcpd.leases';
  const columns = { path, identity, offset: 4_000_000_000, sizeBytes: 4_000_000_000, readAt: new Date(NOW) };
  await db.write((tx) => tx.leaseFile.create({ data: { serverId, ...columns, counts: jsonColumn(counts) } }));
}
