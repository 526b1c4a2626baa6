import type { Tx } from '../../db/client.ts';
import type { EndpointSetting } from '../endpoints.ts';
import { jsonColumn } from '../json.ts';
import { checkedText } from './check-text.ts';
import { ownEndpoint, shownEndpoint } from './find-endpoint.ts';
import { tellAction } from './tell-action.ts';

export type EndpointUpdate = Pick<EndpointSetting, 'name'> &
  Partial<EndpointSetting> & { sealed?: string; by: string; now: number };

/** Changes an endpoint made in a browser: what is left out stays. One with another channel is enabled again. */
export async function updateEndpoint(tx: Tx, act: EndpointUpdate): Promise<void> {
  const { name, kind, address, filter, sealed, now } = act;
  const by = checkedText(act.by, 'the name of who changes it');
  const before = await ownEndpoint(tx, name);
  const row = await tx.endpoint.update({
    where: { name },
    data: {
      ...(kind && { kind }),
      ...(address !== undefined && { address }),
      ...(filter && { filter: jsonColumn(filter) }),
      ...(sealed !== undefined && {
        sealed,
        disabledAt: null,
        disabledReason: null,
        unusableReason: null,
      }),
    },
  });
  await tellAction(tx, {
    key: `endpoint:${name}`,
    pair: { pairId: null },
    to: 'endpoint-changed',
    sentence: `${by} changed the endpoint ${name}.`,
    by,
    now,
    topics: ['endpoints'],
    before: shownEndpoint(before),
    after: { ...shownEndpoint(row), isReachedAnew: sealed !== undefined },
  });
}
