import type { Tx } from '../../db/client.ts';
import type { EndpointSetting } from '../endpoints.ts';

/** Changes an endpoint made in a browser: what is left out stays. One with another channel is enabled again. */
export async function updateEndpoint(
  _tx: Tx,
  _act: Pick<EndpointSetting, 'name'> &
    Partial<EndpointSetting> & { sealed?: string; by: string; now: number },
): Promise<void> {
  throw new Error('still to be written');
}
