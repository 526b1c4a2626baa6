import { type PoolHistoryDto, USE_FIGURES } from '../contracts/history.ts';
import type { PoolUseDto } from '../contracts/pool-use.ts';

type HistorySeries = PoolHistoryDto['series'][number];
type Values = HistorySeries['points'][number]['values'];

/** What charts draw of a pool's history, of which `USE_FIGURES` are enough. */
export function poolUse({ series, ...history }: Omit<PoolHistoryDto, 'now'>): Omit<PoolUseDto, 'now'> {
  return {
    ...history,
    firstAt: series.find(({ points }) => points.length > 0)?.points[0]?.at ?? history.from,
    series: series.map(useOfSeries),
  };
}

function useOfSeries({ server, source, points }: HistorySeries): PoolUseDto['series'][number] {
  const { size, free, backup } = USE_FIGURES[source];
  const values = points.map((point) => point.values);
  return {
    server,
    source,
    used: values.map((each) => {
      const [all, forPrimary, forSecondary] = [each?.[size], each?.[free], each?.[backup]];
      if (!all || !forPrimary || !forSecondary) return null;
      return tenths(Math.max(0, all.avg - forPrimary.avg - forSecondary.avg));
    }),
    backup: stepsOf(values, backup),
    free: stepsOf(values, free),
  };
}

const stepsOf = (values: readonly Values[], figure: string) => ({
  avg: values.map((each) => tenths(each?.[figure]?.avg)),
  min: values.map((each) => each?.[figure]?.min ?? null),
  max: values.map((each) => each?.[figure]?.max ?? null),
});

/** Averages of whole numbers say no more. */
const tenths = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 10) / 10;
