import type { Database } from '../../../lib/db/client.ts';
import type { Endpoint } from '../../../lib/notify/endpoint.ts';
import { newMessageId } from '../../../lib/notify/message-id.ts';
import { send } from '../../../lib/notify/send.ts';
import { sampleOf } from '../../../lib/notify/testing/sample-messages.ts';
import { recordDelivery } from '../../../lib/store/messages.ts';
import type { FaultKind } from './judge.ts';

/** What a sabotaged collector does after each fact it wrote. */
type Deed = (scene: {
  db: Database;
  endpoint: Endpoint;
  /** Of the message of the fact for that endpoint. */
  webhookId: string;
  isUndone: boolean;
}) => Promise<void>;

const TRIED = { deliveredAt: null, attempts: { gt: 0 } };

/** Ways to break a sender, each with what the torture must find then. */
export const SABOTAGES = {
  /** Has it recorded as delivered before it is sent, and dies. */
  forgets: {
    found: 'missing',
    deed: ({ db, webhookId }) =>
      db.write(async (tx) => {
        const message = await tx.message.findUnique({ where: { webhookId } });
        if (!message) return;
        const now = Date.now();
        const arrived = { status: 204, answer: null, error: null, outcome: { deliveredAt: now } };
        const attempt = { messageId: message.id, attemptedAt: now, durationMs: 1, disablesEndpoint: null };
        await recordDelivery(tx, { ...attempt, ...arrived });
      }),
  },
  /** Takes a fresh id for another try. */
  renames: {
    found: 'of rolled-back facts',
    deed: ({ db }) =>
      db.write(async (tx) => {
        for (const { id } of await tx.message.findMany({ where: TRIED }))
          await tx.message.update({ where: { id }, data: { webhookId: newMessageId() } });
      }),
  },
  /** Says something else at another try. */
  rewords: {
    found: 'altered',
    async deed({ db }) {
      const other = sampleOf('test');
      const data = { type: other.type, body: JSON.stringify(other) };
      await db.write((tx) => tx.message.updateMany({ where: TRIED, data }));
    },
  },
  /** Sends what is not committed, and may never be. */
  leaks: {
    found: 'of rolled-back facts',
    async deed({ endpoint, webhookId, isUndone }) {
      if (isUndone) await sendNow(endpoint, webhookId);
    },
  },
  /** Sends the latest of what waits in a stream first. */
  overtakes: {
    found: 'out of order',
    async deed({ db, endpoint }) {
      const waiting = await db.read((tx) =>
        tx.message.findMany({
          where: { endpoint: endpoint.name, deliveredAt: null },
          orderBy: { id: 'asc' },
        }),
      );
      const last = waiting.findLast(({ stream }, index) =>
        waiting.slice(0, index).some((earlier) => earlier.stream === stream),
      );
      if (last) await sendNow(endpoint, last.webhookId);
    },
  },
} satisfies Record<string, { found: FaultKind; deed: Deed }>;

export type Sabotage = keyof typeof SABOTAGES;

/** What comes of it is of no interest: it may well fail. */
async function sendNow(endpoint: Endpoint, webhookId: string): Promise<void> {
  const now = Date.now();
  const message = sampleOf('test');
  await send(endpoint, { due: { webhookId, createdAt: now }, message, at: now }, AbortSignal.timeout(2_000));
}
