'use client';

import { useQuery } from '@tanstack/react-query';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { BalanceDto, ForecastDto } from '@/lib/contracts/truth.ts';
import type { Freshness } from '@/lib/contracts/verdict.ts';
import { poolPartQuery } from '@/lib/queries/truth.ts';
import { useTruthFreshness } from '../truth-freshness.ts';

/** What was worked out of pools, by their keys; nothing of one outside failover. */
export type PoolTruth = {
  balances: ReadonlyMap<string, BalanceDto[number]>;
  forecasts: ReadonlyMap<string, ForecastDto[number]>;
  /** When, ISO; null when nothing ever was. */
  observedAt: string | null;
  freshness: Freshness;
};

/** Both are worked out at once, so the age of the one is that of the other. */
export function usePoolTruth(pair: PairDto): PoolTruth {
  const balance = useQuery(poolPartQuery(pair.name, 'balance')).data;
  const forecast = useQuery(poolPartQuery(pair.name, 'forecast')).data;
  const observedAt = forecast?.observedAt ?? null;
  return {
    balances: byKey(balance?.value),
    forecasts: byKey(forecast?.value),
    observedAt,
    freshness: useTruthFreshness(observedAt, pair, forecast?.value?.length),
  };
}

function byKey<Of extends { key: string }>(pools: readonly Of[] | null | undefined): ReadonlyMap<string, Of> {
  return new Map(pools?.map((pool) => [pool.key, pool]));
}
