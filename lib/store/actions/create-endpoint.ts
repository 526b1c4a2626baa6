import type { Tx } from '../../db/client.ts';
import type { EndpointSetting } from '../endpoints.ts';

/** Adds an endpoint; `sealed` is its channel. A conflict when one has the name. */
export async function createEndpoint(
  _tx: Tx,
  _act: EndpointSetting & { sealed: string; by: string; now: number },
): Promise<void> {
  throw new Error('still to be written');
}
