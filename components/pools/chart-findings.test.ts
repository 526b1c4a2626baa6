import { expect, it } from 'vitest';
import type { ChartPoint, ChartSeries } from '../charts/chart.ts';
import { findingOfOwnFree, findingOfUse, gapWords } from './chart-findings.ts';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2025, 10, 21, 10, 42);
const READER = { now: NOW, zone: 'UTC', stepMs: 10 * MINUTE_MS };

/** One point every ten minutes, the last of them ending now. */
function points(values: readonly (number | null)[]): ChartPoint[] {
  return values.map((value, index) => ({ at: NOW - (values.length - index) * READER.stepMs, value }));
}

it.each([
  [[62, 62, 61, 62], 'Use stayed about 62 % now'],
  [[41, 50, 62], 'Use rose from 41 % at 10:12 UTC to 62 % now'],
  [[83, 60, 41], 'Use fell from 83 % at 10:12 UTC to 41 % now'],
  [[80, 41, 62], 'Use fell to 41 % at 10:22 UTC; 62 % now'],
  [[40, 83, 62], 'Use rose to 83 % at 10:22 UTC; 62 % now'],
  [[40, 83, 40], 'Use fell from 83 % at 10:22 UTC to 40 % now'],
  [[40, 83, 42], 'Use rose to 83 % at 10:22 UTC; 42 % now'],
  [[40, 100, 62], 'The pool was full at 10:22 UTC; 62 % now'],
  [[40, 100, 100], 'No address is left now: full since 10:22 UTC'],
  [[100, 100], 'No address is left now: full since 10:22 UTC'],
  [[41, 62, null, null, null, null], 'Use rose from 41 % at 09:42 UTC to 62 % when last read, at 09:52 UTC'],
  [[null, null], 'Use is not known: nothing was read in this time'],
  [[], 'Use is not known: nothing was read in this time'],
])('of %j says "%s"', (values, words) => {
  expect(findingOfUse(points(values), 100, READER)).toBe(words);
});

it('says the day of what was not today', () => {
  const tomorrow = { ...READER, now: NOW + 24 * 60 * MINUTE_MS };
  expect(findingOfUse(points([40, 83, 62]), 100, tomorrow)).toBe(
    'Use rose to 83 % at 21 Nov 10:22 UTC; 62 % when last read, at 21 Nov 10:32 UTC',
  );
});

const line = (name: string, values: readonly (number | null)[]): ChartSeries => ({
  key: name,
  name,
  look: 'ink',
  kind: 'line',
  points: points(values),
});

it('names the server that came near to having none', () => {
  const of = (a: (number | null)[], b: (number | null)[]) =>
    findingOfOwnFree([line('dhcp-a', a), line('dhcp-b', b)], 100, READER);
  expect(of([40, 30], [20, 25])).toBe('Each server kept at least 20 addresses of its own to give');
  expect(of([40, 30], [3, 25])).toBe('dhcp-b was down to 3 of its own at 10:22 UTC; 25 now');
  expect(of([0, 0], [20, 25])).toBe('dhcp-a had no address of its own left at 10:32 UTC; 0 now');
  expect(of([null], [12])).toBe('dhcp-b kept at least 12 addresses of its own to give');
  expect(of([null], [])).toMatch(/is not known/);
});

it('goes by the least of a point that stands for many readings', () => {
  const series = { ...line('dhcp-a', []), points: [{ at: NOW - MINUTE_MS, value: 40, low: 1, high: 60 }] };
  expect(findingOfOwnFree([series], 100, READER)).toBe(
    'dhcp-a was down to 1 of its own at 10:41 UTC; 40 now',
  );
});

it('says where nothing was read, the longest gap first', () => {
  expect(gapWords(points([1, 2]), READER)).toBe('No reading is missing.');
  expect(gapWords(points([1, null, null, 2, null, 3]), READER)).toBe(
    'Nothing was read from 09:52 to 10:12 UTC, and in 1 more gap: the server did not answer, or Pairwatch did not run.',
  );
});
