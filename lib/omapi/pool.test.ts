import { expect, test } from 'vitest';
import { encodeInteger } from './codec/message.ts';
import { decodePoolCounters, decodePoolHandle } from './pool.ts';

const counters = (lease: number, free: number, backup: number) =>
  new Map([
    ['lease-count', encodeInteger(lease)],
    ['free-leases', encodeInteger(free)],
    ['backup-leases', encodeInteger(backup)],
  ]);

test('counters that slipped below 0 are 0', () => {
  expect(decodePoolCounters(9, counters(50, -2, 10))).toEqual({
    handle: 9,
    leaseCount: 50,
    freeLeases: 0,
    backupLeases: 10,
  });
});

test('a pool without attributes is one of a dhcpd before 4.3.0', () => {
  expect(() => decodePoolCounters(9, new Map())).toThrow(
    expect.objectContaining({ kind: 'counters-unsupported' }),
  );
});

test('half a pool is none', () => {
  const half = counters(1, 1, 1);
  half.delete('backup-leases');
  expect(() => decodePoolCounters(9, half)).toThrow(/no "backup-leases"/);
});

test('the handle of a lease’s pool is unsigned', () => {
  expect(decodePoolHandle(new Map([['pool', encodeInteger(0xfffffffe)]]))).toBe(0xfffffffe);
  expect(() => decodePoolHandle(new Map())).toThrow(/no "pool"/);
});
