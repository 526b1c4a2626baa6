import type { BalanceFacts } from '../balance.ts';
import type { PoolFacts, PoolSide } from '../pool-facts.ts';
import { NOW, pairFacts, SECOND_MS } from './pair-facts.ts';

/** Pools for tests, read a second before `NOW` on both servers, which are in normal unless told. */

export function poolSide(free: number, backup: number, spoiled: Partial<PoolSide> = {}): PoolSide {
  const inFileOnly = { active: null, expired: null, released: null, abandoned: null };
  return { at: NOW - SECOND_MS, source: 'omapi', free, backup, ...inFileOnly, ...spoiled };
}

export function pool(free: number, backup: number, spoiled: Partial<PoolFacts> = {}): PoolFacts {
  return {
    key: 'lan/10.0.0.1',
    title: 'lan 10.0.0.1–10.0.3.232',
    sharedNetwork: 'lan',
    size: 1000,
    primary: poolSide(free, backup),
    secondary: poolSide(free, backup),
    ...spoiled,
  };
}

export function balanceFacts(pools: PoolFacts[], spoiled: Partial<BalanceFacts> = {}): BalanceFacts {
  return {
    pair: pairFacts({ forMs: 86_400_000 }, { forMs: 86_400_000 }),
    limits: { primary: null, secondary: null },
    pools,
    readingIntervalMs: 10 * SECOND_MS,
    log: [],
    logSince: { primary: 0, secondary: 0 },
    ...spoiled,
  };
}
