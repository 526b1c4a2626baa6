import type { Tx } from '../../db/client.ts';

export type Acknowledge = { id: number; by: string; note: string | null; now: number };

/**
 * Somebody looks after an open incident and the alerts of it that fire: whoever was told of it is told that. Said again by
 * the same, it changes nothing; a conflict when somebody else did before, or it is over.
 */
export async function acknowledgeIncident(_tx: Tx, _act: Acknowledge): Promise<void> {
  throw new Error('still to be written');
}
