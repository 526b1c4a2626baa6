import { byVerdict } from './by-verdict.ts';
import { MINUTE_MS, type PairRuleKind } from './kind.ts';

/** `primary-recovery-overdue`, `secondary-stuck-in-startup`, `merge-stuck`, … */
const STUCK = /-recovery-overdue$|-stuck-in-|^merge-stuck$/;

export const stuckState: PairRuleKind = {
  id: 'stuck-state',
  title: 'Stuck state',
  summary:
    'A server starts, recovers or merges for longer than that takes: a minute for a start and a merge, MCLT and two minutes for a recovery.',
  about: 'pair',
  limits: {},
  defaults: {
    levels: [{ severity: 'critical', forMs: 0, limits: {} }],
    keepFiringForMs: MINUTE_MS,
    noData: 'keep',
    opensIncident: true,
    labels: {},
  },
  notKnown: null,
  judge: (facts) => byVerdict(facts, { holds: ({ code }) => STUCK.test(code) }),
};
