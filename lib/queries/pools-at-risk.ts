import { type Query, queryOptions } from '@tanstack/react-query';
import { type PoolsAtRiskDto, poolsAtRiskSchema } from '../contracts/pools-at-risk.ts';
import { workedOutEveryMs } from '../contracts/truth.ts';
import { getJson } from './api.ts';
import { poolsKey } from './keys.ts';

/** Asked again whenever the pools of the pair were read, and as often as what is told of them is worked out. */
export const poolsAtRiskKey = (pair: string) => [...poolsKey(pair), 'at-risk'] as const;

/** The pools of a pair most at risk. */
export const poolsAtRiskQuery = (pair: string) =>
  queryOptions({
    queryKey: poolsAtRiskKey(pair),
    queryFn: ({ signal }) =>
      getJson(`/api/v1/pairs/${encodeURIComponent(pair)}/pools/at-risk`, poolsAtRiskSchema, signal),
    refetchInterval: (query: Pick<Query<PoolsAtRiskDto>, 'state'>) =>
      workedOutEveryMs(query.state.data?.workedOut?.pools),
    refetchIntervalInBackground: true,
  });
