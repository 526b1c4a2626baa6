import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BINDING_STATES } from '../contracts/lease-filter.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';
import { pruneLeaseSpans } from './lease-spans.ts';
import { leaseHashes, removeLeases, saveLeases } from './leases.ts';
import { address, bareRecord, hashed, leaseRecord, NOW_SECONDS, save } from './testing/leases.ts';
import { makePair, NOW } from './testing/samples.ts';

const A = address('10.66.1.10');
const B = address('10.66.1.11');

/** The leases and stays of all servers, without what is the database's own. */
async function stored(db: Database) {
  return await db.read(async (tx) => ({
    leases: await tx.lease.findMany({ orderBy: [{ serverId: 'asc' }, { address: 'asc' }] }),
    spans: (await tx.leaseSpan.findMany({ orderBy: { id: 'asc' } })).map(({ id: _, ...span }) => span),
  }));
}

describeOnEngines('leases', (engine) => {
  it('keeps the last block of an address with all it says', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const record = leaseRecord({
      ends: 0x7fffffff,
      reserved: true,
      agentOptions: { 'circuit-id': 'eth0/1' },
      variables: { count: 3, known: true },
      billingClass: 'gold',
    });
    await save(db, primaryId, [leaseRecord({ starts: 1, hostname: null }), record]);
    const { leases } = await stored(db);
    expect(leases).toEqual([
      {
        serverId: primaryId,
        address: BigInt(A),
        slice: Math.floor(A / 1024),
        state: 'active',
        nextState: 'expired',
        rewindState: 'free',
        startsSeconds: record.starts,
        endsSeconds: 0x7fffffff,
        tstpSeconds: record.tstp,
        tsfpSeconds: null,
        atsfpSeconds: null,
        clttSeconds: record.cltt,
        reserved: true,
        bootp: false,
        hardwareType: 'ethernet',
        hardware: '00:50:56:ab:cd:01',
        clientId: '01:00:50:56:ab:cd:01',
        hostname: 'Reception-PC',
        hostnameKey: 'reception-pc',
        vendorClass: 'MSFT 5.0',
        details: JSON.stringify({
          agentOptions: record.agentOptions,
          variables: record.variables,
          billingClass: 'gold',
        }),
        sinceSeconds: 1,
        hash: BigInt(hashed(record)[0]?.hash ?? 0),
        observedAt: new Date(NOW),
      },
    ]);
  });

  it('keeps the highest address, the largest hash and texts no database likes', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const record = leaseRecord({
      address: 0xffffffff,
      hostname: 'a\0"\\%_\ud800\u{1f5a8}',
      vendorClass: '\udc00',
    });
    const hash = Number.MAX_SAFE_INTEGER;
    await db.write((tx) => saveLeases(tx, primaryId, [{ record, hash }], { observedAt: NOW, known: false }));
    const [lease] = (await stored(db)).leases;
    expect(lease).toMatchObject({ address: 0xffffffffn, hash: BigInt(hash), vendorClass: '\ufffd' });
    expect(lease?.hostname).toBe('a\ufffd"\\%_\ufffd\u{1f5a8}');
  });

  it('writes one stay for each change of holder or state, and none for renewals', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const t = NOW_SECONDS - 10_000;
    const other = { hardware: '00:50:56:ab:cd:02', clientId: null, hostname: null };
    await save(db, primaryId, [
      bareRecord({ state: 'backup', starts: t }),
      leaseRecord({ starts: t + 100, ends: t + 200 }),
      leaseRecord({ starts: t + 150, ends: t + 250, hostname: 'renamed' }),
    ]);
    await save(db, secondaryId, [leaseRecord({ starts: t + 100 })]);
    await save(db, primaryId, [
      leaseRecord({ state: 'expired', starts: t + 150, ends: t + 250 }),
      leaseRecord({ ...other, starts: t + 300, ends: t + 400 }),
    ]);
    const { leases, spans } = await stored(db);
    const former = { serverId: primaryId, address: BigInt(A) };
    const first = { hardware: '00:50:56:ab:cd:01', clientId: '01:00:50:56:ab:cd:01' };
    expect(spans).toEqual([
      {
        ...former,
        state: 'backup',
        hardware: null,
        clientId: null,
        hostname: null,
        fromSeconds: t,
        untilSeconds: t + 100,
      },
      {
        ...former,
        ...first,
        state: 'active',
        hostname: 'renamed',
        fromSeconds: t + 100,
        untilSeconds: t + 250,
      },
      {
        ...former,
        ...first,
        state: 'expired',
        hostname: 'Reception-PC',
        fromSeconds: t + 250,
        untilSeconds: t + 300,
      },
    ]);
    expect(leases.map(({ serverId, sinceSeconds }) => [serverId, sinceSeconds])).toEqual([
      [primaryId, t + 300],
      [secondaryId, t + 100],
    ]);
  });

  it('changes nothing when it is given what it has, so that a restart may go back a step', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const batch = [
      leaseRecord({ starts: NOW_SECONDS - 900 }),
      leaseRecord({ state: 'expired', ends: NOW_SECONDS - 800 }),
      bareRecord({ address: B }),
      leaseRecord({ starts: NOW_SECONDS - 700, hardware: '00:50:56:ab:cd:02' }),
    ];
    await save(db, primaryId, batch);
    const before = await stored(db);
    expect([before.leases.length, before.spans.length]).toEqual([2, 2]);
    await save(db, primaryId, batch, NOW + 60_000);
    expect(await stored(db)).toEqual(before);
    await save(
      db,
      primaryId,
      [...batch, leaseRecord({ state: 'released', ends: NOW_SECONDS })],
      NOW + 60_000,
    );
    expect((await stored(db)).spans.slice(2)).toMatchObject([{ state: 'active', untilSeconds: NOW_SECONDS }]);
  });

  it('ends the stay of a lease that the file has no more, and lets none that comes later begin before', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    await save(db, primaryId, [leaseRecord(), bareRecord({ address: B })]);
    await save(db, secondaryId, [leaseRecord()]);
    await db.write((tx) => removeLeases(tx, primaryId, [A, B], { observedAt: NOW }));
    await save(db, primaryId, [leaseRecord({ starts: NOW_SECONDS - 300 })], NOW + 5000);
    const { leases, spans } = await stored(db);
    expect(spans).toMatchObject([{ fromSeconds: NOW_SECONDS - 600, untilSeconds: NOW_SECONDS }]);
    expect(leases.map(({ serverId, sinceSeconds }) => [serverId, sinceSeconds])).toEqual([
      [primaryId, NOW_SECONDS],
      [secondaryId, NOW_SECONDS - 600],
    ]);
  });

  it.each(['one after the other', 'at once'])(
    'begins a stay when its block says, though the one before was dated by a clock that is ahead: read %s',
    async (reading) => {
      const { db } = await engine.open();
      const { primaryId } = await makePair(db);
      const t = NOW_SECONDS;
      // The server's clock is 90 s behind ours: what says no time of its own is seen to begin after what follows it.
      const blocks = [
        leaseRecord({ starts: t - 600, ends: t - 300 }),
        leaseRecord({ state: 'abandoned', starts: t - 600, ends: t + 9_000 }),
        leaseRecord({ starts: t - 80, ends: t + 500, hardware: '00:50:56:ab:cd:02' }),
        leaseRecord({ state: 'released', starts: t - 80, ends: t - 40, hardware: '00:50:56:ab:cd:02' }),
      ];
      if (reading === 'at once') await save(db, primaryId, blocks);
      else for (const block of blocks) await save(db, primaryId, [block]);
      const { leases, spans } = await stored(db);
      expect(leases.map(({ state, sinceSeconds }) => [state, sinceSeconds - t])).toEqual([['released', -40]]);
      expect(
        spans.map(({ state, fromSeconds, untilSeconds }) => [state, fromSeconds - t, untilSeconds - t]),
      ).toEqual([
        ['active', -600, -80],
        ['active', -80, -40],
      ]);
    },
  );

  it('keeps no stay that lasted no second', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const at = NOW_SECONDS - 60;
    await save(db, primaryId, [
      leaseRecord({ starts: at - 60 }),
      leaseRecord({ state: 'released', ends: at }),
      leaseRecord({ starts: at, hardware: '00:50:56:ab:cd:02' }),
    ]);
    expect((await stored(db)).spans.map(({ state }) => state)).toEqual(['active']);
  });

  it('saves, looks up and removes more at once than an engine takes parameters', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const many = (changes: Partial<LeaseRecord>) =>
      Array.from({ length: 33_000 }, (_, number) => leaseRecord({ address: A + number, ...changes }));
    await save(db, primaryId, many({}));
    await save(db, primaryId, many({ state: 'expired', ends: NOW_SECONDS }));
    const counts = () => db.read(async (tx) => [await tx.lease.count(), await tx.leaseSpan.count()]);
    expect(await counts()).toEqual([33_000, 33_000]);
    const addresses = many({}).map((record) => record.address);
    await db.write((tx) => removeLeases(tx, primaryId, addresses, { observedAt: NOW + 1_000 }));
    expect(await counts()).toEqual([0, 66_000]);
    const all = { beforeSeconds: NOW_SECONDS + 2, limit: 66_000 };
    expect(await db.write((tx) => pruneLeaseSpans(tx, all))).toBe(66_000);
  });

  it('pages the hashes it has of one server by address', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const records = [0, 1, 2, 3].map((number) => leaseRecord({ address: number * 2 ** 30 }));
    await save(db, primaryId, records.toReversed());
    await save(db, secondaryId, [leaseRecord()]);
    const page = (after: number | null) => db.read((tx) => leaseHashes(tx, primaryId, { after, limit: 3 }));
    const expected = hashed(...records).map(({ record, hash }) => ({ address: record.address, hash }));
    expect(await page(null)).toEqual(expected.slice(0, 3));
    expect(await page(expected[2]?.address ?? null)).toEqual(expected.slice(3));
  });

  it('forgets the oldest stays first, a few at a time', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const holders = [3, 1, 2, 5, 4].map((hours, number) => ({ hours, address: A + number }));
    await save(
      db,
      primaryId,
      holders.map(({ address }) => leaseRecord({ address, starts: NOW_SECONDS - 86_400 })),
    );
    await save(
      db,
      primaryId,
      holders.map(({ address, hours }) =>
        leaseRecord({ address, state: 'released', ends: NOW_SECONDS - hours * 3600 }),
      ),
    );
    const prune = () =>
      db.write((tx) => pruneLeaseSpans(tx, { beforeSeconds: NOW_SECONDS - 2 * 3600, limit: 2 }));
    expect(await prune()).toBe(2);
    expect((await stored(db)).spans.map(({ address }) => Number(address) - A)).toEqual([0, 1, 2]);
    expect(await prune()).toBe(1);
    expect(await prune()).toBe(0);
  });
});

