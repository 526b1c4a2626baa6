import type { Tx } from '../../db/client.ts';

/** Sends one message again under its own webhook-id (`id`), whatever became of it; one that waits is due at once. */
export async function replayMessage(_tx: Tx, _act: { id: string; by: string; now: number }): Promise<void> {
  throw new Error('still to be written');
}
