import type { Subject } from '../../contracts/alert.ts';
import type { PairAlertFacts, PoolAlertFacts, ServerAlertFacts } from '../facts.ts';
import type { Rule } from '../rule.ts';
import { type Judgement, over, UNDECIDED } from './judgement.ts';
import type { Opinion } from './kind.ts';

/** The pair as a whole, or Pairwatch itself. */
export const WHOLE: Subject = { server: null, pool: null, detail: null };

/** An opinion on the pair as a whole. */
export function onWhole(judge: (rule: Rule) => Judgement): Opinion {
  return { subjects: [WHOLE], on: (_, rule) => judge(rule) };
}

/** An opinion on each server by itself. */
export function onServers(
  { servers }: PairAlertFacts,
  judge: (server: ServerAlertFacts, rule: Rule) => Judgement,
): Opinion {
  return {
    subjects: servers.map(({ name }) => ({ ...WHOLE, server: name })),
    on: (subject, rule) => {
      const server = servers.find(({ name }) => name === subject.server);
      return server ? judge(server, rule) : over(`${subject.server} is no longer a server of this pair.`);
    },
  };
}

/** An opinion on each pool by itself. */
export function onPools(
  { pools }: PairAlertFacts,
  judge: (pool: PoolAlertFacts, rule: Rule) => Judgement,
): Opinion {
  const byKey = new Map(pools.map((pool) => [pool.key, pool]));
  return {
    subjects: pools.map(({ key }) => ({ server: null, pool: key, detail: null })),
    on: ({ pool: key }, rule) => {
      const pool = key === null ? undefined : byKey.get(key);
      return pool ? judge(pool, rule) : poolGone(pools, key);
    },
  };
}

/** That a pool is not among the pools of the pair. A pair without any was mostly not read yet. */
export function poolGone(pools: PairAlertFacts['pools'], key: string | null): Judgement {
  return pools.length === 0 ? UNDECIDED : over(`Pool ${key} is no longer a pool of this pair.`);
}
