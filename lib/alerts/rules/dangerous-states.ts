import { byVerdict } from './by-verdict.ts';
import { MINUTE_MS, type PairRuleKind } from './kind.ts';

export const dangerousStates: PairRuleKind = {
  id: 'dangerous-states',
  title: 'Dangerous states',
  summary:
    'Both servers may give out the same addresses: one was declared down and runs nevertheless, or both have the same role.',
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
  judge: (facts) => byVerdict(facts, { holds: ({ verdict }) => verdict === 'dangerous' }),
};
