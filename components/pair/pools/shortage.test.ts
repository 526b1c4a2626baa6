import { describe, expect, it } from 'vitest';
import { shortageOf } from './shortage.ts';

const counted = (freeLeases: number, backupLeases: number, leaseCount = 120) => ({
  leaseCount,
  freeLeases,
  backupLeases,
});

describe('shortageOf', () => {
  it('says nothing while a tenth is left', () => {
    expect(shortageOf([counted(6, 6), counted(30, 40)])).toBeNull();
  });

  it('goes by the server that counts the fewest', () => {
    expect(shortageOf([counted(0, 2), counted(0, 1)])).toBe('1 of 120 left');
  });

  it('calls an exhausted pool full', () => {
    expect(shortageOf([counted(0, 0)])).toBe('full: none of 120 left');
  });

  it('says nothing of a pool that nobody counted or that has no addresses', () => {
    expect(shortageOf([])).toBeNull();
    expect(shortageOf([counted(0, 0, 0)])).toBeNull();
  });
});
