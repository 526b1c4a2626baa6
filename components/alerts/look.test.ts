import { expect, it } from 'vitest';
import { pair } from '../testing/pair.ts';
import { lastLook } from './look.ts';

const NOW = Date.parse('2026-07-21T10:42:10Z');
const PAIRS = [
  pair({ name: 'office', checkedAt: '2026-07-21T10:42:08.000Z' }),
  pair({ name: 'plant', checkedAt: '2026-07-21T10:40:00.000Z' }),
  pair({ name: 'new', checkedAt: null }),
];

it('is that at the pair', () => {
  expect(lastLook(PAIRS, 'plant', NOW)).toEqual({ at: '2026-07-21T10:40:00.000Z', freshness: 'stale' });
});

it('is the latest of all where no pair is named', () => {
  expect(lastLook(PAIRS, null, NOW)).toEqual({ at: '2026-07-21T10:42:08.000Z', freshness: 'fresh' });
});

it.each(['new', 'gone'])('there is none at %s', (name) => {
  expect(lastLook(PAIRS, name, NOW)).toBeNull();
});
