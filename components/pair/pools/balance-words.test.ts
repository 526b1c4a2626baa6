import { expect, it } from 'vitest';
import { balanceReason } from './balance-words.ts';

const SIDE = {
  server: 'dhcp-a',
  role: 'primary',
  at: 0,
  source: 'omapi',
  isFresh: true,
  free: 52,
  backup: 54,
  lts: -1,
  hold: 11,
  thresh: 16,
  asksPartner: false,
  ownFree: 52,
  ownFreePercent: 20,
} as const;

it('gives a line for each server that was read', () => {
  const other = {
    ...SIDE,
    server: 'dhcp-b',
    role: 'secondary',
    lts: 20,
    source: 'leases',
    isFresh: false,
  } as const;
  const [first, second, ...more] = balanceReason({ primary: SIDE, secondary: other }).split('\n');
  expect(first).toBe(
    'dhcp-a, by its counters: 1 to get (lts -1); it gives from more than 11 on, and beyond 16 (thresh) dhcpd calls the pool imbalanced.',
  );
  expect(second).toMatch(/^dhcp-b, by its lease file, which are old: 20 to give \(lts 20\)/);
  expect(more).toEqual([]);
});

it('says what a server short of addresses does, and that nothing was read', () => {
  expect(balanceReason({ primary: { ...SIDE, asksPartner: true }, secondary: null })).toContain(
    'would ask its partner',
  );
  expect(balanceReason({ primary: null, secondary: null })).toContain('No server');
});
