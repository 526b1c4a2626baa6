import type { Tx } from '../../db/client.ts';
import type { EndpointSetting } from '../endpoints.ts';
import { jsonColumn } from '../json.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

/** Adds an endpoint; `sealed` is its channel. A conflict when one has the name. */
export async function createEndpoint(
  tx: Tx,
  act: EndpointSetting & { sealed: string; by: string; now: number },
): Promise<void> {
  const { name, kind, address, filter, sealed, now } = act;
  const by = checkedText(act.by, 'the name of who adds it');
  const known = await tx.endpoint.findUnique({ where: { name } });
  if (known?.removedAt === null)
    throw new ActionError('conflict', `There is an endpoint ${name} already: choose another name.`);
  const columns = {
    origin: 'database',
    kind,
    address,
    filter: jsonColumn(filter),
    sealed,
    actor: by,
    createdAt: toDate(now),
    disabledAt: null,
    disabledReason: null,
    unusableReason: null,
    removedAt: null,
  };
  await tx.endpoint.upsert({ where: { name }, create: { name, ...columns }, update: columns });
  await tellAction(tx, {
    key: `endpoint:${name}`,
    pair: { pairId: null },
    to: 'endpoint-added',
    sentence: `${by} added the endpoint ${name}, ${kind} to ${address}.`,
    by,
    now,
    topics: ['endpoints'],
    after: { kind, address, filter },
  });
}
