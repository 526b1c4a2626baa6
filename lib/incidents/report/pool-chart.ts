import type { ReportChart } from '../../contracts/incident-report.ts';
import type { ChartFrame } from './charts.ts';
import type { PoolFacts, PoolPoint, ReportFacts } from './facts.ts';
import { extentOf } from './words.ts';

type Lines = Extract<ReportChart, { kind: 'lines' }>;
type Point = [number, number | null];
type Figure = Exclude<keyof PoolPoint, 'at'>;

/** How full a pool was, and what each server could still give by itself; null where nobody counted. */
export function poolChart(
  { key, title, addressCount, history }: PoolFacts,
  { servers }: ReportFacts,
  frame: ChartFrame,
): Lines | null {
  const ofServer = (name: string, figure: Figure): Point[] => {
    const counted = history.filter(
      ({ server, points }) => server === name && points.some((point) => point[figure] !== null),
    );
    const best = counted.find(({ source }) => source === 'omapi') ?? counted[0];
    return (best?.points ?? []).map((point) => [point.at, point[figure]]);
  };
  const used = servers
    .map(({ name }) => ({ name, points: ofServer(name, 'used') }))
    .find(({ points }) => points.length > 0);
  const series = [
    ...(used ? [{ name: `In use, by ${used.name}`, look: 'used' as const, points: used.points }] : []),
    ...servers.map(({ name, role }) => ({
      name: `Own free of ${name}`,
      look: role === 'primary' ? ('server-a' as const) : ('server-b' as const),
      points: ofServer(name, role === 'primary' ? 'free' : 'backup'),
    })),
  ].filter(({ points }) => points.length > 0);
  if (series.length === 0) return null;
  return {
    kind: 'lines',
    code: `pool:${key}`,
    title: `Pool ${title}: addresses in use and free`,
    summary: series.map(({ name, points }) => `${name}: ${extentOf(points)}`).join(' '),
    ...frame,
    unit: 'addresses',
    isStacked: false,
    series,
    limits: addressCount === null ? [] : [{ value: addressCount, label: 'all addresses' }],
  };
}
