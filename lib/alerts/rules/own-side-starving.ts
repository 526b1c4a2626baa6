import type { Finding } from '../../pair/finding.ts';
import { GRADE_LIMIT, gradedDefaults, onFindings } from './by-finding.ts';
import type { PairRuleKind } from './kind.ts';

const CODES: readonly string[] = ['own-free-low', 'own-free-none', 'partner-holds-all-free'];

export const ownSideStarving: PairRuleKind = {
  id: 'own-side-starving',
  title: 'Own share runs out',
  summary:
    'A server has few or no free addresses of its own left while its partner has some: a warning while it has few, or its partner still answers its clients, else critical.',
  about: 'pool',
  limits: { grade: GRADE_LIMIT },
  defaults: gradedDefaults({ warning: 1, critical: 2 }),
  notKnown: null,
  judge: (facts) =>
    onFindings(facts, {
      room: 'balance',
      isMeant: ({ code }) => CODES.includes(code),
      poolOf,
      over: 'The server is not found to be short of addresses of its own any more.',
    }),
};

/** What a log tells of goes by the way its clients come, not by a pool. */
function poolOf({ key }: Finding): string | null {
  return /^balance:own-free:(?:primary|secondary):(.+)$/.exec(key)?.[1] ?? null;
}
