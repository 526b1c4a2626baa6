import { countOf } from '../../pair/count.ts';
import type { Level } from '../rule.ts';
import { byLevels, noData, ownEvidence } from './judgement.ts';
import { limitOf, MINUTE_MS, type PairRuleKind } from './kind.ts';
import { onPools } from './subjects.ts';

export const renewalsCollapsed: PairRuleKind = {
  id: 'renewals-collapsed',
  title: 'Renewals collapsed',
  summary:
    'Far more leases of a pool end without renewal than usual at that hour of the week: its clients do not get through to the servers, or are gone.',
  about: 'pool',
  limits: {
    factor: {
      meaning: 'how many times the usual end within an hour, at least',
      unit: 'times',
      min: 1.1,
      max: 100,
    },
    count: { meaning: 'and how many leases, at least', unit: 'leases', min: 1, max: 16_777_216 },
    rearm: { meaning: 'over below this part of both limits', unit: '%', min: 10, max: 100 },
  },
  defaults: {
    levels: [{ severity: 'warning', forMs: 5 * MINUTE_MS, limits: { factor: 3, count: 20, rearm: 70 } }],
    keepFiringForMs: 5 * MINUTE_MS,
    noData: 'keep',
    opensIncident: true,
    labels: {},
  },
  notKnown:
    'What is usual of leases that end is learnt from now backwards, so it is not known as of the past.',
  judge: (facts) =>
    onPools(facts, ({ title, endings }, rule) => {
      if (endings === null || endings.usual === null)
        return noData(`How many leases of pool ${title} end at this hour as a rule is not known yet.`);
      const { lastHour, usual } = endings;
      const isAbove = (level: Level, part: number) =>
        lastHour >= part * limitOf(level, 'count') && lastHour >= part * limitOf(level, 'factor') * usual;
      return byLevels(
        rule,
        (level) => isAbove(level, 1),
        (level) => isAbove(level, limitOf(level, 'rearm') / 100),
        (level) => ({
          sentence: `Pool ${title}: ${countOf(lastHour, 'lease')} ended without renewal within the last hour; as a rule ${Math.round(usual)} do at this time.`,
          nextStep: 'Check the relays, VLANs and switches between its clients and the servers.',
          figures: [
            {
              name: 'ended without renewal',
              value: lastHour,
              unit: 'leases',
              limit: limitOf(level, 'count'),
            },
            {
              name: 'of the usual',
              value: Math.round((10 * lastHour) / Math.max(usual, 1)) / 10,
              unit: 'times',
              limit: limitOf(level, 'factor'),
            },
          ],
          evidence: [
            ownEvidence(
              `${countOf(lastHour, 'lease')} ended without renewal, usual are ${Math.round(usual)}.`,
              null,
            ),
          ],
        }),
      );
    }),
};
