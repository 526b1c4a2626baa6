import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBsdStamp, readIsoStamp, readJournalStamp } from './stamps.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());
const BERLIN = 'Europe/Berlin';

describe('a stamp without year', () => {
  test.each([
    ['Nov 21 10:32:55', '2026-11-21T10:33:00Z', 'UTC', '2026-11-21T10:32:55.000Z'],
    ['Nov  1 10:32:55', '2026-11-21T10:33:00Z', 'UTC', '2026-11-01T10:32:55.000Z'],
    ['Nov 21 10:32:55', '2026-11-21T10:33:00Z', BERLIN, '2026-11-21T09:32:55.000Z'],
    ['Jul 21 10:32:55', '2026-11-21T10:33:00Z', BERLIN, '2026-07-21T08:32:55.000Z'],
    // New year, from either side.
    ['Dec 31 23:59:59', '2027-01-01T00:00:05Z', 'UTC', '2026-12-31T23:59:59.000Z'],
    ['Jan  1 00:00:30', '2026-12-31T23:59:00Z', 'UTC', '2027-01-01T00:00:30.000Z'],
    ['Jan  1 00:30:00', '2026-12-31T23:30:00Z', BERLIN, '2026-12-31T23:30:00.000Z'],
    // A server's clock may be some days ahead; much further ahead is last year's log.
    ['Nov 24 10:00:00', '2026-11-21T10:00:00Z', 'UTC', '2026-11-24T10:00:00.000Z'],
    ['Nov 30 10:00:00', '2026-11-21T10:00:00Z', 'UTC', '2025-11-30T10:00:00.000Z'],
    ['Feb 29 10:00:00', '2026-11-21T10:00:00Z', 'UTC', '2024-02-29T10:00:00.000Z'],
    ['Feb 29 10:00:00', '2103-01-01T00:00:00Z', 'UTC', '2096-02-29T10:00:00.000Z'],
    ['Dec 31 23:59:60', '2027-01-01T00:00:05Z', 'UTC', '2027-01-01T00:00:00.000Z'],
  ])('%s, read at %s in %s', (text, now, zone, expected) => {
    const stamp = readBsdStamp(text, { nowMs: at(now), zone });
    expect(iso(stamp?.atMs)).toBe(expected);
    expect(stamp).toMatchObject({ precisionMs: 1000, zone: 'assumed', year: 'assumed', ambiguous: false });
  });

  test.each([
    '',
    'Nov 21',
    'Nov 1 10:32:55',
    'nov 21 10:32:55',
    'Foo 21 10:32:55',
    'Nov 31 10:32:55',
    'Nov 21 24:00:00',
  ])('is not %s', (text) => {
    expect(readBsdStamp(text, { nowMs: at('2026-11-21T10:33:00Z'), zone: 'UTC' })).toBeNull();
  });
});

describe('when clocks are changed', () => {
  test('the hour that comes twice is the one nearer to now, and said to be doubtful', () => {
    const first = readBsdStamp('Oct 25 02:30:00', { nowMs: at('2026-10-25T00:30:02Z'), zone: BERLIN });
    const second = readBsdStamp('Oct 25 02:30:00', { nowMs: at('2026-10-25T01:30:02Z'), zone: BERLIN });
    expect([iso(first?.atMs), iso(second?.atMs)]).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    expect([first?.ambiguous, second?.ambiguous]).toEqual([true, true]);
    const offset = readIsoStamp('2026-10-25T02:30:00+02:00', {
      nowMs: at('2026-10-25T01:30:02Z'),
      zone: BERLIN,
    });
    expect(offset).toMatchObject({ atMs: at('2026-10-25T00:30:00Z'), ambiguous: false });
  });

  test.each([
    ['Oct 25 01:59:59', '2026-10-24T23:59:59.000Z'],
    ['Oct 25 03:00:00', '2026-10-25T02:00:00.000Z'],
  ])('%s, beside that hour, is sure', (text, expected) => {
    const stamp = readBsdStamp(text, { nowMs: at('2026-10-25T12:00:00Z'), zone: BERLIN });
    expect(iso(stamp?.atMs)).toBe(expected);
    expect(stamp?.ambiguous).toBe(false);
  });

  test('the hour left out counts from before the change', () => {
    const stamp = readBsdStamp('Mar 29 02:30:00', { nowMs: at('2026-03-29T12:00:00Z'), zone: BERLIN });
    expect(iso(stamp?.atMs)).toBe('2026-03-29T01:30:00.000Z');
  });

  test('every instant of a year is found again in every zone, unless its wall time comes twice', () => {
    const zones = fc.constantFrom(
      'UTC',
      BERLIN,
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    );
    const seconds = fc.integer({
      min: at('2026-01-01T00:00:00Z') / 1000,
      max: at('2026-12-31T23:59:59Z') / 1000,
    });
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const nowMs = second * 1000;
        const wall = new Date(nowMs).toLocaleString('sv-SE', { timeZone: zone });
        expect(readIsoStamp(wall, { nowMs, zone })?.atMs).toBe(nowMs);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a stamp with year', () => {
  const context = { nowMs: at('2026-11-21T10:33:00Z'), zone: BERLIN };
  test.each([
    ['2026-11-21T10:32:55.123456+01:00', '2026-11-21T09:32:55.123Z', 0.001, 'written'],
    ['2026-11-21T10:32:55.5-0330', '2026-11-21T14:02:55.500Z', 100, 'written'],
    ['2026-11-21T10:32:55Z', '2026-11-21T10:32:55.000Z', 1000, 'written'],
    ['2026-11-21T10:32:55', '2026-11-21T09:32:55.000Z', 1000, 'assumed'],
    ['2026-07-21 10:32:55,250', '2026-07-21T08:32:55.250Z', 1, 'assumed'],
    ['1999-12-31T23:59:60Z', '2000-01-01T00:00:00.000Z', 1000, 'written'],
  ])('%s', (text, expected, precisionMs, zone) => {
    const stamp = readIsoStamp(text, context);
    expect(iso(stamp?.atMs)).toBe(expected);
    expect(stamp?.precisionMs).toBeCloseTo(precisionMs, 9);
    expect(stamp).toMatchObject({ zone, year: 'written', ambiguous: false });
  });

  test.each([
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-21T10:32',
    '2026-11-21T10:32:55+1',
    '-',
  ])('is not %s', (text) => {
    expect(readIsoStamp(text, context)).toBeNull();
  });
});

test('the journal counts microseconds', () => {
  expect(readJournalStamp('1795253575123456')).toMatchObject({ atMs: 1_795_253_575_123, precisionMs: 0.001 });
  expect(readJournalStamp('')).toBeNull();
  expect(readJournalStamp('17e9')).toBeNull();
});

test('a zone that nobody knows is named with what was expected', () => {
  expect(() => readBsdStamp('Nov 21 10:32:55', { nowMs: 0, zone: 'Mars/Olympus' })).toThrow(
    'the time zone is "Mars/Olympus"; expected local or an IANA name such as Europe/Berlin',
  );
  expect(readBsdStamp('Nov 21 10:32:55', { nowMs: 0, zone: 'local' })).not.toBeNull();
});
