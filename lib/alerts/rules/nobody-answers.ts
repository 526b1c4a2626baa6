import { byVerdict } from './by-verdict.ts';
import { limitOf, type PairRuleKind, SECOND_MS } from './kind.ts';

/** Both servers are silent by design while they start together or merge, mostly for a second or two (reference 3.3). */
const PASSING: readonly string[] = ['merging', 'both-coming-up'];

export const nobodyAnswers: PairRuleKind = {
  id: 'nobody-answers',
  title: 'Nobody answers',
  summary:
    'No client gets an address from either server. While the two start together or merge their databases that is normal for a few seconds.',
  about: 'pair',
  limits: {
    passing: {
      meaning: 'how long it is left to pass while the two start together or merge',
      unit: 's',
      min: 0,
      max: 60,
    },
  },
  defaults: {
    levels: [{ severity: 'critical', forMs: 0, limits: { passing: 10 } }],
    keepFiringForMs: 30 * SECOND_MS,
    noData: 'keep',
    opensIncident: true,
    labels: {},
  },
  notKnown: null,
  judge: (facts) =>
    byVerdict(facts, {
      holds: ({ verdict, code, since }, level, now) =>
        PASSING.includes(code) ? now - since >= limitOf(level, 'passing') * SECOND_MS : verdict === 'down',
      lingers: ({ verdict, code }) => verdict === 'down' || PASSING.includes(code),
    }),
};
