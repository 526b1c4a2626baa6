import { expect, test } from 'vitest';
import { NEVER_SECONDS } from '../../dhcpd/leases/items.ts';
import type { LeaseHolder } from '../../store/lease-holders.ts';
import { holderWords } from './holder-words.ts';

const STARTS = Date.parse('2026-11-21T10:00:00Z') / 1000;
const HOLDER: LeaseHolder = {
  address: 1,
  hardware: '02:00:00:00:00:01',
  clientId: null,
  hostname: 'desk-1',
  startsSeconds: STARTS,
  endsSeconds: STARTS + 3600,
};

test.each<[Partial<LeaseHolder>, string]>([
  [{}, '02:00:00:00:00:01 (desk-1) from 2026-11-21T10:00:00Z until 2026-11-21T11:00:00Z'],
  [
    { hardware: null, clientId: '01:02', hostname: null, endsSeconds: NEVER_SECONDS },
    'client id 01:02 from 2026-11-21T10:00:00Z until never',
  ],
  [
    { hardware: null, hostname: null, startsSeconds: null },
    'a client without identifier from an unknown time until 2026-11-21T11:00:00Z',
  ],
])('%j', (changes, words) => {
  expect(holderWords({ ...HOLDER, ...changes })).toBe(words);
});
