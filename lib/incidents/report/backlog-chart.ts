import type { ReportChart } from '../../contracts/incident-report.ts';
import type { ChartFrame } from './charts.ts';
import type { BacklogStay, ReportFacts } from './facts.ts';
import { extentOf } from './words.ts';

type Lines = Extract<ReportChart, { kind: 'lines' }>;
type Point = [number, number | null];

/** How many leases of each server waited for its partner's acknowledgement; null where no lease file was read. */
export function backlogChart({ backlog, servers }: ReportFacts, frame: ChartFrame): Lines | null {
  const time = { from: Date.parse(frame.from), until: Date.parse(frame.until) };
  const series = servers
    .map(({ name, role }) => ({
      name,
      look: role === 'primary' ? ('server-a' as const) : ('server-b' as const),
      points: pointsOf(backlog.find(({ server }) => server === name)?.stays ?? [], time),
    }))
    .filter(({ points }) => points.length > 0);
  if (series.length === 0) return null;
  return {
    kind: 'lines',
    code: 'backlog',
    title: 'Leases that waited for the partner’s acknowledgement',
    summary: series.map(({ name, points }) => `${name}: ${extentOf(points)}`).join(' '),
    ...frame,
    unit: 'leases',
    isStacked: false,
    series,
    limits: [],
  };
}

/** The begin and the end of each stay, with a gap where nothing was read between two. */
function pointsOf(stays: readonly BacklogStay[], time: { from: number; until: number }): Point[] {
  const points: Point[] = [];
  let seenUntil: number | null = null;
  for (const { from, until, most } of stays) {
    const [begin, end] = [Math.max(from, time.from), Math.min(until, time.until)];
    if (end < begin) continue;
    if (seenUntil !== null && begin > seenUntil) points.push([seenUntil + 1, null]);
    points.push([begin, most], ...(end > begin ? [[end, most] satisfies Point] : []));
    seenUntil = end;
  }
  return points;
}
