import { countOf } from '../../pair/count.ts';
import { DAY_MS, limitOf, type PairRuleKind, SECOND_MS } from './kind.ts';
import { onLeaves } from './leaves.ts';

/**
 * No single one of these times may have been worth a call; together they say that a server is not to be relied on. That
 * dhcpd is restarted for a change of its configuration does not.
 */
export const pairRecurring: PairRuleKind = {
  id: 'pair-recurring',
  title: 'Trouble every few days',
  summary:
    'The pair stops to be healthy every few days or weeks and mostly mends itself, while one server fills in for the other.',
  about: 'pair',
  limits: {
    count: { meaning: 'on how many days, by UTC, it stops to be healthy', unit: 'days', min: 2, max: 60 },
    days: { meaning: 'within which time', unit: 'days', min: 2, max: 60 },
    seconds: { meaning: 'shorter times, such as restarts, do not count', unit: 's', min: 0, max: 86_400 },
    rearm: { meaning: 'over once it was on no more days than this', unit: 'days', min: 0, max: 59 },
  },
  defaults: {
    levels: [{ severity: 'warning', forMs: 0, limits: { count: 4, days: 60, seconds: 60, rearm: 2 } }],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: null,
  judge: ({ leavesOfHealthy, now }) =>
    onLeaves({
      within: (level) =>
        firstOfEachDay(
          leavesOfHealthy
            .filter(
              ({ at, backAt }) =>
                at > now - limitOf(level, 'days') * DAY_MS &&
                Math.min(backAt ?? now, now) - at >= limitOf(level, 'seconds') * SECOND_MS,
            )
            .map(({ at }) => at),
        ),
      unit: 'days',
      sentence: (count, level) =>
        `The pair stopped to be healthy for ${limitOf(level, 'seconds')} s or longer on ${countOf(count, 'day')} of the last ${limitOf(level, 'days')}.`,
      nextStep:
        'Compare these days in the history: the time of day, which server was lost, and what brought it back.',
    }),
};

function firstOfEachDay(times: readonly number[]): number[] {
  const dayOf = (at: number | undefined) => (at === undefined ? null : Math.floor(at / DAY_MS));
  return times.filter((at, index) => dayOf(at) !== dayOf(times[index - 1]));
}
