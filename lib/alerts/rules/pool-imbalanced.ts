import { GRADE_LIMIT, gradedDefaults, onFindings } from './by-finding.ts';
import type { PairRuleKind } from './kind.ts';

const KEY = 'balance:imbalanced:';
const CODES: readonly string[] = ['pool-imbalanced', 'pool-imbalanced-by-log'];

export const poolImbalanced: PairRuleKind = {
  id: 'pool-imbalanced',
  title: 'Pool imbalanced',
  summary:
    'The free addresses of a pool are not shared out between the two servers, though both are in normal and dhcpd had the time to do so.',
  about: 'pool',
  limits: { grade: GRADE_LIMIT },
  defaults: gradedDefaults({ warning: 1 }),
  notKnown: null,
  judge: (facts) =>
    onFindings(facts, {
      room: 'balance',
      isMeant: ({ code }) => CODES.includes(code),
      poolOf: ({ key }) => (key.startsWith(KEY) ? key.slice(KEY.length) : null),
      over: 'The pool is not found to be out of balance any more.',
    }),
};