const seconds = fc.oneof(fc.constantFrom(null, 0x7fffffff), fc.integer({ min: 1, max: 60 }));

const block = fc.record({
  address: fc.constantFrom(A, B),
  state: fc.constantFrom(...BINDING_STATES),
  starts: seconds,
  ends: seconds,
  hardware: fc.constantFrom(null, null, '00:50:56:ab:cd:01', '00:50:56:ab:cd:02'),
  clientId: fc.constantFrom(null, null, '01:02'),
});

type Who = { state: string; hardware: string | null; clientId: string | null };

const keyOf = ({ state, hardware, clientId }: Who) => [state, hardware, clientId];

/** Who had an address in which state, one after the other, going by the blocks alone. */
function reckonedStays(blocks: LeaseRecord[], of: number): unknown[] {
  const changes = blocks
    .filter((block) => block.address === of)
    .filter((block, at, all) => at === 0 || !isDeepStrictEqual(keyOf(block), keyOf(all[at - 1] ?? block)));
  const isBare = (block: LeaseRecord | undefined) => block?.hardware === null && block.clientId === null;
  return changes.filter((block, at) => !(isBare(block) && isBare(changes[at + 1]))).map(keyOf);
}

/** The last of `all` and what of `some` is found before it in the same order. */
function inOrderAmong(all: unknown[], some: unknown[]): unknown[] {
  const rest = [...some.slice(0, -1)];
  const found = all
    .slice(0, -1)
    .filter((each) => isDeepStrictEqual(each, rest[0]) && rest.shift() !== undefined);
  return [...found, ...all.slice(-1)];
}

