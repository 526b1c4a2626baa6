import type { z } from 'zod';
import {
  conditionsAt,
  type EventAnswerDto,
  type EventListDto,
  type EventQuery,
  eventSearch,
} from '../../lib/contracts/event.ts';
import type { Tx } from '../../lib/db/client.ts';
import { eventWithNeighbours, listEvents } from '../../lib/store/events.ts';
import { readDatabase } from './database.ts';
import { checkPairKnown } from './known-pair.ts';
import { pathId } from './path-id.ts';
import { badQuery, Problem, resourceUnknown } from './problem.ts';

const LIST = '/api/v1/events';

/** What a request asks of events, checked; `queryOf` for parameters that may come several times or empty. Throws `Problem`. */
export function eventSearchOf<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const search = eventSearch(new URL(request.url).searchParams);
  return checkedEventSearch(search, schema);
}

/** The same of parameters that were read already. */
export function checkedEventSearch<Schema extends z.ZodType>(
  search: Record<string, string>,
  schema: Schema,
): z.output<Schema> {
  const query = schema.safeParse(search);
  if (!query.success) throw badQuery(query.error, new URLSearchParams(search));
  return query.data;
}

/** One page of the events a query asks for, newest first. Throws `Problem`, as all here do. */
export async function readEvents(query: EventQuery): Promise<EventListDto> {
  const now = Date.now();
  const list = await readDatabase(async (tx) => {
    const found = await listEvents(tx, conditionsAt(query, now));
    if (found.events.length === 0) await checkNamesKnown(tx, query, now);
    return found;
  });
  return { now: isoOf(now), ...list };
}

/** One event with what belongs to it. */
export async function readEvent(id: string): Promise<EventAnswerDto> {
  const now = Date.now();
  const found = await readDatabase((tx) => eventWithNeighbours(tx, pathId(id, 'event', LIST)));
  if (found === null) throw resourceUnknown('event', id, LIST);
  return { now: isoOf(now), ...found };
}

/** A name that nobody ever had is told as such: an empty list would say that nothing happened. */
async function checkNamesKnown(tx: Tx, { pair, server }: EventQuery, now: number): Promise<void> {
  await checkPairKnown(tx, pair, now);
  if (server === undefined) return;
  const ofPair = pair === undefined ? {} : { pair: { name: pair } };
  if ((await tx.server.count({ where: { name: server, ...ofPair } })) > 0) return;
  const expected = `the name of a server${pair === undefined ? '' : ` of the pair "${pair}"`}, as GET /api/v1/pairs lists them`;
  const detail = `server is "${server}", expected is ${expected}.`;
  const mistake = { path: 'server', found: server, expected };
  throw new Problem('bad-request', 400, 'The query cannot be read', detail, [mistake]);
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
