import type { DeliveryAnswerDto, DeliveryListDto, DeliveryQuery } from '../contracts/delivery.ts';
import type { Tx } from '../db/client.ts';
import type { Message } from '../db/generated/sqlite/client.ts';
import type { DueMessage, DueQuery, Outcome } from '../notify/outbox.ts';
import { deliverySummary, WITH_LAST_TRY } from './delivery-dto.ts';
import { deadSinceDelivered, WAITING, waitingFor } from './endpoint-figures.ts';
import { disableEndpoint } from './endpoints.ts';
import { appendEvent } from './events.ts';
import { idParts } from './id-parts.ts';
import { textColumn } from './json.ts';
import { toDate, toIso, toMs } from './time.ts';
import { bumpTopics } from './topics.ts';
import { newWebhookId } from './webhook-id.ts';

export type NewMessage = {
  /** What it tells, such as `event:12`: an endpoint is told the same once. */
  cause: string;
  /** Messages of one stream reach an endpoint in their order: `incident:7`, `alert:9`, `pair:3`. */
  stream: string;
  pairId: number | null;
  incidentId: number | null;
  type: string;
  /** What happened, in one sentence. */
  sentence: string;
  /** The whole body of lib/contracts/message.ts, as JSON. */
  body: string;
  endpoints: readonly string[];
  now: number;
};

/**
 * Puts a message into the outbox of each endpoint, due at once, and gives the webhook-ids; an endpoint that has one of the
 * same cause is left out. The caller moves the topic `endpoints`.
 */
export async function enqueueMessage(tx: Tx, { endpoints, now, ...message }: NewMessage): Promise<string[]> {
  // Looked up first: PostgreSQL gives a transaction up when it meets what is there.
  const known = await tx.message.findMany({
    where: { cause: message.cause, endpoint: { in: [...endpoints] } },
    select: { endpoint: true },
  });
  const told = new Set(known.map(({ endpoint }) => endpoint));
  const createdAt = toDate(now);
  const rows = endpoints
    .filter((endpoint) => !told.has(endpoint))
    .map((endpoint) => ({
      ...message,
      endpoint,
      webhookId: newWebhookId(),
      createdAt,
      nextAttemptAt: createdAt,
    }));
  if (rows.length > 0) await tx.message.createMany({ data: rows });
  return rows.map(({ webhookId }) => webhookId);
}

export type MessagesDue = DueQuery & {
  /** A time further ahead than this was set before the clock was put back: it has come. */
  longestWaitMs: number;
};

/** Of each endpoint, the oldest waiting message of each stream that is not busy and whose time has come; the oldest first. */
export async function dueMessages(tx: Tx, query: MessagesDue): Promise<DueMessage[]> {
  const due: DueMessage[] = [];
  for (const endpoint of query.endpoints) {
    const busy = query.busy.filter((each) => each.endpoint === endpoint).map(({ stream }) => stream);
    const heads = await headsOf(tx, endpoint, new Set(busy));
    due.push(...(await dueOf(tx, heads, query)));
  }
  return due;
}

/** Ids of the messages that no other one of their stream is before, ascending. The index of an endpoint's messages has all of it. */
async function headsOf(tx: Tx, endpoint: string, busy: ReadonlySet<string>): Promise<number[]> {
  const streams = await tx.message.groupBy({
    by: ['stream'],
    where: { endpoint, ...WAITING },
    _min: { id: true },
  });
  return streams
    .filter(({ stream }) => !busy.has(stream))
    .flatMap(({ _min }) => _min.id ?? [])
    .sort((one, other) => one - other);
}

async function dueOf(
  tx: Tx,
  heads: readonly number[],
  { now, longestWaitMs, perEndpoint }: MessagesDue,
): Promise<DueMessage[]> {
  const due: DueMessage[] = [];
  for (const ids of idParts(heads)) {
    const rows = await tx.message.findMany({
      where: {
        id: { in: ids },
        OR: [{ nextAttemptAt: { lte: toDate(now) } }, { nextAttemptAt: { gt: toDate(now + longestWaitMs) } }],
      },
      orderBy: { id: 'asc' },
      take: perEndpoint - due.length,
    });
    due.push(...rows.map(dueMessage));
    if (due.length >= perEndpoint) break;
  }
  return due;
}

function dueMessage(row: Message): DueMessage {
  const { id, webhookId, endpoint, stream, type, body, attempts, createdAt } = row;
  return { id, webhookId, endpoint, stream, type, body, attempts, createdAt: toMs(createdAt) };
}

/**
 * Keeps one try to deliver a message and what it came to; the same told again, after a commit in doubt, changes nothing,
 * and so does what is told of a message that is gone. A message that is given up, and an endpoint that is disabled, are
 * told in an event. Moves the topics.
 */
