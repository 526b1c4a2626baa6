import { allOrNothing } from './judgement.ts';
import { type OwnRuleKind, SECOND_MS } from './kind.ts';
import { onWhole } from './subjects.ts';

/** Why nothing of the past is known of Pairwatch itself. */
export const NOT_OF_A_PAIR = 'How Pairwatch itself was doing is not kept with the history of pairs.';

export const monitorBlind: OwnRuleKind = {
  id: 'monitor-blind',
  title: 'Monitor blind',
  summary:
    'Pairwatch reaches no server of any pair: most likely it is cut off itself, and sees nothing of what happens.',
  about: 'pairwatch',
  limits: {},
  defaults: {
    levels: [{ severity: 'critical', forMs: 60 * SECOND_MS, limits: {} }],
    keepFiringForMs: 30 * SECOND_MS,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: NOT_OF_A_PAIR,
  judge: ({ blindSince }) =>
    onWhole((rule) =>
      allOrNothing(rule, blindSince !== null, {
        since: blindSince,
        sentence:
          blindSince === null
            ? 'Pairwatch reaches servers again.'
            : 'Pairwatch reaches no server of any pair: most likely it is cut off itself.',
        nextStep:
          blindSince === null
            ? null
            : 'Check the network of the machine that Pairwatch runs on; the pairs may well be in order.',
      }),
    ),
};
