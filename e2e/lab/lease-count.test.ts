import { expect, test } from 'vitest';
import { countPools, lastStates, unionOfTaken } from './lease-count.ts';

const LEASES = `# The format of this file is documented in the dhcpd.leases(5) manual page.
authoring-byte-order little-endian;

failover peer "pair" state {
  my state normal at 6 2026/11/21 11:20:01;
  partner state normal at 6 2026/11/21 11:20:01;
}
lease 10.66.1.1 {
  tstp 6 2026/11/21 11:20:01;
  binding state backup;
}
lease 10.66.8.200 {
  starts 6 2026/11/21 11:20:05;
  binding state active;
  next binding state expired;
  uid "\\001}{";
}
lease 10.66.1.1 {
  starts 6 2026/11/21 11:20:09;
  binding state active;
  next binding state expired;
  rewind binding state backup;
}
lease 10.66.8.200 {
  ends 6 2026/11/21 11:20:59;
  binding state free;
}
lease 10.67.1.1 {
  starts 6 2026/11/21 11`;

test('the last block of an address counts, an unfinished one does not', () => {
  expect([...lastStates(LEASES)]).toEqual([
    ['10.66.1.1', 'active'],
    ['10.66.8.200', 'free'],
  ]);
});

test('an address that was never used is free', () => {
  const states = new Map([
    ['10.66.1.1', 'active'],
    ['10.66.4.254', 'backup'],
    ['10.66.4.255', 'active'],
    ['10.66.8.1', 'expired'],
    ['10.67.1.150', 'free'],
  ]);
  expect(countPools(states)).toEqual({
    desks: { size: 1022, taken: 1, free: 1020, backup: 1 },
    phones: { size: 200, taken: 1, free: 199, backup: 0 },
    guests: { size: 150, taken: 0, free: 150, backup: 0 },
  });
});

test('an address is taken when either server says so', () => {
  const a = new Map([
    ['10.66.1.1', 'active'],
    ['10.66.1.2', 'free'],
    ['10.66.1.3', 'backup'],
  ]);
  const b = new Map([
    ['10.66.1.1', 'free'],
    ['10.66.1.2', 'active'],
    ['10.66.1.3', 'backup'],
  ]);
  expect(countPools(unionOfTaken(a, b)).desks.taken).toBe(2);
});
