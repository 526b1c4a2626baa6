import { expect, it } from 'vitest';
import { leaseAtSchema, leaseHistorySchema } from '../contracts/lease.ts';
import { leaseHistoryQuerySchema, leaseQuerySchema } from '../contracts/lease-query.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { leaseAt, leaseHistory } from './lease-history.ts';
import { address, bareRecord, leaseRecord, NOW_SECONDS, save } from './testing/leases.ts';
import { makePair, NOW } from './testing/samples.ts';

const A = address('10.66.1.10');
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const ANNA = '00:50:56:00:00:0a';
const BEN = '00:50:56:00:00:0b';

/** Anna had it from 600 to 300 s ago, Ben has it since 90 s, as the primary knows; the secondary knows Ben alone. */
async function makeStays(db: Database) {
  const { primaryId, secondaryId } = await makePair(db);
  const t = NOW_SECONDS;
  const ben = leaseRecord({ hardware: BEN, clientId: null, hostname: 'ben', starts: t - 90, ends: t + 60 });
  await save(db, primaryId, [
    leaseRecord({ hardware: ANNA, clientId: null, hostname: 'anna', starts: t - 600 }),
    leaseRecord({ hardware: ANNA, clientId: null, hostname: 'anna', state: 'released', ends: t - 300 }),
    bareRecord({ starts: t - 240 }),
    ben,
  ]);
  await save(db, secondaryId, [ben]);
}

describeOnEngines('the history of an address', (engine) => {
  it('tells who had it, the present stays first, page by page', async () => {
    const { db } = await engine.open();
    await makeStays(db);
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = leaseHistoryQuerySchema.parse({ limit: 2, ...(cursor && { cursor }) });
      const history: Awaited<ReturnType<typeof leaseHistory>> = await db.read((tx) =>
        leaseHistory(tx, 'office', A, query),
      );
      if ('unknown' in history) throw new Error('the pair is unknown');
      const answer = { now: iso(NOW_SECONDS), ...history };
      expect(leaseHistorySchema.parse(answer)).toEqual(answer);
      pages.push(
        history.stays.map(({ server, state, hostname, from, until }) =>
          [server, state, hostname, ...[from, until].map(secondsAgo)].join(' '),
        ),
      );
      cursor = history.nextCursor;
    }
    expect(pages).toEqual([
      [
        'dhcp-a active ben 90 -',
        'dhcp-b active ben 90 -',
        'dhcp-a free  240 90',
        'dhcp-a released anna 300 240',
      ],
      ['dhcp-a active anna 600 300'],
    ]);
  });

  it('is empty for an address nobody had, and unknown for a pair nobody knows', async () => {
    const { db } = await engine.open();
    await makeStays(db);
    const query = leaseHistoryQuerySchema.parse({});
    expect(await db.read((tx) => leaseHistory(tx, 'office', A + 1, query))).toMatchObject({
      stays: [],
      nextCursor: null,
    });
    const beyond = leaseHistoryQuerySchema.parse({ cursor: '999999999999999.1' });
    expect(await db.read((tx) => leaseHistory(tx, 'office', A, beyond))).toMatchObject({ nextCursor: null });
    expect(await db.read((tx) => leaseHistory(tx, 'nowhere', A, query))).toEqual({ unknown: 'pair' });
  });
});

describeOnEngines('who had an address', (engine) => {
  it.each<[string, string, string[][]]>([
    ['at the second a stay begins', isoSeconds(600), [['anna'], []]],
    ['just before the first that is known', isoSeconds(601), [[], []]],
    ['in the last second of a stay', isoSeconds(301), [['anna'], []]],
    ['at the second a stay ends', isoSeconds(300), [['anna released'], []]],
    ['while nobody had it', isoSeconds(200), [['nobody'], []]],
    ['now', isoSeconds(0), [['ben'], ['ben']]],
    ['in a minute in which it changed hands', minuteOf(100), [['nobody', 'ben'], ['ben']]],
    ['in the minute before the release', minuteOf(301), [['anna'], []]],
    ['long before dhcpd', '1900-01-01T00:00Z', [[], []]],
    ['long after dhcpd’s last second', '2040-01-01T00:00Z', [['ben'], ['ben']]],
  ])('%s', async (_, at, expected) => {
    const { db } = await engine.open();
    await makeStays(db);
    const { at: moment } = leaseQuerySchema.parse({ ip: '10.66.1.10', at });
    if (!moment) throw new Error('no moment was read');
    const found = await db.read((tx) => leaseAt(tx, 'office', A, { moment, server: null }));
    if ('unknown' in found) throw new Error('the pair is unknown');
    const answer = { now: iso(NOW_SECONDS), ...found };
    expect(leaseAtSchema.parse(answer)).toEqual(answer);
    expect(
      found.servers.map(({ stays }) =>
        stays.map(
          ({ hostname, state }) => `${hostname ?? 'nobody'}${state === 'released' ? ' released' : ''}`,
        ),
      ),
    ).toEqual(expected);
    expect(found.servers.map(({ knownSince }) => secondsAgo(knownSince))).toEqual(['600', '90']);
  });

  it('is told of one server alone when that is asked', async () => {
    const { db } = await engine.open();
    await makeStays(db);
    const moment = { fromMs: NOW, untilMs: NOW + 1000 };
    const of = (server: string) => db.read((tx) => leaseAt(tx, 'office', A, { moment, server }));
    expect(await of('dhcp-b')).toMatchObject({
      servers: [{ server: 'dhcp-b', stays: [{ hostname: 'ben' }] }],
    });
    expect(await of('dhcp-c')).toEqual({ unknown: 'server' });
  });
});

function isoSeconds(ago: number): string {
  return iso(NOW_SECONDS - ago);
}

function minuteOf(ago: number): string {
  return `${isoSeconds(ago).slice(0, 16)}Z`;
}

function secondsAgo(time: string | null): string {
  return time === null ? '-' : String(NOW_SECONDS - Date.parse(time) / 1000);
}
