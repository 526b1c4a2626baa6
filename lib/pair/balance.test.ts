import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type BalanceLimits, balanceOf } from './balance.ts';
import { NOW, SECOND_MS } from './testing/pair-facts.ts';
import { balanceFacts, pool, poolSide } from './testing/pools.ts';

const LIMITS: BalanceLimits = {
  maxLeaseMisbalancePercent: 15,
  maxLeaseOwnershipPercent: 10,
  minBalanceSeconds: 60,
  maxBalanceSeconds: 3600,
};

function balanced(free: number, backup: number, limits: Partial<BalanceLimits> = {}) {
  const both = { ...LIMITS, ...limits };
  const [only] = balanceOf(
    balanceFacts([pool(free, backup)], { limits: { primary: both, secondary: both } }),
    NOW,
  );
  if (!only?.primary || !only.secondary) throw new Error('no balance of a pool that both servers tell');
  return { ...only, primary: only.primary, secondary: only.secondary };
}

describe('leases to send, hold and thresh', () => {
  // By dhcp_failover_pool_dobalance: (F - B)/2 in C; ((T * percent) + 50) / 100 in C.
  it.each([
    { free: 510, backup: 508, lts: 1, hold: 102, thresh: 153 },
    { free: 100, backup: 0, lts: 50, hold: 10, thresh: 15 },
    { free: 0, backup: 100, lts: -50, hold: 10, thresh: 15 },
    { free: 4, backup: 1, lts: 1, hold: 1, thresh: 1 },
    { free: 1, backup: 4, lts: -1, hold: 1, thresh: 1 },
    { free: 3, backup: 0, lts: 1, hold: 0, thresh: 0 },
    { free: 4, backup: 0, lts: 2, hold: 0, thresh: 1 },
    { free: 1, backup: 0, lts: 0, hold: 0, thresh: 0 },
    { free: 0, backup: 0, lts: 0, hold: 0, thresh: 0 },
  ])('of $free free and $backup backup are $lts, $hold, $thresh', ({ free, backup, ...expected }) => {
    const { primary, secondary } = balanced(free, backup);
    expect(primary).toMatchObject(expected);
    expect(secondary.lts + primary.lts).toBe(0);
  });

  it.each([
    [100, 0, false],
    [0, 100, true],
    [35, 65, false],
    [34, 66, false],
    [19, 81, true],
    [0, 2, false],
    [0, 3, false],
    [0, 4, false],
  ])('of %i free and %i backup make the primary ask for some: %s', (free, backup, asks) => {
    expect(balanced(free, backup).primary.asksPartner).toBe(asks);
  });

  it('ask at -2 where the threshold rounds to nothing', () => {
    expect(balanced(0, 4, { maxLeaseMisbalancePercent: 5 }).primary).toMatchObject({
      thresh: 0,
      asksPartner: true,
    });
  });
});

describe('the verdict on a pool', () => {
  it.each([
    [50, 50, 'balanced'],
    [60, 40, 'balanced'],
    [61, 38, 'uneven'],
    [65, 35, 'uneven'],
    [66, 34, 'imbalanced'],
    [34, 66, 'imbalanced'],
    [100, 0, 'one-side-empty'],
    [0, 2, 'one-side-empty'],
    [0, 1, 'balanced'],
    [0, 0, 'none-free'],
  ])('of %i free and %i backup is what it should be', (free, backup, verdict) => {
    expect(balanced(free, backup).verdict).toBe(verdict);
  });

  it('goes by the limits of the side that should give', () => {
    const verdict = (free: number, backup: number) =>
      balanceOf(
        balanceFacts([pool(free, backup)], {
          limits: { primary: { ...LIMITS, maxLeaseMisbalancePercent: 30 }, secondary: null },
        }),
        NOW,
      )[0]?.verdict;
    expect(verdict(70, 30)).toBe('uneven');
    expect(verdict(30, 70)).toBe('imbalanced');
  });

  it.each([
    ['never told', null],
    ['stale', poolSide(50, 50, { at: NOW - 60 * SECOND_MS })],
  ])('is unknown when one side is %s, unless the other one proves worse', (_, secondary) => {
    const verdictOf = (free: number, backup: number) =>
      balanceOf(balanceFacts([pool(free, backup, { secondary })]), NOW)[0]?.verdict;
    expect(verdictOf(50, 50)).toBe('unknown');
    expect(verdictOf(62, 38)).toBe('unknown');
    expect(verdictOf(90, 10)).toBe('imbalanced');
    expect(verdictOf(90, 0)).toBe('one-side-empty');
  });

  it('says what each side has of its own', () => {
    const { primary, secondary } = balanced(30, 45);
    expect([primary.ownFree, primary.ownFreePercent]).toEqual([30, 3]);
    expect([secondary.ownFree, secondary.ownFreePercent]).toEqual([45, 4.5]);
  });
});

const count = fc.integer({ min: 0, max: 200_000 });

test('sending what is to send leaves the two at most one apart, and an even pool is balanced', () => {
  fc.assert(
    fc.property(count, count, (free, backup) => {
      const { lts } = balanced(free, backup).primary;
      const after = balanced(free - lts, backup + lts);
      expect(Math.abs(free - lts - (backup + lts))).toBeLessThanOrEqual(1);
      expect(['balanced', 'none-free']).toContain(after.verdict);
    }),
  );
});

test('exchanging the two sides exchanges their figures and keeps the verdict', () => {
  fc.assert(
    fc.property(count, count, (free, backup) => {
      const [there, back] = [balanced(free, backup), balanced(backup, free)];
      expect(back.verdict).toBe(there.verdict);
      expect(back.primary.lts).toBe(there.secondary.lts);
      expect(back.primary.asksPartner).toBe(there.secondary.asksPartner);
    }),
  );
});
