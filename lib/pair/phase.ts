import type { FailoverState } from '../failover-states.ts';

/** Failover states that mean the same to the pair as a whole. */
export type Phase =
  | 'starting'
  | 'normal'
  | 'interrupted'
  | 'partner-down'
  | 'recovering'
  | 'merging'
  | 'stopped'
  | 'paused'
  /** A state of which dhcpd itself knows nothing, or a number that is no state. */
  | 'unclear';

export function phaseOf(state: FailoverState): Phase {
  switch (state) {
    case 'startup':
      return 'starting';
    case 'normal':
      return 'normal';
    case 'communications-interrupted':
      return 'interrupted';
    case 'partner-down':
      return 'partner-down';
    case 'recover':
    case 'recover-wait':
    case 'recover-done':
      return 'recovering';
    case 'potential-conflict':
    case 'resolution-interrupted':
    case 'conflict-done':
      return 'merging';
    case 'shutdown':
      return 'stopped';
    case 'paused':
      return 'paused';
    default:
      return 'unclear';
  }
}

const SERVING_PHASES: readonly Phase[] = ['normal', 'interrupted', 'partner-down'];

/** Whether a server in this phase answers clients, unless its partner demands silence (reference 3.1). */
export function servesClients(phase: Phase): boolean {
  return SERVING_PHASES.includes(phase);
}