export async function recordDelivery(tx: Tx, delivery: Outcome): Promise<void> {
  const { outcome, disablesEndpoint, ...columns } = delivery;
  const { messageId } = columns;
  const attemptedAt = toDate(columns.attemptedAt);
  const message = await tx.message.findUnique({ where: { id: messageId } });
  if (!message || (await tx.delivery.count({ where: { messageId, attemptedAt } })) > 0) return;
  const [answer, error] = [textColumn(columns.answer), textColumn(columns.error)];
  await tx.delivery.create({ data: { ...columns, answer, error, attemptedAt } });
  await tx.message.update({
    where: { id: messageId },
    data: { attempts: { increment: 1 }, ...endColumns(message, outcome) },
  });
  if ('deadAt' in outcome) await tellDead(tx, message, { ...delivery, error }, outcome.deadAt);
  const now = columns.attemptedAt + columns.durationMs;
  if (disablesEndpoint !== null) await disableEndpoint(tx, message.endpoint, disablesEndpoint, now);
  await bumpTopics(tx, ['endpoints', ...('deadAt' in outcome ? ['events'] : [])]);
}

/** What was given up while it was under way stays so, unless it arrived. */
function endColumns({ deadAt }: Message, outcome: Outcome['outcome']) {
  if ('deliveredAt' in outcome) return { deliveredAt: toDate(outcome.deliveredAt), deadAt: null };
  if ('deadAt' in outcome) return { deadAt: toDate(outcome.deadAt) };
  return deadAt === null ? { nextAttemptAt: toDate(outcome.retryAt) } : {};
}

async function tellDead(
  tx: Tx,
  message: Message,
  { attemptedAt, error }: Outcome,
  deadAt: number,
): Promise<void> {
  const { id, endpoint, pairId, incidentId, attempts, sentence } = message;
  const tries = attempts === 0 ? 'the first try' : `${attempts + 1} tries`;
  await appendEvent(tx, {
    key: `delivery:${id}:dead:${attemptedAt}`,
    pairId,
    serverId: null,
    kind: 'delivery',
    at: deadAt,
    clock: 'pairwatch',
    observedAt: deadAt,
    sortAt: deadAt,
    from: null,
    to: 'given-up',
    sentence: `The endpoint ${endpoint} could not be told, and it was given up after ${tries}: ${error ?? 'it refused'}. The message: ${sentence}`,
    evidence: [],
    incidentId,
  });
}

/**
 * How many messages wait for the endpoints there are, since when the oldest does, and how many were given up since their
 * endpoint last took one.
 */
export async function undeliveredMessages(
  tx: Tx,
): Promise<{ waiting: number; oldestAt: number | null; dead: number }> {
  const endpoints = await tx.endpoint.findMany({ where: { removedAt: null }, select: { name: true } });
  const all = { waiting: 0, oldestAt: null as number | null, dead: 0 };
  for (const { name } of endpoints) {
    const { count, oldestAt } = await waitingFor(tx, name);
    all.waiting += count;
    all.dead += await deadSinceDelivered(tx, name);
    if (oldestAt !== null) all.oldestAt = Math.min(all.oldestAt ?? oldestAt, oldestAt);
  }
  return all;
}

/** One page of messages and what became of them, newest first. `failed`: the last try failed. */
export async function listDeliveries(tx: Tx, query: DeliveryQuery): Promise<Omit<DeliveryListDto, 'now'>> {
  const last =
    query.before === undefined ? null : await tx.message.findUnique({ where: { webhookId: query.before } });
  const rows = await tx.message.findMany({
    where: {
      ...(query.endpoint !== undefined && { endpoint: query.endpoint }),
      ...(query.status && STATUS[query.status]),
      ...(last && { id: { lt: last.id } }),
    },
    include: WITH_LAST_TRY,
    orderBy: { id: 'desc' },
    take: query.limit + 1, // one more than asked for tells whether that is all
  });
  const deliveries = rows.slice(0, query.limit).map(deliverySummary);
  const isWhole = rows.length <= query.limit;
  return { deliveries, nextBefore: isWhole ? null : (deliveries.at(-1)?.id ?? null) };
}

const DEAD = { deliveredAt: null, deadAt: { not: null } };

const STATUS = {
  waiting: WAITING,
  delivered: { deliveredAt: { not: null } },
  dead: DEAD,
  failed: { OR: [DEAD, { ...WAITING, attempts: { gt: 0 } }] },
} satisfies Record<NonNullable<DeliveryQuery['status']>, object>;

/** null for a webhook-id that is not there. */
export async function findDelivery(
  tx: Tx,
  webhookId: string,
): Promise<Omit<DeliveryAnswerDto, 'now'> | null> {
  const row = await tx.message.findUnique({ where: { webhookId }, include: WITH_LAST_TRY });
  if (!row) return null;
  const tries = await tx.delivery.findMany({ where: { messageId: row.id }, orderBy: { id: 'asc' } });
  return {
    delivery: deliverySummary(row),
    body: row.body,
    tries: tries.map(({ attemptedAt, durationMs, status, answer, error }) => ({
      attemptedAt: toIso(attemptedAt),
      latencyMs: durationMs,
      status,
      answer,
      error,
    })),
  };
}
