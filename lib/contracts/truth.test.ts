import { expect, it } from 'vitest';
import { workedOutEveryMs } from './truth.ts';

it.each([
  [0, 5_000],
  [100, 5_000],
  [1000, 50_000],
])('expects what is told of %d pools every %d ms', (pools, everyMs) => {
  expect(workedOutEveryMs(pools)).toBe(everyMs);
});
