import { z } from 'zod';
import { type EventDto, type EventListDto, type EventQuery, eventSchema } from '../contracts/event.ts';
import type { Evidence } from '../contracts/verdict.ts';
import { evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso } from './time.ts';

export type NewEvent = {
  /** What makes it the same event when it is told again, after a restart say. */
  key: string;
  /** null for an event of Pairwatch itself. */
  pairId: number | null;
  /** null for an event of the pair as a whole. */
  serverId: number | null;
  kind: EventDto['kind'];
  at: number;
  clock: EventDto['clock'];
  observedAt: number;
  /** When it happened by Pairwatch's clock, as nearly as that is known: its place in the history. */
  sortAt: number;
  from: string | null;
  to: string;
  sentence: string;
  evidence: Evidence[];
  backfilled?: boolean;
  /** Who did it; left out when nobody did. */
  actor?: string;
  /** The incident it belongs to by what it tells. */
  incidentId?: number | null;
};

/** Adds an event, unless one with its key is there: then it changes nothing and says so. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<{ id: number; appended: boolean }> {
  // Looked up first: PostgreSQL gives a transaction up when it meets a key that is there. If another writer adds the
  // key in between, that happens, and the transaction is tried again and finds it.
  const known = await tx.event.findUnique({ where: { key: event.key }, select: { id: true } });
  if (known) return { id: known.id, appended: false };
  const { id } = await tx.event.create({ data: columnsOf(event), select: { id: true } });
  return { id, appended: true };
}

/** The event of a key was told `count` times by now, last at `at`. */
export async function repeatEvent(tx: Tx, key: string, at: number, count: number): Promise<void> {
  await tx.event.updateMany({ where: { key }, data: { count, lastAt: toDate(at) } });
}

function columnsOf({ at, observedAt, sortAt, evidence, ...event }: NewEvent) {
  return {
    ...event,
    at: toDate(at),
    observedAt: toDate(observedAt),
    sortAt: toDate(sortAt),
    evidence: jsonColumn(evidence),
    sources: sourcesColumn(evidence),
  };
}

/** What told an event, to be searched by: each name between blanks. */
export function sourcesColumn(evidence: readonly Evidence[]): string {
  const sources = new Set(evidence.map(({ source }) => source));
  return sources.size === 0 ? '' : ` ${[...sources].join(' ')} `;
}

/** One page of events, newest first, of one pair or of all and of Pairwatch itself; also of pairs that left the settings. */
export async function listEvents(tx: Tx, query: EventQuery): Promise<Omit<EventListDto, 'now'>> {
  const rows = await tx.event.findMany({
    where: {
      ...(query.pair !== undefined && { pair: { name: query.pair } }),
      ...(query.before !== undefined && (await olderThan(tx, query.before))),
    },
    include: EVENT_WITH_NAMES,
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1, // one more than asked for tells whether that is all
  });
  const events = rows.slice(0, query.limit).map(eventDto);
  const isWhole = rows.length <= query.limit;
  return { events, nextBefore: isWhole ? null : (events.at(-1)?.id ?? null) };
}

export const EVENT_WITH_NAMES = {
  pair: { select: { name: true } },
  server: { select: { name: true } },
} satisfies Prisma.EventInclude;

type EventRow = Prisma.EventGetPayload<{ include: typeof EVENT_WITH_NAMES }>;

/** An event as a page shows it. Throws when a column does not hold what was written there. */
export function eventDto({ pair, server, ...row }: EventRow): EventDto {
  return {
    id: row.id,
    pair: pair?.name ?? null,
    server: server?.name ?? null,
    kind: eventSchema.shape.kind.parse(row.kind),
    at: toIso(row.at),
    clock: eventSchema.shape.clock.parse(row.clock),
    observedAt: toIso(row.observedAt),
    sortAt: toIso(row.sortAt),
    from: row.from,
    to: row.to,
    sentence: row.sentence,
    evidence: z.array(evidenceSchema).parse(row.evidence),
    backfilled: row.backfilled,
    actor: row.actor,
    incidentId: row.incidentId,
    count: row.count,
    lastAt: toIso(row.lastAt),
  };
}

/** What stands below an event in the history: what comes late has its place there, not its id's. */
async function olderThan(tx: Tx, id: number) {
  const event = await tx.event.findUnique({ where: { id }, select: { sortAt: true } });
  if (!event) return { id: { lt: id } };
  const { sortAt } = event;
  return { OR: [{ sortAt: { lt: sortAt } }, { sortAt, id: { lt: id } }] };
}
