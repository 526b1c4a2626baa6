import { expect, it } from 'vitest';
import { hashedWords } from './hashed-words.ts';

const ALL = { macs: true, names: true };

it.each([
  ['02:50:57', 'MAC addresses are kept as keyed hashes'],
  ['01:02:50:57:00:00:01', 'Client identifiers are kept as keyed hashes'],
  ['lapt', 'Host names are kept as keyed hashes'],
  ['*top', 'Host names are kept as keyed hashes'],
])('says that only a whole one is found: %s', (q, words) => {
  expect(hashedWords({ q, as: null }, ALL)).toContain(words);
  expect(hashedWords({ q, as: null }, { macs: false, names: false })).toBeNull();
});

it.each(['02:50:57:00:00:01', '10.66.1.7', ''])('says nothing of what is whole, or an address: %s', (q) => {
  expect(hashedWords({ q, as: null }, ALL)).toBeNull();
});
