import { GRADE_LIMIT, gradedDefaults, onFindings } from './by-finding.ts';
import type { PairRuleKind } from './kind.ts';

export const backlogGrowing: PairRuleKind = {
  id: 'backlog-growing',
  title: 'Backlog growing',
  summary:
    'A server does not acknowledge what its partner tells it, or too slowly, though the two are connected. What it has not heard of it would not know after a failover.',
  about: 'server',
  limits: { grade: GRADE_LIMIT },
  defaults: gradedDefaults({ warning: 1, critical: 2 }),
  notKnown: null,
  judge: (facts) =>
    onFindings(facts, {
      room: 'backlog',
      isMeant: () => true,
      over: 'The partner acknowledges in time again.',
    }),
};
