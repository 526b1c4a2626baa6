import type { FailoverState } from '../failover-states.ts';
import type { FailoverView } from './facts.ts';

/** The stay in one state that a server was last seen in. */
export type OpenSpan = {
  state: string;
  from: number;
  /** Last time the server itself confirmed the state. */
  lastSeenAt: number;
  /** The server's stamp of the change into it, by the server's clock. */
  stosAt: number | null;
};

export type Transition = {
  /** null when the server was never seen before. */
  from: string | null;
  to: FailoverState;
  /** When it happened, by the clock named in `clock`. */
  at: number;
  clock: 'server' | 'pairwatch';
  /** Begin of the new span by Pairwatch's clock: between the last confirmation of the old state and this view. */
  spanFrom: number;
  /** More may have happened than we saw: it left the state and came back, or nobody looked for a while. */
  unseen: boolean;
  /** The same for the same change seen again by a restarted collector; unique for one server. */
  key: string;
  /**
   * Key of the change in the lease file, if it is a new one there: dhcpd may write the state it goes to already in
   * startup, but one that goes back to the state of before writes nothing new.
   */
  alias: string | null;
};

/** A stamp further from our own time than this tells of a wrong clock, not of the change. */
const PLAUSIBLE_CLOCK_OFFSET_MS = 5 * 60_000;
const UNSEEN_GAP_MS = 60_000;

/** Entering these leaves the stamp of the state before in place (reference 2.1). */
const STATES_WITHOUT_OWN_STAMP: readonly FailoverState[] = ['startup', 'recover-wait'];

/**
 * The change of state a new view tells of, compared with the open span; null while the state goes on.
 * A restart of dhcpd stamps nothing, so a server that was away and is in the same state with the same stamp
 * is one span.
 */
export function detectTransition({
  open,
  view,
}: {
  open: OpenSpan | null;
  view: FailoverView;
}): Transition | null {
  if (open === null) return firstSight(view);
  const stampedAt = stampOfChange(open, view);
  if (open.state === view.localState && (stampedAt === null || open.stosAt === null)) return null;
  const plausible =
    stampedAt !== null &&
    stampedAt >= open.lastSeenAt - PLAUSIBLE_CLOCK_OFFSET_MS &&
    stampedAt <= view.observedAt + PLAUSIBLE_CLOCK_OFFSET_MS;
  return {
    from: open.state,
    to: view.localState,
    ...(plausible ? { at: stampedAt, clock: 'server' } : { at: view.observedAt, clock: 'pairwatch' }),
    spanFrom: plausible ? clamp(stampedAt, open.lastSeenAt, view.observedAt) : view.observedAt,
    unseen: open.state === view.localState || view.observedAt - open.lastSeenAt > UNSEEN_GAP_MS,
    key: keyOfChange(open, view, stampedAt),
    alias:
      open.state === 'startup' && stampedAt === null && view.localStosAt !== null
        ? stampedKey(view.localState, view.localStosAt)
        : null,
  };
}

/**
 * Names a change by the state and its stamp: the lease file has the same two (reference 4.4), so that a change told by both is one.
 * Entering recover-wait leaves the stamp alone in the file too. A startup and its end, which dhcpd does not stamp, are
 * named by what was before.
 */
function keyOfChange(open: OpenSpan, view: FailoverView, stampedAt: number | null): string {
  const aroundStartup = open.state === 'startup' || view.localState === 'startup';
  const stamp = stampedAt ?? (aroundStartup ? null : view.localStosAt);
  if (stamp !== null) return stampedKey(view.localState, stamp);
  return `${open.from}:${open.state}>${view.localState}:${view.localStosAt ?? '-'}`;
}

/** The key of a change that dhcpd stamped; unique for one server. */
export function stampedKey(state: string, stampedAt: number): string {
  return `${state}@${stampedAt}`;
}

/** The server's stamp of the change into the view's state; null when the stamp belongs to an earlier change. */
function stampOfChange(open: OpenSpan, view: FailoverView): number | null {
  if (STATES_WITHOUT_OWN_STAMP.includes(view.localState)) return null;
  if (view.localStosAt === null || open.stosAt === null || view.localStosAt > open.stosAt)
    return view.localStosAt;
  // Stamps are whole seconds: two changes within one have the same.
  const isSameSecond = view.localStosAt === open.stosAt && view.localState !== open.state;
  return isSameSecond && open.state !== 'startup' ? view.localStosAt : null;
}

/** The stay may have begun long before we looked; its stamp tells, unless it lies in the future. */
function firstSight(view: FailoverView): Transition {
  const stampedAt = STATES_WITHOUT_OWN_STAMP.includes(view.localState) ? null : view.localStosAt;
  const plausible = stampedAt !== null && stampedAt <= view.observedAt;
  return {
    from: null,
    to: view.localState,
    ...(plausible ? { at: stampedAt, clock: 'server' } : { at: view.observedAt, clock: 'pairwatch' }),
    spanFrom: plausible ? stampedAt : view.observedAt,
    unseen: false,
    key:
      stampedAt === null
        ? `first:${view.localState}:${view.observedAt}`
        : stampedKey(view.localState, stampedAt),
    alias: null,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