describeOnEngines('any sequence of blocks', (engine) => {
  it('gives stays that follow each other, and the same again when the last are saved again', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(block, { maxLength: 5 }), { maxLength: 5 }), async (batches) => {
        await db.write(async (tx) => {
          await tx.lease.deleteMany();
          await tx.leaseSpan.deleteMany();
        });
        let line = 0;
        const numbered = batches.map((batch) =>
          batch.map((changes) => leaseRecord({ ...changes, line: ++line })),
        );
        for (const batch of numbered) await save(db, primaryId, batch);
        const { leases, spans } = await stored(db);
        for (const of of [A, B]) {
          const lease = leases.find((row) => Number(row.address) === of);
          const former = spans.filter((row) => Number(row.address) === of);
          // What lasted no second is left out, so that some of those that were reckoned may be missing.
          const told = [...former, ...(lease ? [lease] : [])].map(keyOf);
          expect(inOrderAmong(reckonedStays(numbered.flat(), of), told)).toEqual(told);
          expect(former.filter(({ fromSeconds, untilSeconds }) => fromSeconds >= untilSeconds)).toEqual([]);
          const marks = former.flatMap(({ fromSeconds, untilSeconds }) => [fromSeconds, untilSeconds]);
          const times = [...marks, lease?.sinceSeconds ?? Number.POSITIVE_INFINITY];
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
        await save(db, primaryId, numbered.at(-1) ?? []);
        expect(await stored(db)).toEqual({ leases, spans });
      }),
      { numRuns: 60 },
    );
  });
});
