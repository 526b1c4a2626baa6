import type { Subject } from '../../contracts/alert.ts';
import type { PairAlertFacts, PoolAlertFacts, ServerAlertFacts } from '../facts.ts';
import type { Reading, Rule } from '../rule.ts';
import type { Opinion } from './kind.ts';
import { over } from './reading.ts';

/** The pair as a whole, or Pairwatch itself. */
export const WHOLE: Subject = { server: null, pool: null, detail: null };

/** An opinion on the pair as a whole. */
export function onWhole(readingOf: (rule: Rule) => Reading): Opinion {
  return { subjects: [WHOLE], readingOf: (_, rule) => readingOf(rule) };
}

/** An opinion on each server by itself. */
export function onServers(
  { servers }: PairAlertFacts,
  readingOf: (server: ServerAlertFacts, rule: Rule) => Reading,
): Opinion {
  return {
    subjects: servers.map(({ name }) => ({ ...WHOLE, server: name })),
    readingOf: (subject, rule) => {
      const server = servers.find(({ name }) => name === subject.server);
      return server ? readingOf(server, rule) : over(`${subject.server} is no longer a server of this pair.`);
    },
  };
}

/** An opinion on each pool by itself. */
export function onPools(
  { pools }: PairAlertFacts,
  readingOf: (pool: PoolAlertFacts, rule: Rule) => Reading,
): Opinion {
  const byKey = new Map(pools.map((pool) => [pool.key, pool]));
  return {
    subjects: pools.map(({ key }) => ({ server: null, pool: key, detail: null })),
    readingOf: ({ pool: key }, rule) => {
      const pool = key === null ? undefined : byKey.get(key);
      return pool ? readingOf(pool, rule) : poolGone(key);
    },
  };
}

export function poolGone(key: string | null): Reading {
  return over(`Pool ${key} is no longer a pool of this pair.`);
}
