import {
  MOST_CHANGES,
  type TransitionGroupDto,
  type TransitionsDto,
} from '../../lib/contracts/transitions.ts';
import type { Verdict } from '../../lib/contracts/verdict.ts';
import type { KnownFailoverState } from '../../lib/failover-states.ts';
import { isKnownFailoverState } from '../../lib/failover-states.ts';
import { countOf } from '../../lib/pair/count.ts';
import type { ChartMark } from './chart.ts';

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

/** The changes of state of both servers, for a chart. A mark of several has the look of the worst and names the first of them. */
export const transitionMarks = ({ groups }: Pick<TransitionsDto, 'groups'>): ChartMark[] =>
  groups.map(markOf);

function markOf({ at, count, first, worstState }: TransitionGroupDto): ChartMark {
  const named = first.map(({ server, state }) => `${server}: ${state}`);
  const others = count - named.length;
  return {
    at: Date.parse(at),
    label: `${named.join(', ')}${others > 0 ? ` and ${countOf(others, 'more change')}` : ''}`,
    look: isKnownFailoverState(worstState) ? LOOK[worstState] : 'unknown',
  };
}

/** What is not marked, as a sentence; null where every change is. */
export const unmarkedWords = ({ isCut }: Pick<TransitionsDto, 'isCut'>): string | null =>
  isCut ? `Only the latest ${MOST_CHANGES.toLocaleString('en')} changes of state are marked.` : null;
