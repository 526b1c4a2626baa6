import { expect, it } from 'vitest';
import { pair } from '../testing/pair.ts';
import { staleSince } from './newest-check.ts';

const AT = Date.parse('2026-07-21T10:42:00.000Z');
const checked = (at: number | null) =>
  pair({ intervalMs: 2000, checkedAt: at === null ? null : new Date(at).toISOString() });

it('is what the newest of all pairs says: one that is checked shows that news arrives', () => {
  expect(staleSince([checked(AT - 60_000), checked(AT - 1000), checked(null)], AT)).toBeNull();
  expect(staleSince([checked(AT - 60_000), checked(AT - 30_000)], AT)).toBe(AT - 30_000);
});

it('is not stale where nothing was ever checked: there is nothing to be old', () => {
  expect(staleSince([checked(null)], AT)).toBeNull();
  expect(staleSince([], AT)).toBeNull();
});
