import type { Tx } from '../../db/client.ts';
import { giveUpWaiting } from '../endpoints.ts';
import { toDate } from '../time.ts';
import { checkedText } from './check-text.ts';
import { ownEndpoint, shownEndpoint } from './find-endpoint.ts';
import { tellAction } from './tell-action.ts';

/** Removes an endpoint made in a browser; what waited for it is given up. */
export async function removeEndpoint(tx: Tx, act: { name: string; by: string; now: number }): Promise<void> {
  const { name, now } = act;
  const by = checkedText(act.by, 'the name of who removes it');
  const before = await ownEndpoint(tx, name);
  await tx.endpoint.update({ where: { name }, data: { removedAt: toDate(now), sealed: null } });
  await giveUpWaiting(tx, name, 'it was removed', now);
  await tellAction(tx, {
    key: `endpoint:${name}`,
    pair: { pairId: null },
    to: 'endpoint-removed',
    sentence: `${by} removed the endpoint ${name}.`,
    by,
    now,
    topics: ['endpoints'],
    before: shownEndpoint(before),
  });
}
