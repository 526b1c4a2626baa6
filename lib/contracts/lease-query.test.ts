import { describe, expect, it } from 'vitest';
import { allLeasesQuerySchema, leaseHistoryQuerySchema, leaseQuerySchema } from './lease-query.ts';
import { formatTimeCursor } from './parameter.ts';

const ALONE = { low: 0x0a420107, high: 0x0a420107 };

describe('leaseQuerySchema', () => {
  it.each([
    [{}, { filter: {}, limit: 50 }],
    [
      { q: '10.66.1.7', state: 'free' },
      { filter: { addresses: ALONE, state: 'free' }, readAs: 'ip' },
    ],
    [
      { q: 'facade', as: 'hostname', differ: 'true', format: 'csv' },
      { filter: { hostnameStart: 'facade' }, readAs: 'hostname', differ: true, format: 'csv' },
    ],
    [{ mac: ' 00-50-56 ' }, { filter: { hardware: '00:50:56' }, readAs: null }],
    [
      { ip: '10.66.1.7', hostname: 'PC', client: 'ab', limit: '200' },
      { filter: { addresses: ALONE, hostname: 'pc', clientIds: ['ab', '61:62', '00:61:62'] }, limit: 200 },
    ],
    [
      { pool: '3', server: 'dhcp-a', cursor: '10.66.1.7' },
      { pool: 3, server: 'dhcp-a', cursor: ALONE.low },
    ],
  ])('reads %j', (parameters, expected) => {
    expect(leaseQuerySchema.parse(parameters)).toMatchObject(expected);
  });

  it.each<[string, number, number]>([
    ['2026-05-04T13:37Z', Date.UTC(2026, 4, 4, 13, 37), 60_000],
    ['2026-05-04T13:37:05Z', Date.UTC(2026, 4, 4, 13, 37, 5), 1_000],
    ['2026-05-04T13:37:05.678Z', Date.UTC(2026, 4, 4, 13, 37, 5), 1_000],
    ['9999-12-31T23:58Z', Date.UTC(9999, 11, 31, 23, 58), 60_000],
    ['2026-05-04T15:37+02:00', Date.UTC(2026, 4, 4, 13, 37), 60_000],
  ])('reads the time %s', (at, fromMs, lengthMs) => {
    const query = leaseQuerySchema.parse({ ip: '10.66.1.7', server: 'dhcp-a', at });
    expect(query.at).toEqual({ fromMs, untilMs: fromMs + lengthMs });
  });

  it.each<[Record<string, string>, string, string]>([
    [{ ip: '10.66.1.300' }, 'ip', 'an address'],
    [{ ip: '' }, 'ip', 'an address'],
    [{ mac: 'printer' }, 'mac', 'a hardware address'],
    [{ client: '' }, 'client', 'a client identifier'],
    [{ q: '10.66.1.300' }, 'q', 'an address'],
    [{ q: 'printer', as: 'mac' }, 'q', 'a hardware address'],
    [{ as: 'mac' }, 'as', 'only beside q'],
    [{ differ: 'no' }, 'differ', 'true'],
    [{ format: 'xml' }, 'format', 'csv, json'],
    [{ hostname: 'x'.repeat(256) }, 'hostname', 'a hostname'],
    [{ state: 'busy' }, 'state', 'active, expired'],
    [{ hostname: 'a\0b' }, 'hostname', 'a hostname'],
    [{ pool: 'lan' }, 'pool', 'id of a pool'],
    [{ pool: '2147483648' }, 'pool', 'id of a pool'],
    [{ limit: '0' }, 'limit', 'from 1 to 200'],
    [{ cursor: '7' }, 'cursor', 'nextCursor'],
    [{ adress: '10.66.1.7' }, 'adress', 'one of the parameters q, as,'],
    [{ q: 'printer', mac: '00:50' }, 'q', 'no q beside'],
    [{ at: '2026-05-04T13:37Z' }, 'at', 'one address as ip'],
    [{ at: '2026-05-04T13:37Z', ip: '10.66.1.0/24' }, 'at', 'one address as ip'],
    [{ at: '2026-05-04T13:37Z', ip: '10.66.1.7', state: 'free' }, 'at', 'no other parameter'],
    [{ at: '2026-05-04T13:37', ip: '10.66.1.7' }, 'at', 'with its zone'],
    [{ at: '2026-13-04T13:37Z', ip: '10.66.1.7' }, 'at', 'with its zone'],
    [{ at: '9999-12-31T23:59Z', ip: '10.66.1.7' }, 'at', 'with its zone'],
    [{ at: '9999-12-31T23:00-01:00', ip: '10.66.1.7' }, 'at', 'with its zone'],
    [{ at: '0000-01-01T00:00+01:00', ip: '10.66.1.7' }, 'at', 'with its zone'],
  ])('tells what is wrong with %j', (parameters, path, expected) => {
    const issues = leaseQuerySchema.safeParse(parameters).error?.issues;
    expect(issues?.map((issue) => issue.path.join('.'))).toEqual([path]);
    expect(issues?.[0]?.message).toContain(expected);
  });
});

describe('allLeasesQuerySchema', () => {
  it('reads what can be asked of every pair alike, and refuses what only one has', () => {
    expect(allLeasesQuerySchema.parse({ q: '00:50', state: 'free' })).toMatchObject({
      filter: { hardware: '00:50', state: 'free' },
      readAs: 'mac',
      limit: 10,
    });
    for (const unknown of [{ pool: '3' }, { server: 'dhcp-a' }, { cursor: '10.66.1.7' }, { limit: '51' }])
      expect(allLeasesQuerySchema.safeParse(unknown).success, JSON.stringify(unknown)).toBe(false);
  });
});

describe('leaseHistoryQuerySchema', () => {
  it('reads the cursor it gave', () => {
    const cursor = { at: 1_763_720_000, id: 12 };
    expect(leaseHistoryQuerySchema.parse({ cursor: formatTimeCursor(cursor) })).toEqual({
      limit: 50,
      cursor,
    });
    expect(leaseHistoryQuerySchema.safeParse({ cursor: '12' }).success).toBe(false);
    expect(leaseHistoryQuerySchema.safeParse({ cursor: '12.2147483648' }).success).toBe(false);
  });
});
