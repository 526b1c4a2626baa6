import type { KnownFailoverState } from '../../failover-states.ts';
import type { Role } from './plan.ts';

/** What moves a server's failover state (reference 3.2), as pure rows. `exits` means that dhcpd ends itself. */
export type Move = KnownFailoverState | 'exits';

export type PeerWord = {
  state: KnownFailoverState;
  /** The partner is in startup and tells the state it has saved. */
  startup: boolean;
};

const CONFLICTING: readonly KnownFailoverState[] = [
  'potential-conflict',
  'resolution-interrupted',
  'conflict-done',
];

/** The link to the partner ended, or startup passed without one (then `state` is the saved one). */
export function afterLinkLost(state: KnownFailoverState): KnownFailoverState {
  if (state === 'normal') return 'communications-interrupted';
  if (state === 'potential-conflict' || state === 'unknown-state') return 'resolution-interrupted';
  return state;
}

/** The partner told its state. In startup `state` is the saved one, and the answer is where startup ends. */
export function afterPeerState(state: KnownFailoverState, inStartup: boolean, peer: PeerWord): Move {
  const row = PEER_ROWS[state];
  return row ? row(peer, inStartup) : state;
}

/** The partner has sent everything we asked for. */
export function afterUpdateDone(
  state: KnownFailoverState,
  facts: { role: Role; peerState: KnownFailoverState; mcltPassed: boolean },
): KnownFailoverState {
  if (state === 'recover') {
    const peerIsNewToo = facts.peerState === 'recover' || facts.peerState === 'recover-done';
    return facts.mcltPassed || peerIsNewToo ? 'recover-done' : 'recover-wait';
  }
  if (state !== 'potential-conflict') return state;
  if (facts.role === 'primary') return 'conflict-done';
  return facts.peerState === 'conflict-done' ? 'normal' : state;
}

/** Which updates a server asks its partner for in its present state; null for none. */
export function updateRequest(
  state: KnownFailoverState,
  role: Role,
  peerState: KnownFailoverState,
): 'all' | 'pending' | null {
  if (state === 'recover') {
    const peerCanSend = ['recover', 'partner-down', 'communications-interrupted'].includes(peerState);
    return peerCanSend ? 'all' : null;
  }
  if (state !== 'potential-conflict') return null;
  return role === 'primary' || peerState === 'conflict-done' ? 'pending' : null;
}

/** Whether a server answers clients: its own state must allow it and its partner's must not forbid it (reference 3.1). */
export function answersClients(state: KnownFailoverState, peerState: KnownFailoverState): boolean {
  const ownStateAllows = ['normal', 'communications-interrupted', 'partner-down'].includes(state);
  return ownStateAllows && peerState !== 'partner-down' && !CONFLICTING.includes(peerState);
}

type PeerRow = (peer: PeerWord, inStartup: boolean) => Move;

const PEER_ROWS: Partial<Record<KnownFailoverState, PeerRow>> = {
  normal: ({ state }, inStartup) => {
    if (state === 'partner-down') return inStartup ? 'recover' : 'potential-conflict';
    if (state === 'recover' || state === 'shutdown') return 'partner-down';
    if (state === 'paused') return 'communications-interrupted';
    return CONFLICTING.includes(state) ? 'shutdown' : 'normal'; // dhcpd calls that an error and stops
  },
  'communications-interrupted': ({ state }) => {
    if (['normal', 'communications-interrupted', 'recover-done', 'recover-wait'].includes(state))
      return 'normal';
    if (state === 'recover' || state === 'shutdown') return 'partner-down';
    return state === 'partner-down' || CONFLICTING.includes(state)
      ? 'potential-conflict'
      : 'communications-interrupted';
  },
  'partner-down': ({ state, startup }) => {
    if (startup || ['recover', 'recover-wait', 'shutdown', 'paused'].includes(state)) return 'partner-down';
    return state === 'recover-done' ? 'normal' : 'potential-conflict';
  },
  'potential-conflict': ({ state }) => {
    if (state === 'recover') return 'recover';
    if (state === 'shutdown') return 'partner-down';
    return state === 'normal' ? 'shutdown' : 'potential-conflict'; // dhcpd calls that an error and stops
  },
  'resolution-interrupted': ({ state }) => (state === 'shutdown' ? 'partner-down' : 'potential-conflict'),
  'conflict-done': ({ state }) => {
    if (state === 'normal' || state === 'shutdown') return state;
    return state === 'potential-conflict' || state === 'resolution-interrupted' ? 'conflict-done' : 'exits';
  },
  recover: ({ state }) => {
    if (state === 'shutdown') return 'partner-down';
    return state === 'normal' || CONFLICTING.includes(state) ? 'potential-conflict' : 'recover';
  },
  'recover-done': ({ state }) => {
    if (state === 'normal' || state === 'recover-done') return 'normal';
    return state === 'shutdown' ? 'partner-down' : 'recover-done';
  },
};
