import type { Tx } from '../../db/client.ts';

/** Calls a maintenance window off, or ends one. */
export async function removeWindow(_tx: Tx, _act: { id: number; by: string; now: number }): Promise<void> {
  throw new Error('still to be written');
}
