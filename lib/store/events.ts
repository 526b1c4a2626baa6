import { z } from 'zod';
import {
  type EventAnswerDto,
  type EventConditions,
  type EventDto,
  type EventListDto,
  eventSchema,
} from '../contracts/event.ts';
import type { Evidence } from '../contracts/verdict.ts';
import { evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { searchEvents } from './event-search.ts';
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

/**
 * One page of the events that meet all conditions, newest first; of all pairs, those that left the settings too, and of
 * Pairwatch itself. A page may end before it is full where few events meet them: `searchedTo` tells how far it looked.
 */
export async function listEvents(
  tx: Tx,
  { limit, before, ...conditions }: EventConditions & { limit: number; before?: number | undefined },
): Promise<Omit<EventListDto, 'now'>> {
  const { ids, nextBefore, searchedTo } = await searchEvents(tx, conditions, { limit, before });
  const rows = await tx.event.findMany({
    where: { id: { in: ids } },
    include: EVENT_WITH_NAMES,
    orderBy: NEWEST_FIRST,
  });
  return { events: rows.map(eventDto), nextBefore, searchedTo: toIso(searchedTo) };
}

const NEWEST_FIRST: Prisma.EventOrderByWithRelationInput[] = [{ sortAt: 'desc' }, { id: 'desc' }];
const OLDEST_FIRST: Prisma.EventOrderByWithRelationInput[] = [{ sortAt: 'asc' }, { id: 'asc' }];

const MINUTE_MS = 60_000;
/** Neighbours on each side of an event. */
const MOST_NEIGHBOURS = 50;

/**
 * One event and what belongs to it: the nearest of its incident, else what happened to its pair within a minute of it. null
 * for an id that is not there.
 */
export async function eventWithNeighbours(tx: Tx, id: number): Promise<Omit<EventAnswerDto, 'now'> | null> {
  const row = await tx.event.findUnique({ where: { id }, include: EVENT_WITH_NAMES });
  if (!row) return null;
  const { sortAt, incidentId, pairId } = row;
  const minute = { gte: new Date(sortAt.getTime() - MINUTE_MS), lte: new Date(sortAt.getTime() + MINUTE_MS) };
  const together = incidentId === null ? { pairId, sortAt: minute } : { incidentId };
  const newer = await tx.event.findMany({
    where: { ...together, OR: [{ sortAt: { gt: sortAt } }, { sortAt, id: { gt: id } }] },
    include: EVENT_WITH_NAMES,
    orderBy: OLDEST_FIRST,
    take: MOST_NEIGHBOURS,
  });
  const older = await tx.event.findMany({
    where: { ...together, OR: [{ sortAt: { lt: sortAt } }, { sortAt, id: { lt: id } }] },
    include: EVENT_WITH_NAMES,
    orderBy: NEWEST_FIRST,
    take: MOST_NEIGHBOURS,
  });
  return {
    event: eventDto(row),
    togetherBy: incidentId === null ? 'minute' : 'incident',
    neighbours: [...newer.toReversed(), row, ...older].map(eventDto),
  };
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
