import { countOf } from '../../pair/count.ts';
import { limitOf, MINUTE_MS, type PairRuleKind } from './kind.ts';
import { onLeaves } from './leaves.ts';

export const pairFlapping: PairRuleKind = {
  id: 'pair-flapping',
  title: 'Pair flapping',
  summary: 'The pair stops to be healthy and comes back again and again within a short time.',
  about: 'pair',
  limits: {
    count: { meaning: 'how often it stops to be healthy', unit: 'times', min: 2, max: 100 },
    minutes: { meaning: 'within which time', unit: 'min', min: 1, max: 1440 },
    rearm: { meaning: 'over once it was no more often than this', unit: 'times', min: 0, max: 99 },
  },
  defaults: {
    levels: [{ severity: 'warning', forMs: 0, limits: { count: 4, minutes: 15, rearm: 2 } }],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: true,
    labels: {},
  },
  notKnown: null,
  judge: ({ leavesOfHealthy, now }) =>
    onLeaves({
      within: (level) =>
        leavesOfHealthy.map(({ at }) => at).filter((at) => at > now - limitOf(level, 'minutes') * MINUTE_MS),
      unit: 'times',
      sentence: (count, level) =>
        `The pair stopped to be healthy ${countOf(count, 'time')} within the last ${limitOf(level, 'minutes')} min.`,
      nextStep:
        'See in the history what each of these times began with: a lost link, a dhcpd that was restarted, or clocks near their limit.',
    }),
};
