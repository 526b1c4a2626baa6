import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRange, spanOf, type TimeRange, writeRange } from './range.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR_MS = 3_600_000;

it.each([
  [{ last: '15m' }, { lastMs: 15 * 60_000 }],
  [{ last: '24h' }, { lastMs: 24 * HOUR_MS }],
  [{ last: '90d' }, { lastMs: 90 * 24 * HOUR_MS }],
  [
    { from: '2026-11-20T00:00:00Z', to: String(NOW) },
    { from: NOW - 36 * HOUR_MS, to: NOW },
  ],
])('reads %j', (search, range) => {
  expect(readRange(search)).toEqual(range);
});

it.each([
  {},
  { last: '0m' },
  { last: '3y' },
  { last: '999d' },
  { last: ['1h', '2h'] },
  { from: '2026-11-21T00:00:00Z' },
  { from: '2026-11-22T00:00:00Z', to: '2026-11-21T00:00:00Z' },
  { from: 'yesterday', to: 'today' },
])('has no range for %j', (search) => {
  expect(readRange(search)).toBeNull();
});

it('reads back what it writes', () => {
  const minutes = fc.integer({ min: 1, max: 500_000 });
  const ranges: fc.Arbitrary<TimeRange> = fc.oneof(
    minutes.map((count) => ({ lastMs: count < 9_999 ? count * 60_000 : Math.ceil(count / 60) * HOUR_MS })),
    fc
      .tuple(fc.integer({ min: 0, max: NOW }), minutes)
      .map(([from, length]) => ({ from, to: from + length * 60_000 })),
  );
  fc.assert(
    fc.property(ranges, (range) => {
      expect(readRange(writeRange(range))).toEqual(range);
    }),
  );
});

it('covers what was until now, or always the same', () => {
  expect(spanOf({ lastMs: HOUR_MS }, NOW)).toEqual({ from: NOW - HOUR_MS, to: NOW });
  expect(spanOf({ from: 1, to: 2 }, NOW)).toEqual({ from: 1, to: 2 });
});
