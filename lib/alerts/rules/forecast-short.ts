import type { Subject } from '../../contracts/alert.ts';
import type { PoolForecast, ServerForecast, ShareEnd } from '../../pair/forecast/forecast.ts';
import type { Level, Rule } from '../rule.ts';
import { byLevels, type Judgement, noData, over, ownEvidence, UNDECIDED } from './judgement.ts';
import { HOUR_MS, limitOf, MINUTE_MS, type PairRuleKind } from './kind.ts';

export const forecastShort: PairRuleKind = {
  id: 'forecast-short',
  title: 'Survivor forecast short',
  summary:
    'Were one server left alone now, its own free addresses of a pool would not last long for new clients. It looks ahead: nobody goes without yet.',
  about: 'pool',
  limits: {
    hours: { meaning: 'for how long its own addresses would last, at most', unit: 'h', min: 0.5, max: 168 },
    size: { meaning: 'smaller pools are left alone', unit: 'addresses', min: 1, max: 16_777_216 },
    rearm: { meaning: 'over once they would last so much longer', unit: '%', min: 0, max: 200 },
  },
  defaults: {
    levels: [
      { severity: 'warning', forMs: 15 * MINUTE_MS, limits: { hours: 24, size: 16, rearm: 25 } },
      { severity: 'critical', forMs: 15 * MINUTE_MS, limits: { hours: 4, size: 16, rearm: 25 } },
    ],
    keepFiringForMs: 15 * MINUTE_MS,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: 'What was forecast in the past is not kept.',
  judge: ({ forecasts, pools, now }) => {
    const sizes = new Map(pools.map(({ key, size }) => [key, size]));
    const byKey = new Map((forecasts ?? []).map((forecast) => [forecast.key, forecast]));
    return {
      subjects: (forecasts ?? []).flatMap(({ key, primary, secondary }) =>
        [primary, secondary].map(({ server }): Subject => ({ server, pool: key, detail: null })),
      ),
      on: ({ server, pool: key }, rule) => {
        const pool = key === null ? undefined : byKey.get(key);
        const side = pool && [pool.primary, pool.secondary].find((each) => each.server === server);
        if (byKey.size === 0) return UNDECIDED;
        if (!pool || !side) return over(`Nothing is forecast for pool ${key} and ${server} any more.`);
        return outlookOf(pool, side, sizes.get(pool.key) ?? 0, rule, now);
      },
    };
  },
};

function outlookOf(
  { title }: PoolForecast,
  side: ServerForecast,
  size: number,
  rule: Rule,
  now: number,
): Judgement {
  const { server, isPartnerDown } = side;
  // Once it is alone by its own word, what it took over counts too.
  const end = isPartnerDown ? side.afterPartnerDown : side.alone;
  if (end.kind === 'unknown')
    return noData(`How long ${server} could go on alone in pool ${title} is not known: ${end.why}.`);
  const hoursLeft = hoursUntil(end, now);
  const isShort = (level: Level, part: number) =>
    size >= limitOf(level, 'size') && hoursLeft <= part * limitOf(level, 'hours');
  return byLevels(
    rule,
    (level) => isShort(level, 1),
    (level) => isShort(level, 1 + limitOf(level, 'rearm') / 100),
    (level) => ({
      sentence: `Pool ${title}: ${isPartnerDown ? `${server} is alone, and` : `with its partner gone,`} ${lastsWords(side, end, hoursLeft)}.`,
      nextStep: 'Enlarge the pool on both servers, or shorten its lease times, while both still answer.',
      figures: Number.isFinite(hoursLeft)
        ? [
            {
              name: 'lasts',
              value: Math.round(hoursLeft * 10) / 10,
              unit: 'h',
              limit: limitOf(level, 'hours'),
            },
          ]
        : [],
      evidence: [
        ownEvidence(
          `${side.ownFree ?? 'unknown'} free of its own, ${side.ratePerHour === null ? 'unknown' : Math.round(side.ratePerHour * 10) / 10} new clients an hour.`,
          null,
        ),
      ],
    }),
  );
}

/** Infinite beyond the horizon. */
function hoursUntil(end: Exclude<ShareEnd, { kind: 'unknown' }>, now: number): number {
  if (end.kind === 'empty') return 0;
  return end.kind === 'until' ? Math.max(0, end.at - now) / HOUR_MS : Number.POSITIVE_INFINITY;
}

function lastsWords({ server, isPartnerDown }: ServerForecast, end: ShareEnd, hoursLeft: number): string {
  const who = isPartnerDown ? 'it' : server;
  if (end.kind === 'empty') return `${who} has no address for a new client`;
  if (end.kind === 'beyond') return `${who} has addresses for new clients for more than ${end.days} days`;
  return `${who} has addresses for new clients for about ${Math.max(1, Math.round(hoursLeft))} h`;
}
