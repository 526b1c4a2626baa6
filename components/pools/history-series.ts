import { type PoolHistoryDto, type PoolSource, USE_FIGURES } from '../../lib/contracts/history.ts';
import type { ChartPoint, ChartSeries } from '../charts/chart.ts';

type HistorySeries = PoolHistoryDto['series'][number];
type Values = NonNullable<HistorySeries['points'][number]['values']>;

/** How a pool was used by one source of one server, to lie on top of each other: used, backup, free. */
export function stackedUse({ source, points }: HistorySeries): ChartSeries[] {
  const { free, backup } = USE_FIGURES[source];
  return [
    area(
      'used',
      'used',
      pointsOf(points, (values) => usedOf(values, source)),
    ),
    area(
      'backup',
      'backup',
      pointsOf(points, (values) => values[backup]?.avg),
    ),
    area(
      'free',
      'free',
      pointsOf(points, (values) => values[free]?.avg),
    ),
  ];
}

const area = (look: 'used' | 'backup' | 'free', name: string, points: ChartPoint[]): ChartSeries => ({
  key: look,
  name,
  look,
  kind: 'area',
  points,
});

/** What each server had to give by itself, by its own figures, with the least and most of each point. */
export function ownFreeSeries(
  series: readonly HistorySeries[],
  source: PoolSource,
  servers: readonly { name: string; role: 'primary' | 'secondary' }[],
): ChartSeries[] {
  return servers.flatMap(({ name, role }): ChartSeries[] => {
    const told = series.find((each) => each.server === name && each.source === source);
    if (!told) return [];
    const figure = USE_FIGURES[source][role === 'primary' ? 'free' : 'backup'];
    const points = told.points.map(({ at, values }): ChartPoint => {
      const found = values?.[figure];
      if (!found) return { at: Date.parse(at), value: null };
      const point = { at: Date.parse(at), value: tenths(found.avg) };
      return found.min === found.max ? point : { ...point, low: found.min, high: found.max };
    });
    return [{ key: role, name, look: role === 'primary' ? 'server-a' : 'server-b', kind: 'line', points }];
  });
}

function pointsOf(
  points: HistorySeries['points'],
  read: (values: Values) => number | undefined,
): ChartPoint[] {
  return points.map(({ at, values }) => {
    const value = values === null ? undefined : read(values);
    return { at: Date.parse(at), value: value === undefined ? null : tenths(value) };
  });
}

function usedOf(values: Values, source: PoolSource): number | undefined {
  const { size, free, backup } = USE_FIGURES[source];
  const all = [values[size]?.avg, values[free]?.avg, values[backup]?.avg];
  const [total, forPrimary, forSecondary] = all;
  if (total === undefined || forPrimary === undefined || forSecondary === undefined) return undefined;
  return Math.max(0, total - forPrimary - forSecondary);
}

/** Averages of whole numbers say no more. */
const tenths = (value: number): number => Math.round(value * 10) / 10;
