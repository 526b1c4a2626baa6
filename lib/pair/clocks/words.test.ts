import { expect, test } from 'vitest';
import { formatAbout, formatOff, formatSigned, formatUncertainty } from './words.ts';

test.each([
  [0, '0 ms'],
  [46.4, '46 ms'],
  [-46.4, '46 ms'],
  [999.6, '1.0 s'],
  [20_000, '20.0 s'],
  [90_000, '90.0 s'],
  [3_600_000, '1 h'],
])('%s ms off is told as %s', (ms, words) => {
  expect(formatOff(ms)).toBe(words);
});

test.each([
  [46.4, '+46 ms'],
  [-20_000, '−20.0 s'],
  [0, '0 ms'],
  [-0.4, '0 ms'],
])('%s ms between two clocks is told as %s', (ms, words) => {
  expect(formatSigned(ms)).toBe(words);
});

test.each([
  [2.1, 60, '± 3 ms'],
  [2.1, 20_000, '± 0.01 s'],
  [20, 20_000, '± 0.02 s'],
  [1000, 60, '± 1.0 s'],
  [1360, 20_000, '± 1.4 s'],
  [0, 60, '± 0 ms'],
])('± %s ms beside %s ms is told as %s', (uncertaintyMs, besideMs, words) => {
  expect(formatUncertainty(uncertaintyMs, besideMs)).toBe(words);
});

test.each([
  [1, '1 min'],
  [90 * 60_000, '90 min'],
  [31 * 3_600_000, '31 hours'],
  [5.2 * 86_400_000, '5 days'],
])('%s ms from now is about %s', (ms, words) => {
  expect(formatAbout(ms)).toBe(words);
});
