import { expect, test } from 'vitest';
import { freshness } from './freshness.ts';

test.each([
  [null, 'never'],
  [0, 'fresh'],
  [6000, 'fresh'],
  [6001, 'late'],
  [10_000, 'late'],
  [10_001, 'stale'],
  [-6000, 'fresh'],
  [-3_600_000, 'stale'],
])('a success %s ms ago, at an interval of 2 s, is %s', (ageMs, expected) => {
  expect(freshness(ageMs === null ? null : 1e12 - ageMs, 2000, 1e12)).toBe(expected);
});
