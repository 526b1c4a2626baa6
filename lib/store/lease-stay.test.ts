import { expect, it } from 'vitest';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';
import { isWorthASpan, stayOf } from './lease-stay.ts';
import { bareRecord, leaseRecord } from './testing/leases.ts';

const SINCE = 1000;
const SEEN = 5000;
const NEVER = 0x7fffffff;

const begin = (changes: Partial<LeaseRecord>, former: Partial<LeaseRecord> | null) => {
  const stay = former && { ...leaseRecord(former), sinceSeconds: SINCE };
  return stayOf(leaseRecord(changes), { stay, notBefore: stay ? SINCE : 0 }, SEEN).sinceSeconds;
};

it.each<[string, Partial<LeaseRecord>, number]>([
  ['active: starts', { state: 'active', starts: 2000, ends: 3000 }, 2000],
  ['active without starts: when it was seen', { state: 'active', starts: null }, SEEN],
  ['expired: ends', { state: 'expired', starts: 2000, ends: 3000 }, 3000],
  ['released: ends', { state: 'released', starts: 2000, ends: 3000 }, 3000],
  ['released without ends: starts', { state: 'released', starts: 2000, ends: null }, 2000],
  ['expired, but never: when it was seen', { state: 'expired', starts: 2000, ends: NEVER }, SEEN],
  ['free: starts, the time of the change', { state: 'free', starts: 2000, ends: 3000 }, 2000],
  ['free without starts: ends, which is "free since"', { state: 'free', starts: null, ends: 3000 }, 3000],
  ['backup: starts', { state: 'backup', starts: 2000, ends: 3000 }, 2000],
  ['abandoned: starts, for ends lies ahead', { state: 'abandoned', starts: 2000, ends: 9000 }, 2000],
  ['reset without times: when it was seen', { state: 'reset', starts: null, ends: null }, SEEN],
])('dates the first stay that is known: %s', (_, changes, expected) => {
  expect(begin(changes, null)).toBe(expected);
});

it.each<[string, Partial<LeaseRecord>, Partial<LeaseRecord>, number]>([
  ['a renewal goes on', { state: 'active', starts: 2000 }, { state: 'active' }, SINCE],
  [
    'another holder',
    { state: 'active', starts: 2000, hardware: '00:00:00:00:00:02' },
    { state: 'active' },
    2000,
  ],
  ['a clock put back', { state: 'active', starts: 500, clientId: null }, { state: 'active' }, SINCE],
  [
    'free, with starts left at the grant',
    { state: 'free', starts: SINCE, ends: 3000 },
    { state: 'active' },
    3000,
  ],
  [
    'free, with starts left at the last renewal',
    { state: 'free', starts: 2000, ends: 3000 },
    { state: 'active' },
    3000,
  ],
  ['free, its end still to come', { state: 'free', starts: 2000, ends: 9000 }, { state: 'active' }, SEEN],
  [
    'backup after free, its end still to come',
    { state: 'backup', starts: 2000, ends: 9000 },
    { state: 'free' },
    2000,
  ],
  [
    'free, with both left as they were',
    { state: 'free', starts: 500, ends: SINCE },
    { state: 'expired' },
    SEEN,
  ],
  [
    'abandoned, with starts left at the grant',
    { state: 'abandoned', starts: SINCE },
    { state: 'active' },
    SEEN,
  ],
  ['released in the second of the grant', { state: 'released', ends: SINCE }, { state: 'active' }, SINCE],
])('dates a change: %s', (_, changes, former, expected) => {
  expect(begin(changes, former)).toBe(expected);
});

it('never begins a stay before those that are known to be over', () => {
  const before = { stay: null, notBefore: 4000 };
  expect(stayOf(leaseRecord({ starts: 2000 }), before, SEEN).sinceSeconds).toBe(4000);
});

it('takes a change of state or holder for the end of a stay, unless nobody has the address before and after', () => {
  const stay = (record: LeaseRecord) => ({ ...record, sinceSeconds: SINCE });
  const held = stay(leaseRecord());
  const bare = stay(bareRecord());
  expect(isWorthASpan(held, stay(leaseRecord({ hostname: 'renamed', ends: 9 })))).toBe(false);
  expect(isWorthASpan(held, stay(leaseRecord({ state: 'expired' })))).toBe(true);
  expect(isWorthASpan(held, bare)).toBe(true);
  expect(isWorthASpan(bare, held)).toBe(true);
  expect(isWorthASpan(bare, stay(bareRecord({ state: 'backup' })))).toBe(false);
});
