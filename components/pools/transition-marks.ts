import type { Span } from '../../lib/contracts/range.ts';
import type { TimelineDto } from '../../lib/contracts/timeline.ts';
import type { Verdict } from '../../lib/contracts/verdict.ts';
import type { KnownFailoverState } from '../../lib/failover-states.ts';
import { isKnownFailoverState } from '../../lib/failover-states.ts';
import type { ChartMark } from '../charts/chart.ts';

const LOOK: Record<KnownFailoverState, Verdict> = {
  normal: 'healthy',
  'communications-interrupted': 'degraded',
  'partner-down': 'degraded',
  startup: 'recovering',
  recover: 'recovering',
  'recover-wait': 'recovering',
  'recover-done': 'recovering',
  'potential-conflict': 'down',
  'resolution-interrupted': 'down',
  'conflict-done': 'down',
  paused: 'unknown',
  shutdown: 'unknown',
  'unknown-state': 'unknown',
};

/** From the one to be told first. */
const WORST_FIRST: readonly ChartMark['look'][] = ['down', 'degraded', 'unknown', 'recovering', 'healthy'];

/** More than these beside each other are a wall: those too near to each other are one mark. */
const MOST_MARKS = 40;
const NAMED = 3;

/** The changes of state of both servers within a span. A mark of several has the look of the worst and names the first of them. */
export function transitionMarks(servers: TimelineDto['servers'], { from, to }: Span): ChartMark[] {
  const widthMs = (to - from) / MOST_MARKS;
  const changes = servers
    .flatMap(({ name, stays }) =>
      stays.map(
        ({ state, from: since }): ChartMark => ({
          at: Date.parse(since),
          label: `${name}: ${state}`,
          look: isKnownFailoverState(state) ? LOOK[state] : 'unknown',
        }),
      ),
    )
    .filter(({ at }) => at > from && at <= to)
    .toSorted((a, b) => a.at - b.at);
  const groups: [ChartMark, ...ChartMark[]][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    if (group && change.at - group[0].at < widthMs) group.push(change);
    else groups.push([change]);
  }
  return groups.map(markOf);
}

function markOf(group: readonly [ChartMark, ...ChartMark[]]): ChartMark {
  const looks = group.map(({ look }) => look);
  const named = group.slice(0, NAMED).map(({ label }) => label);
  const others = group.length - named.length;
  return {
    at: group[0].at,
    label: `${named.join(', ')}${others > 0 ? ` and ${others} more changes` : ''}`,
    look: WORST_FIRST.find((look) => looks.includes(look)) ?? group[0].look,
  };
}
