import { allOrNothing, over } from './judgement.ts';
import type { OwnRuleKind } from './kind.ts';
import { NOT_OF_A_PAIR } from './monitor-blind.ts';
import { WHOLE } from './subjects.ts';

export const pairwatchImpaired: OwnRuleKind = {
  id: 'pairwatch-impaired',
  title: 'Pairwatch impaired',
  summary:
    'Pairwatch does not do all it should: a pair that is set up is not watched, something stored is damaged, or one of its processes ends again and again.',
  about: 'pairwatch',
  limits: {},
  defaults: {
    levels: [{ severity: 'warning', forMs: 0, limits: {} }],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: NOT_OF_A_PAIR,
  judge: ({ impairments }) => ({
    subjects: impairments.map(({ key }) => ({ ...WHOLE, detail: key })),
    on: ({ detail }, rule) => {
      const found = impairments.find(({ key }) => key === detail);
      if (!found) return over('This is over.');
      const { since, sentence, nextStep } = found;
      return allOrNothing(rule, true, { since, sentence, nextStep });
    },
  }),
};
