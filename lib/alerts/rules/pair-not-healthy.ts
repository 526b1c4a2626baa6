import type { Verdict } from '../../contracts/verdict.ts';
import { byVerdict } from './by-verdict.ts';
import { MINUTE_MS, type PairRuleKind, SECOND_MS } from './kind.ts';

const NOT_HEALTHY: readonly Verdict[] = ['degraded', 'dangerous', 'down'];

/**
 * Dangerous and down have rules of their own, but hold it too, so that its time goes on from one to the other. While a
 * server recovers the pair is on its way, which is no reason to begin with, and not the end of what fires either.
 */
export const pairNotHealthy: PairRuleKind = {
  id: 'pair-not-healthy',
  title: 'Pair not healthy',
  summary:
    'One server answers alone, the two have lost each other, or it is not known how they are. Restarts of dhcpd are daily life, so it waits for half a minute.',
  about: 'pair',
  limits: {},
  defaults: {
    levels: [
      { severity: 'warning', forMs: 30 * SECOND_MS, limits: {} },
      { severity: 'critical', forMs: 5 * MINUTE_MS, limits: {} },
    ],
    keepFiringForMs: MINUTE_MS,
    noData: 'alert',
    opensIncident: true,
    labels: {},
  },
  notKnown: null,
  judge: (facts) =>
    byVerdict(facts, {
      holds: ({ verdict }) => NOT_HEALTHY.includes(verdict),
      lingers: ({ verdict }) => verdict === 'recovering',
    }),
};
