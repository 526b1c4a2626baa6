import type { Database } from '../../../lib/db/client.ts';
import type { StoredMessage } from './judge.ts';

const WAITING = { deliveredAt: null, deadAt: null };

export const messageCount = (db: Database): Promise<number> => db.read((tx) => tx.message.count());

export const waitingCount = (db: Database): Promise<number> =>
  db.read((tx) => tx.message.count({ where: WAITING }));

/** The webhook-ids of messages that were given up. */
export async function deadIds(db: Database): Promise<string[]> {
  const dead = await db.read((tx) =>
    tx.message.findMany({ where: { deliveredAt: null, deadAt: { not: null } } }),
  );
  return dead.map(({ webhookId }) => webhookId);
}

/** How many tries found nobody, which no receiver can tell. */
export const refusedTries = (db: Database): Promise<number> =>
  db.read((tx) => tx.delivery.count({ where: { error: { contains: 'refused' } } }));

/** All messages, in their order. */
export async function storedMessages(db: Database): Promise<StoredMessage[]> {
  return db.read(async (tx) => {
    const events = await tx.event.findMany({ select: { id: true } });
    const causes = new Set(events.map(({ id }) => `event:${id}`));
    const messages = await tx.message.findMany({ orderBy: { id: 'asc' } });
    return messages.map(({ id, webhookId, endpoint, stream, body, cause, deliveredAt }) => ({
      ...{ id, webhookId, endpoint, stream, body },
      hasCause: causes.has(cause),
      isDelivered: deliveredAt !== null,
    }));
  });
}
