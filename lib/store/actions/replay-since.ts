import type { Tx } from '../../db/client.ts';
import { countOf } from '../../pair/count.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { toDate } from '../time.ts';
import { checkedText } from './check-text.ts';
import { sentToEndpoint } from './find-endpoint.ts';
import { revived } from './replay-message.ts';
import { tellAction } from './tell-action.ts';

/**
 * Sends again what was given up of the messages written for an endpoint since a time, each under its own webhook-id and
 * in its order; those that wait are due at once. Gives how many they are together.
 */
export async function replaySince(
  tx: Tx,
  act: { endpoint: string; since: number; by: string; now: number },
): Promise<number> {
  const { endpoint, since, now } = act;
  const by = checkedText(act.by, 'the name of who sends them again');
  await sentToEndpoint(tx, endpoint);
  const { count } = await tx.message.updateMany({
    where: { endpoint, deliveredAt: null, createdAt: { gte: toDate(since) } },
    data: revived(now),
  });
  await tellAction(tx, {
    key: `endpoint:${endpoint}`,
    pair: { pairId: null },
    to: 'messages-replayed',
    sentence: `${by} sent again what ${endpoint} was not told since ${utcMinute(since)}: ${countOf(count, 'message')}.`,
    by,
    now,
    topics: ['endpoints'],
  });
  return count;
}
