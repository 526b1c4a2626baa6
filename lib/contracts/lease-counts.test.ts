import { describe, expect, it } from 'vitest';
import { type LeaseCounts, leaseTotals, leaseTotalsSchema } from './lease-counts.ts';

const counts = (size: number, active: number): LeaseCounts => ({
  size,
  active,
  ended: 1,
  free: size - active,
  backup: 0,
  expired: 0,
  released: 0,
  abandoned: 0,
  reset: 0,
  reserved: 2,
});
const range = (sharedNetwork: string, subnet: string, size: number, active: number) => ({
  sharedNetwork,
  subnet,
  ...counts(size, active),
});

describe('leaseTotals', () => {
  it('sums by subnet, by shared network and over all, in the order of the ranges', () => {
    const totals = leaseTotals([
      range('lan', '10.66.2.0/24', 100, 10),
      range('lan', '10.66.1.0/24', 50, 5),
      range('guests', '10.66.1.0/24', 7, 1),
      range('lan', '10.66.2.0/24', 20, 4),
    ]);
    expect(totals.subnets).toEqual([
      { sharedNetwork: 'lan', subnet: '10.66.2.0/24', ...counts(120, 14), ended: 2, reserved: 4 },
      { sharedNetwork: 'lan', subnet: '10.66.1.0/24', ...counts(50, 5) },
      { sharedNetwork: 'guests', subnet: '10.66.1.0/24', ...counts(7, 1) },
    ]);
    expect(totals.sharedNetworks).toEqual([
      { name: 'lan', ...counts(170, 19), ended: 3, reserved: 6 },
      { name: 'guests', ...counts(7, 1) },
    ]);
    expect(totals.total).toEqual({ ...counts(177, 20), ended: 4, reserved: 8 });
    expect(leaseTotalsSchema.parse(totals)).toEqual(totals);
  });

  it('is nothing but zeros without any range', () => {
    expect(leaseTotals([])).toEqual({
      subnets: [],
      sharedNetworks: [],
      total: { ...counts(0, 0), ended: 0, reserved: 0 },
    });
  });
});
