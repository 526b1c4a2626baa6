import type { Tx } from '../db/client.ts';
import { toDate, toMs } from './time.ts';

export type NewMessage = {
  /** The webhook-id of every try. */
  id: string;
  /** Name of the webhook in the settings. */
  endpoint: string;
  pairId: number;
  eventId: number;
  type: string;
  body: string;
  createdAt: number;
};

/** Puts a message into the outbox, due at once; does nothing when the endpoint has one of the same event. */
export async function enqueueMessage(tx: Tx, message: NewMessage): Promise<void> {
  const { endpoint, eventId } = message;
  const createdAt = toDate(message.createdAt);
  await tx.message.upsert({
    where: { eventId_endpoint: { eventId, endpoint } },
    create: { ...message, createdAt, nextAttemptAt: createdAt },
    update: {},
  });
}

export type DueMessage = { id: string; endpoint: string; type: string; body: string; attempts: number };

/**
 * The oldest undelivered message of each of these endpoints, where the time of its next try has come. Younger ones
 * wait for it: an endpoint gets its messages in the order of the events. A time further ahead than `longestWaitMs` was
 * set before the clock was put back, so it has come too.
 */
export async function dueMessages(
  tx: Tx,
  endpoints: string[],
  { now, longestWaitMs }: { now: number; longestWaitMs: number },
): Promise<DueMessage[]> {
  const due: DueMessage[] = [];
  for (const endpoint of endpoints) {
    const oldest = await tx.message.findFirst({
      where: { endpoint, deliveredAt: null },
      orderBy: { eventId: 'asc' },
    });
    if (!oldest) continue;
    const waitMs = toMs(oldest.nextAttemptAt) - now;
    if (waitMs > 0 && waitMs <= longestWaitMs) continue;
    const { id, type, body, attempts } = oldest;
    due.push({ id, endpoint, type, body, attempts });
  }
  return due;
}

export type NewDelivery = {
  messageId: string;
  attemptedAt: number;
  durationMs: number;
  /** HTTP status of the answer; null when there was none. */
  status: number | null;
  /** Why it failed; null when it did not. */
  error: string | null;
  outcome: { deliveredAt: number } | { retryAt: number };
};

/** Keeps one try to deliver a message, and whether it needs another. */
export async function recordDelivery(tx: Tx, { outcome, ...delivery }: NewDelivery): Promise<void> {
  await tx.delivery.create({ data: { ...delivery, attemptedAt: toDate(delivery.attemptedAt) } });
  await tx.message.update({
    where: { id: delivery.messageId },
    data: {
      attempts: { increment: 1 },
      ...('deliveredAt' in outcome
        ? { deliveredAt: toDate(outcome.deliveredAt) }
        : { nextAttemptAt: toDate(outcome.retryAt) }),
    },
  });
}

/** How many messages no endpoint has taken yet, and since when the oldest of them waits. */
export async function undeliveredMessages(tx: Tx): Promise<{ count: number; oldestAt: Date | null }> {
  const { _count, _min } = await tx.message.aggregate({
    where: { deliveredAt: null },
    _count: true,
    _min: { createdAt: true },
  });
  return { count: _count, oldestAt: _min.createdAt };
}
