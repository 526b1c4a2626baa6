import type { Tx } from '../../db/client.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { sentToEndpoint } from './find-endpoint.ts';
import { tellAction } from './tell-action.ts';

/** Sends one message again under its own webhook-id (`id`), whatever became of it; one that waits is due at once. */
export async function replayMessage(tx: Tx, act: { id: string; by: string; now: number }): Promise<void> {
  const { now } = act;
  const by = checkedText(act.by, 'the name of who sends it again');
  const message = await tx.message.findUnique({ where: { webhookId: act.id } });
  if (!message) throw new ActionError('not-found', `There is no message ${act.id}.`);
  const { id, webhookId, endpoint, pairId, incidentId, sentence } = message;
  await sentToEndpoint(tx, endpoint);
  await tx.message.update({ where: { id }, data: revived(now) });
  await tellAction(tx, {
    key: `message:${webhookId}`,
    pair: { pairId },
    incidentId,
    to: 'message-replayed',
    sentence: `${by} sent a message to ${endpoint} again: ${sentence}`,
    by,
    now,
    topics: ['endpoints'],
  });
}

/** The columns of a message that starts over; its place among the others stays. */
export function revived(now: number) {
  return { attempts: 0, nextAttemptAt: toDate(now), deliveredAt: null, deadAt: null };
}
