import type { KnownFailoverState } from '../../../lib/failover-states.ts';
import { isKnownFailoverState } from '../../../lib/failover-states.ts';

/** How a stay in a state is drawn: its colour, and what tells it apart without colour. */
export type StateLook = { colour: string; fill: 'plain' | 'hatched' | 'solid' };

const WELL: StateLook = { colour: 'text-healthy', fill: 'plain' };
const ALONE: StateLook = { colour: 'text-degraded', fill: 'hatched' };
const TAKEN_OVER: StateLook = { colour: 'text-degraded', fill: 'solid' };
const RETURNING: StateLook = { colour: 'text-recovering', fill: 'hatched' };
const CONFLICT: StateLook = { colour: 'text-down', fill: 'solid' };
const SILENT: StateLook = { colour: 'text-unknown', fill: 'hatched' };

const LOOK: Record<KnownFailoverState, StateLook> = {
  normal: WELL,
  'communications-interrupted': ALONE,
  'partner-down': TAKEN_OVER,
  startup: RETURNING,
  recover: RETURNING,
  'recover-wait': RETURNING,
  'recover-done': RETURNING,
  'potential-conflict': CONFLICT,
  'resolution-interrupted': CONFLICT,
  'conflict-done': CONFLICT,
  paused: SILENT,
  shutdown: SILENT,
  'unknown-state': SILENT,
};

export function stateLook(state: string): StateLook {
  return isKnownFailoverState(state) ? LOOK[state] : SILENT;
}
