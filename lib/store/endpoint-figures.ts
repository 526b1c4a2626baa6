import type { EndpointAlertFacts } from '../alerts/facts.ts';
import type { EndpointDto } from '../contracts/endpoint.ts';
import type { Tx } from '../db/client.ts';
import { toDate, toIso, toMs } from './time.ts';

/** How the messages for one endpoint do. All of it is read by the index of an endpoint's messages, however many were delivered. */

const DAY_MS = 86_400_000;
const COUNTED_MS = 30 * DAY_MS;

/** Messages that are neither delivered nor given up. */
export const WAITING = { deliveredAt: null, deadAt: null } as const;

type Figures = Pick<EndpointDto, 'counts' | 'oldestWaitingAt' | 'lastDeliveredAt' | 'lastFailure'>;

/** What was delivered or given up is counted for 30 days. `lastFailure` is of what is not delivered. */
export async function endpointFigures(tx: Tx, endpoint: string, now: number): Promise<Figures> {
  const since = { gte: toDate(now - COUNTED_MS) };
  const { count, oldestAt } = await waitingFor(tx, endpoint);
  const lastDeliveredAt = await lastDelivered(tx, endpoint);
  const failure = await lastFailure(tx, endpoint);
  return {
    counts: {
      waiting: count,
      dead: await tx.message.count({ where: { endpoint, deliveredAt: null, deadAt: since } }),
      delivered: await tx.message.count({ where: { endpoint, deliveredAt: since } }),
    },
    oldestWaitingAt: toIso(toDate(oldestAt)),
    lastDeliveredAt: toIso(lastDeliveredAt),
    lastFailure: failure && { at: toIso(failure.attemptedAt), error: failure.error },
  };
}

/** What the rules about Pairwatch itself judge the endpoints by that are there. */
export async function endpointAlertFacts(tx: Tx): Promise<EndpointAlertFacts[]> {
  const rows = await tx.endpoint.findMany({
    where: { removedAt: null },
    orderBy: { name: 'asc' },
    // Not its filter: what is damaged there is told elsewhere.
    select: { name: true, disabledAt: true, disabledReason: true, unusableReason: true },
  });
  const facts: EndpointAlertFacts[] = [];
  for (const { name, disabledAt, disabledReason, unusableReason } of rows) {
    const dead = await deadSinceDelivered(tx, name);
    const { count, oldestAt } = await waitingFor(tx, name);
    facts.push({
      name,
      dead,
      waitingSince: oldestAt,
      disabled: disabledAt && { at: toMs(disabledAt), reason: disabledReason ?? '' },
      unusable: unusableReason,
      lastError: dead + count === 0 ? null : ((await lastFailure(tx, name))?.error ?? null),
    });
  }
  return facts;
}

/**
 * How many wait for an endpoint, and since when the oldest does: one that is to be sent again, and was not tried since, waits
 * since somebody asked for that.
 */
export async function waitingFor(
  tx: Tx,
  endpoint: string,
): Promise<{ count: number; oldestAt: number | null }> {
  const where = { endpoint, ...WAITING };
  const untried = await tx.message.aggregate({
    where: { ...where, attempts: 0 },
    _count: true,
    _min: { nextAttemptAt: true },
  });
  const tried = await tx.message.aggregate({
    where: { ...where, attempts: { gt: 0 } },
    _count: true,
    _min: { createdAt: true },
  });
  const oldest = [untried._min.nextAttemptAt, tried._min.createdAt].flatMap((at) => at?.getTime() ?? []);
  return {
    count: untried._count + tried._count,
    oldestAt: oldest.length === 0 ? null : Math.min(...oldest),
  };
}

/** How many were given up since the endpoint last took one. */
export async function deadSinceDelivered(tx: Tx, endpoint: string): Promise<number> {
  const last = await lastDelivered(tx, endpoint);
  const deadAt = last === null ? { not: null } : { gt: last };
  // Whoever sends a test looks at what comes of it.
  return tx.message.count({ where: { endpoint, deliveredAt: null, deadAt, type: { not: 'test' } } });
}

async function lastDelivered(tx: Tx, endpoint: string): Promise<Date | null> {
  const last = await tx.message.findFirst({
    where: { endpoint, deliveredAt: { not: null } },
    orderBy: { deliveredAt: 'desc' },
    select: { deliveredAt: true },
  });
  return last?.deliveredAt ?? null;
}

/** The last try that failed of the oldest message that still waits or of the one given up last, whichever is later. */
async function lastFailure(tx: Tx, endpoint: string) {
  const waiting = await tx.message.findFirst({
    where: { endpoint, ...WAITING, attempts: { gt: 0 } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const dead = await tx.message.findFirst({
    where: { endpoint, deliveredAt: null, deadAt: { not: null } },
    orderBy: [{ deadAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  const failed = await tx.delivery.findFirst({
    where: { messageId: { in: [waiting, dead].flatMap((each) => each?.id ?? []) }, error: { not: null } },
    orderBy: [{ attemptedAt: 'desc' }, { id: 'desc' }],
    select: { attemptedAt: true, error: true },
  });
  return failed && failed.error !== null ? { attemptedAt: failed.attemptedAt, error: failed.error } : null;
}
