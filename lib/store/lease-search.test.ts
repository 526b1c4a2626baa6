import { expect, it } from 'vitest';
import { formatIpv4, parseIpv4 } from '../contracts/ipv4.ts';
import { leaseListSchema } from '../contracts/lease.ts';
import { LEASE_STATES, matchesLease } from '../contracts/lease-filter.ts';
import { type LeaseQuery, leaseQuerySchema } from '../contracts/lease-query.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';
import { type Read, searchLeases } from './lease-search.ts';
import { syncPairs } from './pairs.ts';
import { savePools } from './pools.ts';
import { saveSource } from './sources.ts';
import { address, bareRecord, leaseRecord, NOW_SECONDS, save } from './testing/leases.ts';
import { health, makePair, NOW, OFFICE, pool } from './testing/samples.ts';

function query(changes: Record<string, string> = {}): LeaseQuery {
  return leaseQuerySchema.parse(changes);
}

const reading =
  (db: Database): Read =>
  (fn) =>
    db.read((tx) => fn(tx, db.engine));

async function search(db: Database, changes: Record<string, string> = {}) {
  const answer = await searchLeases(reading(db), 'office', query(changes), NOW);
  if ('unknown' in answer) throw new Error(`${answer.unknown} is unknown`);
  return answer;
}

/** The addresses of all pages. */
async function searchAll(db: Database, changes: Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof search>> = await search(db, {
      ...changes,
      ...(cursor && { cursor }),
    });
    found.push(...page.leases.map((lease) => lease.address));
    cursor = page.nextCursor;
  }
  return found;
}

/** The pair `office` with both lease files read to their end. */
async function makeReadPair(db: Database) {
  const pair = await makePair(db);
  const leases = health({ kind: 'leases' });
  await db.write(async (tx) => {
    for (const serverId of [pair.primaryId, pair.secondaryId]) await saveSource(tx, serverId, leases);
  });
  return pair;
}

describeOnEngines('a search of leases', (engine) => {
  it('shows the leases of both servers side by side, and what of one is missing', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makeReadPair(db);
    const details = { agentOptions: { 'circuit-id': 'eth0/1' }, variables: { n: 3 }, billingClass: 'gold' };
    await save(db, primaryId, [leaseRecord({ ends: 0x7fffffff, tsfp: NOW_SECONDS, ...details })]);
    await save(db, secondaryId, [
      leaseRecord({ ends: NOW_SECONDS - 1, hostname: null, address: address('10.66.1.11') }),
    ]);
    const list = await search(db);
    const answer = {
      now: new Date(NOW).toISOString(),
      readAs: null,
      hashed: { macs: false, names: false },
      ...list,
    };
    expect(leaseListSchema.parse(answer)).toEqual(answer);
    const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
    const file = { readAt: iso(NOW_SECONDS), freshness: 'fresh', failure: null, intervalMs: 2000 };
    expect(list).toMatchObject({
      files: [
        { server: 'dhcp-a', role: 'primary', ...file },
        { server: 'dhcp-b', role: 'secondary', ...file },
      ],
      nextCursor: null,
      leases: [
        {
          address: '10.66.1.10',
          differ: true,
          records: [
            {
              server: 'dhcp-a',
              missing: null,
              lease: {
                ...details,
                state: 'active',
                ended: false,
                hostname: 'Reception-PC',
                starts: iso(NOW_SECONDS - 600),
                ends: 'never',
                tsfp: iso(NOW_SECONDS),
                atsfp: null,
                since: iso(NOW_SECONDS - 600),
                observedAt: iso(NOW_SECONDS),
              },
            },
            { server: 'dhcp-b', missing: 'no-block', lease: null },
          ],
        },
        {
          address: '10.66.1.11',
          records: [
            { missing: 'no-block' },
            { lease: { ended: true, agentOptions: {}, billingClass: null } },
          ],
        },
      ],
    });
  });

  it('calls different what differs in state or holder, where both files were read', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makeReadPair(db);
    const pairs: [LeaseRecord | null, LeaseRecord | null, boolean][] = [
      [leaseRecord(), leaseRecord({ starts: 1, ends: 2, hostname: null, tstp: null }), false],
      [leaseRecord(), leaseRecord({ state: 'expired' }), true],
      [leaseRecord(), leaseRecord({ clientId: null }), true],
      [bareRecord({ state: 'backup' }), bareRecord({ state: 'free' }), true],
      [bareRecord(), null, false],
      [null, bareRecord({ state: 'backup' }), true],
      [null, leaseRecord({ state: 'free' }), true],
    ];
    for (const [number, [one, other]] of pairs.entries()) {
      const at = { address: address('10.66.1.10') + number };
      if (one) await save(db, primaryId, [{ ...one, ...at }]);
      if (other) await save(db, secondaryId, [{ ...other, ...at }]);
    }
    expect((await search(db)).leases.map(({ differ }) => differ)).toEqual(
      pairs.map(([, , differ]) => differ),
    );
    const differing = pairs.flatMap(([, , differ], number) => (differ ? [`10.66.1.${10 + number}`] : []));
    expect(await searchAll(db, { differ: 'true', limit: '2' })).toEqual(differing);
    expect(await searchAll(db, { differ: 'true', state: 'expired' })).toEqual(['10.66.1.11']);
    expect(await searchAll(db, { differ: 'true', server: 'dhcp-a' })).toEqual(differing.slice(0, 3));

    await db.write((tx) => saveSource(tx, secondaryId, health({ kind: 'leases', lastSuccessAt: null })));
    expect(await search(db, { differ: 'true' })).toMatchObject({
      files: [{ freshness: 'fresh' }, { server: 'dhcp-b', freshness: 'never', readAt: null }],
      leases: [],
    });
    const { leases } = await search(db, { ip: '10.66.1.14' });
    expect(leases).toMatchObject([{ differ: false, records: [{}, { lease: null, missing: 'not-read' }] }]);
  });

  it('finds what the filter means, on every page once and in order', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makeReadPair(db);
    const leases = [sampleLeases(1), sampleLeases(2)] as const;
    await save(db, primaryId, leases[0]);
    await save(db, secondaryId, leases[1]);
    let fruitless = 0;
    for (const parameters of FILTERS) {
      const { filter } = query(parameters);
      const fitting = (records: LeaseRecord[]) =>
        records.filter((record) => matchesLease(filter, record, NOW_SECONDS)).map((record) => record.address);
      const servers = parameters.server ? [leases[0]] : leases;
      const expected = [...new Set(servers.flatMap(fitting))].sort((a, b) => a - b).map(formatIpv4);
      if (expected.length === 0) fruitless += 1;
      expect(await searchAll(db, { ...parameters, limit: '7' }), JSON.stringify(parameters)).toEqual(
        expected,
      );
      expect(await searchAll(db, { ...parameters, limit: '200' }), JSON.stringify(parameters)).toEqual(
        expected,
      );
    }
    expect(fruitless).toBe(3); // three that are meant to find nothing
  });

  it('keeps to the ranges of a pool', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makeReadPair(db);
    const ranges = [
      { low: '10.66.9.0', high: '10.66.9.1' },
      { low: '10.66.1.11', high: '10.66.1.12' },
    ];
    const read = { serverId: primaryId, source: 'leases', whole: true, now: NOW } as const;
    const ids = await db.write((tx) => savePools(tx, pairId, [pool({ ranges })], read));
    const id = String(ids.get(pool().key));
    const addresses = ['10.66.1.10', '10.66.1.11', '10.66.1.12', '10.66.1.13', '10.66.9.1'];
    await save(
      db,
      primaryId,
      addresses.map((dotted) => leaseRecord({ address: address(dotted) })),
    );
    expect(await searchAll(db, { pool: id, limit: '1' })).toEqual(['10.66.1.11', '10.66.1.12', '10.66.9.1']);
    expect(await searchAll(db, { pool: id, ip: '10.66.1.12/31' })).toEqual(['10.66.1.12']);
  });

  it('says what it does not know', async () => {
    const { db } = await engine.open();
    await makeReadPair(db);
    const ask = (name: string, changes: Record<string, string>) =>
      searchLeases(reading(db), name, query(changes), NOW);
    expect(await ask('nowhere', {})).toEqual({ unknown: 'pair' });
    expect(await ask('office', { pool: '99' })).toEqual({ unknown: 'pool' });
    expect(await ask('office', { server: 'dhcp-c' })).toEqual({ unknown: 'server' });
    await db.write((tx) => syncPairs(tx, [{ ...OFFICE, name: 'other' }], NOW));
    expect(await ask('office', {})).toEqual({ unknown: 'pair' });
  });
});

