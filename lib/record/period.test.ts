import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { wallOf } from '../zone.ts';
import { daysIn, lastFullPeriod, periodAt } from './period.ts';

const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();
const BERLIN = 'Europe/Berlin';

test('a week begins on Monday, as clocks of the zone have it', () => {
  const week = periodAt('week', BERLIN, at('2026-11-22T12:00:00Z'));
  expect({ ...week, from: iso(week.from), until: iso(week.until) }).toEqual({
    kind: 'week',
    zone: BERLIN,
    name: '2026-W47',
    from: '2026-11-15T23:00:00.000Z',
    until: '2026-11-22T23:00:00.000Z',
  });
  expect(periodAt('week', 'UTC', at('2026-11-22T23:30:00Z')).name).toBe('2026-W47');
  expect(periodAt('week', BERLIN, at('2026-11-22T23:30:00Z')).name).toBe('2026-W48');
});

test.each([
  [BERLIN, '2026-03-25T12:00:00Z', 167],
  [BERLIN, '2026-10-21T12:00:00Z', 169],
  [BERLIN, '2026-10-28T12:00:00Z', 168],
  ['America/New_York', '2026-03-05T12:00:00Z', 167],
  ['America/New_York', '2026-10-29T12:00:00Z', 169],
  ['Australia/Lord_Howe', '2026-04-01T12:00:00Z', 168.5],
  ['UTC', '2026-03-25T12:00:00Z', 168],
])('the week of %s about %s has %d hours', (zone, about, hours) => {
  const { from, until } = periodAt('week', zone, at(about));
  expect((until - from) / HOUR_MS).toBe(hours);
});

test.each([
  ['2026-01-01T12:00:00Z', '2026-W01'],
  ['2025-12-29T00:00:00Z', '2026-W01'],
  ['2027-01-03T23:59:59Z', '2026-W53'],
  ['2027-01-04T00:00:00Z', '2027-W01'],
  ['2024-12-30T00:00:00Z', '2025-W01'],
])('%s is in week %s', (about, name) => {
  expect(periodAt('week', 'UTC', at(about)).name).toBe(name);
});

test('a month is as long as clocks of the zone have it', () => {
  const march = periodAt('month', BERLIN, at('2026-03-10T00:00:00Z'));
  expect([march.name, iso(march.from), iso(march.until)]).toEqual([
    '2026-03',
    '2026-02-28T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
  ]);
  const february = lastFullPeriod('month', BERLIN, at('2028-03-10T00:00:00Z'));
  expect([february.name, (february.until - february.from) / HOUR_MS]).toEqual(['2028-02', 29 * 24]);
});

test('a day whose midnight is left out begins when the clocks are put forward', () => {
  const days = daysIn(
    { from: at('2026-09-05T12:00:00Z'), until: at('2026-09-07T12:00:00Z') },
    'America/Santiago',
  );
  expect(days.map(({ day, from, until }) => [day, iso(from), iso(until)])).toEqual([
    ['2026-09-05', '2026-09-05T12:00:00.000Z', '2026-09-06T04:00:00.000Z'],
    ['2026-09-06', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ['2026-09-07', '2026-09-07T03:00:00.000Z', '2026-09-07T12:00:00.000Z'],
  ]);
});

describe('periods of any zone', () => {
  const zone = fc.constantFrom(
    BERLIN,
    'UTC',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Asia/Beirut',
  );
  const time = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') });
  const kind = fc.constantFrom('week' as const, 'month' as const);

  it('follow one upon the other without a gap, and hold the time they were asked for', () => {
    fc.assert(
      fc.property(kind, zone, time, (of, where, now) => {
        const period = periodAt(of, where, now);
        expect(period.from).toBeLessThanOrEqual(now);
        expect(period.until).toBeGreaterThan(now);
        expect(periodAt(of, where, period.until).from).toBe(period.until);
        expect(lastFullPeriod(of, where, now).until).toBe(period.from);
        const wall = new Date(wallOf(period.from, where));
        expect(of === 'week' ? wall.getUTCDay() : wall.getUTCDate()).toBe(1);
      }),
    );
  });

  it('fall into days that leave nothing out', () => {
    fc.assert(
      fc.property(kind, zone, time, (of, where, now) => {
        const period = periodAt(of, where, now);
        const days = daysIn(period, where);
        expect(days[0]?.from).toBe(period.from);
        expect(days.at(-1)?.until).toBe(period.until);
        for (const [index, { until }] of days.slice(0, -1).entries())
          expect(days[index + 1]?.from).toBe(until);
        expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
      }),
      { numRuns: 30 },
    );
  });
});
