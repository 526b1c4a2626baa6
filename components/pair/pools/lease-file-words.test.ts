import { expect, it } from 'vitest';
import { leaseFileWords } from './lease-file-words.ts';

const NONE = {
  size: 10,
  active: 0,
  ended: 0,
  free: 10,
  backup: 0,
  expired: 0,
  released: 0,
  abandoned: 0,
  reset: 0,
  reserved: 0,
};

it.each([
  [{}, '0 active'],
  [{ active: 3, ended: 1 }, '3 active (1 past its end)'],
  [{ active: 3, ended: 2, expired: 4, reserved: 1 }, '3 active (2 past their end), 4 expired, 1 reserved'],
])('says %o as %s', (counts, words) => {
  expect(leaseFileWords({ ...NONE, ...counts })).toBe(words);
});
