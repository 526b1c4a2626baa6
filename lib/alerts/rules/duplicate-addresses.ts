import { GRADE_LIMIT, gradedDefaults, onFindings } from './by-finding.ts';
import type { PairRuleKind } from './kind.ts';

export const duplicateAddresses: PairRuleKind = {
  id: 'duplicate-addresses',
  title: 'Duplicate addresses',
  summary: 'An address is given to two clients, or each server may give it to a client of its own.',
  about: 'pair',
  limits: { grade: GRADE_LIMIT },
  defaults: { ...gradedDefaults({ warning: 1, critical: 2 }), opensIncident: true },
  notKnown: null,
  judge: (facts) =>
    onFindings(facts, {
      room: 'conflict',
      isMeant: () => true,
      over: 'The two lease files agree on these addresses again.',
    }),
};
