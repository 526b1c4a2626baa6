import type { Span } from '../contracts/range.ts';
import { MOST_GROUPS, MOST_TOLD, type TransitionGroupDto } from '../contracts/transitions.ts';
import { worstState } from '../failover-states.ts';

/** A server entered a state. Milliseconds since 1970. */
export type Transition = { at: number; server: string; state: string };

export type TransitionGroup = Omit<TransitionGroupDto, 'at'> & { at: number };

/**
 * Transitions as groups, each of those that follow its first within a fortieth of the span: so there are never more than
 * MOST_GROUPS. `transitions` in the order of time, after the beginning of the span and up to its end.
 */
export function transitionGroups(transitions: readonly Transition[], { from, to }: Span): TransitionGroup[] {
  const widthMs = (to - from) / MOST_GROUPS;
  const groups: [Transition, ...Transition[]][] = [];
  for (const transition of transitions) {
    const group = groups.at(-1);
    if (group && transition.at - group[0].at < widthMs) group.push(transition);
    else groups.push([transition]);
  }
  return groups.map(inShort);
}

function inShort(group: readonly [Transition, ...Transition[]]): TransitionGroup {
  const [{ at, state }, ...others] = group;
  return {
    at,
    count: group.length,
    first: group.slice(0, MOST_TOLD).map(({ server, state }) => ({ server, state })),
    worstState: others.reduce((worst, other) => worstState(worst, other.state), state),
  };
}
