import { GRADE_LIMIT, gradedDefaults, onFindings } from './by-finding.ts';
import type { PairRuleKind } from './kind.ts';

/** A new pair may have dozens of differences that nobody minds, so only errors are told outside as they come. */
export const configFindings: PairRuleKind = {
  id: 'config-findings',
  title: 'Configuration',
  summary:
    'The two configurations differ where they must not, or one of them has a fault. Errors warn; warnings are kept as information.',
  about: 'pair',
  limits: { grade: GRADE_LIMIT },
  defaults: gradedDefaults({ info: 1, warning: 2 }),
  notKnown: null,
  judge: (facts) =>
    onFindings(facts, {
      room: 'config',
      isMeant: () => true,
      over: 'It is not found in the configurations any more.',
    }),
};
