import type { DeliverySummaryDto } from '../contracts/delivery.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { toIso } from './time.ts';

export const WITH_LAST_TRY = {
  pair: { select: { name: true } },
  deliveries: { select: { error: true }, orderBy: { id: 'desc' }, take: 1 },
} satisfies Prisma.MessageInclude;

type MessageRow = Prisma.MessageGetPayload<{ include: typeof WITH_LAST_TRY }>;

/** A message as a page shows it. */
export function deliverySummary(row: MessageRow): DeliverySummaryDto {
  const endedAt = row.deliveredAt ?? row.deadAt;
  return {
    id: row.webhookId,
    endpoint: row.endpoint,
    pair: row.pair?.name ?? null,
    type: row.type,
    sentence: row.sentence,
    incidentId: row.incidentId,
    createdAt: toIso(row.createdAt),
    status: statusOf(row),
    attempts: row.attempts,
    nextAttemptAt: endedAt === null ? toIso(row.nextAttemptAt) : null,
    endedAt: toIso(endedAt),
    lastError: row.deliveries[0]?.error ?? null,
  };
}

function statusOf({ deliveredAt, deadAt }: MessageRow): DeliverySummaryDto['status'] {
  if (deliveredAt !== null) return 'delivered';
  return deadAt === null ? 'waiting' : 'dead';
}
