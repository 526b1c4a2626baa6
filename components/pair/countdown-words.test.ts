import { expect, it } from 'vitest';
import { marginOf } from './countdown-words.ts';

const NOW = Date.parse('2026-07-21T10:42:00Z');
const of = (changes: Partial<Parameters<typeof marginOf>[0]>) =>
  marginOf(
    { endsAt: NOW + 60_000, uncertaintyMs: 1020, isEarliest: false, sync: null, ...changes },
    NOW,
    'UTC',
  );

it('says how sure an end is', () => {
  expect(of({})).toBe('Known to ± 1.1 s.');
  expect(of({ isEarliest: true, uncertaintyMs: null })).toMatch(/^That is the earliest. By the server’s own/);
});

it('tells how far the leases are fetched, and no more than dhcpd does', () => {
  const startedAt = NOW - 120_000;
  expect(of({ endsAt: null, sync: { startedAt, completedAt: null } })).toBe(
    'It asked for the leases at 10:40 UTC; how many are still to come dhcpd does not tell.',
  );
  expect(of({ endsAt: null, sync: { startedAt, completedAt: NOW } })).toContain('had them all at 10:42 UTC');
});

it('is empty where neither is known', () => {
  expect(of({ endsAt: null })).toBe('');
});
