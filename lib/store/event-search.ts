import type { EventConditions } from '../contracts/event.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import { pairIdsInScope } from './scope.ts';
import { NAMELESS_EVENT_KIND } from './scope-rules.ts';
import { toDate } from './time.ts';

export type FoundEvents = {
  /** Of those that meet the conditions, newest first. */
  ids: number[];
  /** Behind which the search goes on; null at its end. */
  nextBefore: number | null;
  /** Set where the search stopped before the page was full: all from here on was looked through. */
  searchedTo: Date | null;
};

/** Events are looked through in portions along one index, the first small: mostly it is enough. */
const FIRST_PORTION = 500;
const GROWTH = 4;
/** So many in all: what takes longer is gone on with by another request. */
const MOST_SEARCHED = 15_000;

/** Finds one page of events. Whatever is asked for, it looks through a bounded number of rows. */
export async function searchEvents(
  tx: Tx,
  conditions: EventConditions,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<FoundEvents> {
  const scope = await scopeOf(tx, conditions);
  if (scope === null) return NOTHING;
  const stream = await narrowest(tx, streamsOf(scope, conditions), inTime(conditions));
  const filter = filterOf(scope, conditions);
  const ids: number[] = [];
  let after = before === undefined ? null : await placeOf(tx, before);
  let searched = 0;
  let size = stream.isWhole ? limit + 1 : Math.max(FIRST_PORTION, limit + 1);
  for (;;) {
    const portion = portionOf(stream, { time: inTime(conditions), after, size });
    ids.push(...(await matching(tx, portion, filter, limit + 1 - ids.length)));
    if (ids.length > limit)
      return { ids: ids.slice(0, limit), nextBefore: ids[limit - 1] ?? null, searchedTo: null };
    const last = await lastOf(tx, portion, size);
    if (last === null) return { ids, nextBefore: null, searchedTo: null };
    searched += size;
    if (searched >= MOST_SEARCHED) return { ids, nextBefore: last.id, searchedTo: last.sortAt };
    after = last;
    size = Math.min(size * GROWTH, MOST_SEARCHED - searched);
  }
}

const NOTHING: FoundEvents = { ids: [], nextBefore: null, searchedTo: null };

/** The names of a query as ids; `seen`: of the pairs that may be seen, null for all. */
type Scope = { pairId: number | null; serverIds: number[] | null; seen: number[] | null };

/** null where a name is nobody's. */
async function scopeOf(tx: Tx, { pair, server }: EventConditions): Promise<Scope | null> {
  const found =
    pair === undefined ? null : await tx.pair.findUnique({ where: { name: pair }, select: { id: true } });
  if (pair !== undefined && !found) return null;
  const pairId = found?.id ?? null;
  const seen = await pairIdsInScope(tx);
  if (server === undefined) return { pairId, serverIds: null, seen };
  const servers = await tx.server.findMany({
    where: { name: server, ...(pairId !== null && { pairId }) },
    select: { id: true },
  });
  return servers.length === 0 ? null : { pairId, serverIds: servers.map(({ id }) => id), seen };
}

/** Events in their order by one index: those with any of `values` in a column, or (null) all. */
type Stream = { column: Prisma.Sql | null; values: readonly (string | number)[]; isWhole: boolean };

type Streams = [Stream, ...Stream[]];

/** Every stream that holds all that is looked for; `isWhole`: and nothing else. */
function streamsOf(
  { pairId, serverIds, seen }: Scope,
  { kind, incident, source, text }: EventConditions,
): Streams {
  const columns: Omit<Stream, 'isWhole'>[] = [];
  if (incident !== undefined) columns.push({ column: Prisma.sql`"incidentId"`, values: [incident] });
  if (serverIds !== null) columns.push({ column: Prisma.sql`"serverId"`, values: serverIds });
  if (kind !== undefined) columns.push({ column: Prisma.sql`"kind"`, values: kind });
  // A server is of one pair; that one is named too says nothing more.
  if (pairId !== null && serverIds === null) columns.push({ column: Prisma.sql`"pairId"`, values: [pairId] });
  const isWhole = columns.length <= 1 && source === undefined && text === undefined && seen === null;
  const [first = { column: null, values: [] }, ...others] = columns;
  return [{ ...first, isWhole }, ...others.map((stream) => ({ ...stream, isWhole }))];
}

/** The stream with the fewest events, as far as that need be known: neither engine knows it by itself. */
async function narrowest(tx: Tx, streams: Streams, time: Prisma.Sql): Promise<Stream> {
  let narrowest = streams[0];
  if (streams.length === 1) return narrowest;
  let least = Number.POSITIVE_INFINITY;
  for (const stream of streams) {
    const counted = await countOf(tx, stream, time);
    if (counted < least) [narrowest, least] = [stream, counted];
  }
  return narrowest;
}

async function countOf(tx: Tx, { column, values }: Stream, time: Prisma.Sql): Promise<number> {
  let count = 0;
  for (const value of values) {
    const [row] = await tx.$queryRaw<{ count: number | bigint }[]>`
      SELECT count(*) AS "count" FROM (
        SELECT "id" FROM "Event" WHERE ${column} = ${value}${time} LIMIT ${MOST_SEARCHED}
      ) AS "counted"`;
    count += Number(row?.count ?? 0);
  }
  return count;
}

type Place = { sortAt: Date; id: number };

/** Where a page begins: behind an event, in the order of the history. */
async function placeOf(tx: Tx, id: number): Promise<Place | { id: number }> {
  return (await tx.event.findUnique({ where: { id }, select: { id: true, sortAt: true } })) ?? { id };
}

/** The next rows of a stream, with what conditions look at. */
function portionOf(
  { column, values }: Stream,
  { time, after, size }: { time: Prisma.Sql; after: Place | { id: number } | null; size: number },
): Prisma.Sql {
  const columns = Prisma.sql`"id", "sortAt", "pairId", "serverId", "kind", "incidentId", "sources", "sentence"`;
  const begin = behind(after);
  const parts = column === null ? [null] : values;
  const rows = parts.map((value) => {
    const own = value === null ? Prisma.sql`true` : Prisma.sql`${column} = ${value}`;
    return Prisma.sql`SELECT ${columns} FROM "Event" WHERE ${own}${time}${begin}`;
  });
  // Both engines merge what comes in order, and stop once they have enough.
  return Prisma.sql`${Prisma.join(rows, ' UNION ALL ')} ORDER BY "sortAt" DESC, "id" DESC LIMIT ${size}`;
}

function behind(after: Place | { id: number } | null): Prisma.Sql {
  if (after === null) return Prisma.empty;
  if (!('sortAt' in after)) return Prisma.sql` AND "id" < ${after.id}`;
  return Prisma.sql` AND ("sortAt", "id") < (${after.sortAt}, ${after.id})`;
}

function inTime({ from, to }: EventConditions): Prisma.Sql {
  const begin = from === undefined ? Prisma.empty : Prisma.sql` AND "sortAt" >= ${toDate(from)}`;
  return to === undefined ? begin : Prisma.sql`${begin} AND "sortAt" < ${toDate(to)}`;
}

/** What a row must meet: in SQL, and beyond what SQL can tell on both engines alike. */
type Filter = { where: Prisma.Sql; text: string | null };

function filterOf(
  { pairId, serverIds, seen }: Scope,
  { kind, incident, source, text }: EventConditions,
): Filter {
  const all = [Prisma.sql`true`];
  if (seen !== null) all.push(ofPairs(seen));
  if (pairId !== null) all.push(Prisma.sql`"pairId" = ${pairId}`);
  if (serverIds !== null) all.push(Prisma.sql`"serverId" IN (${Prisma.join(serverIds)})`);
  if (kind !== undefined) all.push(Prisma.sql`"kind" IN (${Prisma.join(kind)})`);
  if (incident !== undefined) all.push(Prisma.sql`"incidentId" = ${incident}`);
  if (source !== undefined) all.push(Prisma.sql`"sources" LIKE ${`% ${source} %`}`);
  if (text !== undefined) all.push(Prisma.sql`lower("sentence") LIKE ${likePattern(text)} ESCAPE '!'`);
  return { where: Prisma.join(all, ' AND '), text: text === undefined || isAscii(text) ? null : fold(text) };
}

/** Of these pairs, or of none and without a name of one: as the scope's rule for events has it. */
function ofPairs(ids: number[]): Prisma.Sql {
  const nameless = Prisma.sql`"pairId" IS NULL AND "kind" = ${NAMELESS_EVENT_KIND}`;
  return ids.length === 0
    ? Prisma.sql`(${nameless})`
    : Prisma.sql`("pairId" IN (${Prisma.join(ids)}) OR ${nameless})`;
}

/** SQLite knows capitals of ASCII alone: whatever else is any one character, and looked at again by `matching`. */
function likePattern(text: string): string {
  const escaped = [...text.toLowerCase()].map((each) =>
    !isAscii(each) ? '_' : /[%_!]/.test(each) ? `!${each}` : each,
  );
  return `%${escaped.join('')}%`;
}

const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text);
const fold = (text: string): string => text.toLowerCase();

/** The ids of those in a portion that meet a filter, in their order; at least the first `limit` of them. */
async function matching(
  tx: Tx,
  portion: Prisma.Sql,
  { where, text }: Filter,
  limit: number,
): Promise<number[]> {
  const most = text === null ? limit : MOST_SEARCHED;
  const rows = await tx.$queryRaw<{ id: number; sentence: string }[]>`
    SELECT "id", "sentence" FROM (${portion}) AS "portion" WHERE ${where}
    ORDER BY "sortAt" DESC, "id" DESC LIMIT ${most}`;
  return rows
    .filter(({ sentence }) => text === null || fold(sentence).includes(text))
    .map(({ id }) => Number(id));
}

/** The last row of a portion; null when there are fewer rows than it has room for. */
async function lastOf(tx: Tx, portion: Prisma.Sql, size: number): Promise<Place | null> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    SELECT "id" FROM (${portion}) AS "portion" ORDER BY "sortAt" DESC, "id" DESC LIMIT 1 OFFSET ${size - 1}`;
  if (!row) return null;
  return tx.event.findUnique({ where: { id: Number(row.id) }, select: { id: true, sortAt: true } });
}
