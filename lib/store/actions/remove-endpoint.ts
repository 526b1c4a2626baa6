import type { Tx } from '../../db/client.ts';

/** Removes an endpoint made in a browser; what waited for it is given up. */
export async function removeEndpoint(
  _tx: Tx,
  _act: { name: string; by: string; now: number },
): Promise<void> {
  throw new Error('still to be written');
}
