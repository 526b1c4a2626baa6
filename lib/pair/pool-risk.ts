import type { BalanceDto, ShareEndDto } from '../contracts/truth.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Ends within one of these count as alike, so that rows do not change places while they are read. */
const STEPS_MS = [HOUR_MS, 4 * HOUR_MS, 12 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS];
const NOT_KNOWN = STEPS_MS.length + 1;
const BEYOND = NOT_KNOWN + 1;
const OUTSIDE = BEYOND + 1;

const BALANCE_RANK: Record<BalanceDto[number]['verdict'], number> = {
  'none-free': 0,
  'one-side-empty': 1,
  imbalanced: 2,
  unknown: 3,
  uneven: 4,
  balanced: 4,
};

/** Until when each server's share would last alone. */
type AloneEnds = { primary: { alone: ShareEndDto }; secondary: { alone: ShareEndDto } };

/**
 * Pools by risk: whose share, of either server alone, ends soonest; then those not known, then those that last beyond
 * the forecast, and last those outside failover. Among alike ones the worse balanced first, else in their own order.
 */
export function byRisk<Pool extends { key: string; peer: string | null }>(
  pools: readonly Pool[],
  known: {
    forecasts: ReadonlyMap<string, AloneEnds>;
    balances: ReadonlyMap<string, Pick<BalanceDto[number], 'verdict'>>;
  },
  nowMs: number,
): Pool[] {
  return pools
    .map((pool) => ({
      pool,
      end: pool.peer === null ? OUTSIDE : soonestRank(known.forecasts.get(pool.key), nowMs),
      balance: BALANCE_RANK[known.balances.get(pool.key)?.verdict ?? 'unknown'],
    }))
    .toSorted((a, b) => a.end - b.end || a.balance - b.balance)
    .map(({ pool }) => pool);
}

function soonestRank(forecast: AloneEnds | undefined, nowMs: number): number {
  if (!forecast) return NOT_KNOWN;
  return Math.min(endRank(forecast.primary.alone, nowMs), endRank(forecast.secondary.alone, nowMs));
}

function endRank(end: ShareEndDto, nowMs: number): number {
  switch (end.kind) {
    case 'empty':
      return 0;
    case 'until': {
      const step = STEPS_MS.findIndex((stepMs) => end.at - nowMs <= stepMs);
      return step === -1 ? STEPS_MS.length : step;
    }
    case 'unknown':
      return NOT_KNOWN;
    case 'beyond':
      return BEYOND;
  }
}
