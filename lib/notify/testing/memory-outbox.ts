import { newMessageId } from '../message-id.ts';
import type { DueMessage, Outbox, Outcome } from '../outbox.ts';
import { sampleOf } from './sample-messages.ts';

export type OutboxRow = DueMessage & {
  nextAttemptAt: number;
  deliveredAt: number | null;
  deadAt: number | null;
};

/** An outbox in memory that keeps the store's promises. */
export function memoryOutbox() {
  const rows: OutboxRow[] = [];
  const outcomes: Outcome[] = [];
  const isOver = ({ deliveredAt, deadAt }: OutboxRow) => deliveredAt !== null || deadAt !== null;
  const outbox: Outbox = {
    async due({ endpoints, busy, now, perEndpoint }) {
      return endpoints.flatMap((endpoint) => {
        const waiting = rows.filter((row) => row.endpoint === endpoint && !isOver(row));
        const firstOfStream = waiting.filter(
          (row, index) => waiting.findIndex(({ stream }) => stream === row.stream) === index,
        );
        return firstOfStream
          .filter(
            ({ stream }) => !busy.some((other) => other.endpoint === endpoint && other.stream === stream),
          )
          .filter(({ nextAttemptAt }) => nextAttemptAt <= now)
          .slice(0, perEndpoint);
      });
    },
    async record(outcome) {
      outcomes.push(outcome);
      const row = rows.find(({ id }) => id === outcome.messageId);
      if (!row) return;
      row.attempts += 1;
      const { outcome: fate } = outcome;
      if ('deliveredAt' in fate) row.deliveredAt = fate.deliveredAt;
      else if ('deadAt' in fate) row.deadAt = fate.deadAt;
      else row.nextAttemptAt = fate.retryAt;
    },
  };
  return {
    rows,
    outcomes,
    outbox,
    isDone: () => rows.every(isOver),
    /** Puts a message into it, due at once; gives its webhook-id. */
    add(endpoint: string, stream = 'incident:1', more: Partial<OutboxRow> = {}): string {
      const message = sampleOf('test');
      const row = {
        id: rows.length + 1,
        webhookId: newMessageId(),
        endpoint,
        stream,
        type: message.type,
        body: JSON.stringify(message),
        attempts: 0,
        createdAt: 0,
        nextAttemptAt: 0,
        deliveredAt: null,
        deadAt: null,
        ...more,
      };
      rows.push(row);
      return row.webhookId;
    },
  };
}