/** Leases of all kinds, close together and far apart, at both ends of the address space. */
function sampleLeases(seed: number): LeaseRecord[] {
  const starts = ['0.0.0.0', '10.66.1.250', '10.66.3.250', '10.80.0.0', '255.255.255.200'];
  let state = seed;
  const random = (below: number) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
  return starts.flatMap((start) =>
    Array.from({ length: 40 }, (_, number) => number)
      .filter(() => random(4) > 0)
      .map((number) => {
        const mac = `00:50:56:${['0a', 'a0', 'ff'][random(3)]}:0${random(10)}:${10 + random(90)}`;
        return leaseRecord({
          address: (parseIpv4(start) ?? 0) + number,
          state: LEASE_STATES[random(7)] as LeaseRecord['state'], // `ended` is the eighth
          ends: [null, NOW_SECONDS - 1, NOW_SECONDS, NOW_SECONDS + 60, 0x7fffffff][random(5)] ?? null,
          hardware: random(5) === 0 ? null : mac,
          clientId: [null, `01:${mac}`, '61:62:63', '00:61:62:63:64', 'ab:cd'][random(5)] ?? null,
          hostname: [null, 'Reception-PC', 'printer_2', 'printer-2', '100%', 'a!b\\c'][random(6)] ?? null,
        });
      }),
  );
}

const FILTERS: Record<string, string>[] = [
  {},
  { server: 'dhcp-a' },
  { ip: '10.66.1.255' },
  { ip: '10.66.0.0/22' },
  { ip: '10.66.2.0-255.255.255.210' },
  { mac: '00:50:56' },
  { mac: '00-50-56-0' },
  { mac: '0050.56ff' },
  { mac: 'ff' },
  { client: 'abc' },
  { client: '01:00:50:56:a' },
  { client: 'abcd' },
  { hostname: 'reception' },
  { hostname: 'PRINTER_' },
  { hostname: '%' },
  { hostname: '!b\\' },
  { hostname: 'nobody' },
  { q: 'Reception' },
  { q: 'printer_' },
  { q: 'printer' },
  { q: '*pc' },
  { q: '10%', as: 'hostname' },
  ...LEASE_STATES.map((state) => ({ state })),
  { state: 'ended', server: 'dhcp-a' },
  { state: 'active', hostname: 'printer', mac: '005056', ip: '10.0.0.0/8' },
  { client: 'abc', state: 'free' },
  { q: '00:50:56:ff' },
  { q: '1' },
];
