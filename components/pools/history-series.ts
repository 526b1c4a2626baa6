import type { PoolSource } from '../../lib/contracts/history.ts';
import type { PoolUseDto } from '../../lib/contracts/pool-use.ts';
import type { ChartPoint, ChartSeries } from '../charts/chart.ts';

type UseSeries = PoolUseDto['series'][number];
type Steps = Pick<PoolUseDto, 'firstAt' | 'stepMs'>;

/** How a pool was used by one source of one server, to lie on top of each other: used, backup, free. */
export function stackedUse({ used, backup, free }: UseSeries, steps: Steps): ChartSeries[] {
  return [
    area('used', pointsOf(used, steps)),
    area('backup', pointsOf(backup.avg, steps)),
    area('free', pointsOf(free.avg, steps)),
  ];
}

const area = (look: 'used' | 'backup' | 'free', points: ChartPoint[]): ChartSeries => ({
  key: look,
  name: look,
  look,
  kind: 'area',
  points,
});

/** What each server had to give by itself, by its own figures, with the least and most of each point. */
export function ownFreeSeries(
  { series, ...steps }: Steps & Pick<PoolUseDto, 'series'>,
  source: PoolSource,
  servers: readonly { name: string; role: 'primary' | 'secondary' }[],
): ChartSeries[] {
  return servers.flatMap(({ name, role }): ChartSeries[] => {
    const told = series.find((each) => each.server === name && each.source === source);
    if (!told) return [];
    const { avg, min, max } = role === 'primary' ? told.free : told.backup;
    const points = pointsOf(avg, steps).map((point, index) => {
      const [low = null, high = null] = [min[index], max[index]];
      return low === high ? point : { ...point, low, high };
    });
    return [{ key: role, name, look: role === 'primary' ? 'server-a' : 'server-b', kind: 'line', points }];
  });
}

function pointsOf(values: readonly (number | null)[], { firstAt, stepMs }: Steps): ChartPoint[] {
  const first = Date.parse(firstAt);
  return values.map((value, index) => ({ at: first + index * stepMs, value }));
}
