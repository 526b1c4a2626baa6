import type { Span } from '../../lib/contracts/range.ts';
import type { ForecastDto } from '../../lib/contracts/truth.ts';
import type { ChartPoint, ChartSeries } from '../charts/chart.ts';

/** The part of what is shown that a forecast adds to its right, at most. */
const MOST_SHARE = 0.35;

type Role = 'primary' | 'secondary';
const ROLES: readonly Role[] = ['primary', 'secondary'];

/**
 * How far a chart reaches that also shows what is to come: as far as the later of the two shares may last, but no more than
 * a third on. The span itself where there is nothing to come.
 */
export function spanWithForecast(span: Span, forecast: ForecastDto[number] | null): Span {
  const ends = ROLES.flatMap((role) => {
    const end = forecast?.[role].alone;
    return end?.kind === 'until' ? [end.high ?? end.at] : [];
  });
  if (ends.length === 0) return span;
  const most = span.to + MOST_SHARE * (span.to - span.from);
  return { from: span.from, to: Math.round(Math.max(span.to, Math.min(most, ...[Math.max(...ends)]))) };
}

/**
 * How each server's own share would go if its partner went away now: a fan from what it has to nothing, between the
 * earliest and the latest time it may last. One without a high end fades at its likely one.
 */
export function forecastFan(forecast: ForecastDto[number] | null, now: number): ChartSeries[] {
  return ROLES.flatMap((role): ChartSeries[] => {
    const told = forecast?.[role];
    const own = told?.ownFree ?? 0;
    if (told?.alone.kind !== 'until' || own <= 0) return [];
    const { at, low, high } = told.alone;
    const latest = Math.max(high ?? at, now + 1);
    const earliest = Math.min(Math.max(low, now + 1), latest);
    const left = (end: number, time: number) =>
      Math.max(0, Math.round(10 * own * (1 - (time - now) / (end - now))) / 10);
    const points = [...new Set([now, earliest, Math.min(Math.max(at, earliest), latest), latest])].map(
      (time): ChartPoint => ({ at: time, value: null, low: left(earliest, time), high: left(latest, time) }),
    );
    return [
      {
        key: `${role} alone`,
        name: `${told.server} alone, forecast`,
        look: role === 'primary' ? 'server-a' : 'server-b',
        kind: 'band',
        points,
      },
    ];
  });
}
