import type { PairAlertFacts, PoolAlertFacts } from '../facts.ts';
import { GRADE_LIMIT, gradedDefaults, gradeOfFinding, onFindings } from './by-finding.ts';
import { MINUTE_MS, type PairRuleKind } from './kind.ts';

const KEY = 'balance:full:';

/**
 * Where another pool of the shared network has addresses, dhcpd gives of those, unless what that pool permits forbids it:
 * neither an outage for sure, nor nothing.
 */
export const poolFull: PairRuleKind = {
  id: 'pool-full',
  title: 'Pool full',
  summary:
    'A pool has no free address left on either server: critical, or a warning where another pool of its shared network has some.',
  about: 'pool',
  limits: { grade: GRADE_LIMIT },
  defaults: {
    ...gradedDefaults({ warning: 1, critical: 2 }),
    keepFiringForMs: 5 * MINUTE_MS,
    opensIncident: true,
  },
  notKnown: null,
  judge: (facts) => {
    const spare = networksWithSpare(facts);
    return onFindings(facts, {
      room: 'balance',
      isMeant: ({ code }) => code === 'pool-full',
      poolOf: ({ key }) => key.slice(KEY.length),
      gradeOf: (finding) =>
        spare.has(finding.key.slice(KEY.length))
          ? Math.min(1, gradeOfFinding(finding))
          : gradeOfFinding(finding),
      over: 'The pool has free addresses again.',
    });
  },
};

/** Keys of pools beside which another one of their shared network has something free. */
function networksWithSpare({ pools }: PairAlertFacts): ReadonlySet<string> {
  const freeByNetwork = new Map<string, number>();
  const freeOf = ({ use }: PoolAlertFacts) => use?.free ?? 0;
  for (const pool of pools) {
    freeByNetwork.set(pool.sharedNetwork, (freeByNetwork.get(pool.sharedNetwork) ?? 0) + freeOf(pool));
  }
  const hasSpare = (pool: PoolAlertFacts) => (freeByNetwork.get(pool.sharedNetwork) ?? 0) > freeOf(pool);
  return new Set(pools.filter(hasSpare).map(({ key }) => key));
}
