import { GRADE_LIMIT, gradedDefaults, onFindings } from './by-finding.ts';
import type { PairRuleKind } from './kind.ts';

export const clocks: PairRuleKind = {
  id: 'clocks',
  title: 'Clocks',
  summary:
    'The clocks of the two servers are apart, drift, or follow nothing, or Pairwatch’s own is off. Beyond 60 s the two refuse to connect.',
  about: 'pair',
  limits: { grade: GRADE_LIMIT },
  defaults: gradedDefaults({ warning: 1, critical: 2 }),
  notKnown: null,
  judge: (facts) =>
    onFindings(facts, {
      room: 'clock',
      isMeant: () => true,
      over: 'Nothing is found to be wrong with this clock any more.',
    }),
};
