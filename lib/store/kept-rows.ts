import type { KeptKind } from '../contracts/size-forecast.ts';
import type { Database, Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import type { KindMeasure } from '../history/size-forecast.ts';
import { type RawTime, rawToMs } from './time.ts';

/** Where the rows of a kind are, and what tells when each of them came. */
type Place = {
  table: string;
  /** When a row came: a time, or `seconds` since 1970. */
  time: string;
  isSeconds?: true;
  /** Of the tables of several kinds. */
  tier?: string;
  /** Whether the time leads an index (after the tier); else rows are taken in the order of their numbers. */
  isByTime: boolean;
  /** Its indexes, the key among them: each holds every row once more, by the columns it is made of. */
  indexes: number;
};

const bucket = (tier: string): Place => ({
  table: 'PoolBucket',
  time: 'at',
  tier,
  isByTime: true,
  indexes: 2,
});

const PLACES: Record<KeptKind, Place> = {
  samples: { table: 'PoolSample', time: 'until', isByTime: true, indexes: 3 },
  'five-minute sums': bucket('5m'),
  'hourly sums': bucket('1h'),
  'six-hour sums': bucket('6h'),
  'daily sums': bucket('1d'),
  'stays of leases': {
    table: 'LeaseSpan',
    time: 'untilSeconds',
    isSeconds: true,
    isByTime: true,
    indexes: 2,
  },
  'clock samples': { table: 'ClockSample', time: 'at', isByTime: true, indexes: 2 },
  backlog: { table: 'BacklogSpan', time: 'until', isByTime: true, indexes: 2 },
  redundancy: { table: 'AnsweringSpan', time: 'until', isByTime: false, indexes: 2 },
  readiness: { table: 'ReadinessSpan', time: 'from', isByTime: false, indexes: 2 },
  'new clients by hour': { table: 'NewClientHour', time: 'hour', isByTime: true, indexes: 2 },
  'ended leases by hour': { table: 'EndedLeaseHour', time: 'hour', isByTime: true, indexes: 2 },
  incidents: { table: 'Incident', time: 'openedAt', isByTime: false, indexes: 2 },
  alerts: { table: 'Alert', time: 'startedAt', isByTime: false, indexes: 4 },
  messages: { table: 'Message', time: 'createdAt', isByTime: false, indexes: 4 },
  'tries to deliver': { table: 'Delivery', time: 'attemptedAt', isByTime: false, indexes: 1 },
  events: { table: 'Event', time: 'sortAt', isByTime: true, indexes: 6 },
  reports: { table: 'PeriodReport', time: 'madeAt', isByTime: true, indexes: 2 },
  'audit log': { table: 'AuditEntry', time: 'at', isByTime: true, indexes: 4 },
};

/** So many of the latest rows tell the rate: reading them takes milliseconds, in an index or in whole rows. */
const RATE_ROWS = { index: 100_000, table: 2_000 };
/** So many of them tell the size. */
const SIZE_ROWS = 100;

/**
 * Measures one kind: how many rows there are, how large one is, and how many came since a time. Looks at the latest rows
 * only: where those are not all, how many there are is told by how long the others reach back at the same rate.
 */
export async function measureKind(
  tx: Tx,
  kind: KeptKind,
  { engine, since, now }: { engine: Database['engine']; since: number; now: number },
): Promise<KindMeasure> {
  const place = PLACES[kind];
  const most = place.isByTime ? RATE_ROWS.index : RATE_ROWS.table;
  const { count, oldest, recent } = await latestRows(tx, place, { since, most });
  const isAll = count < most;
  // What lies between the oldest that was looked at and `since` was not counted.
  const from = isAll || oldest === null ? since : Math.max(since, oldest);
  return {
    rows: isAll || oldest === null ? count : Math.round(count * (await reach(tx, place, { oldest, now }))),
    bytesPerRow: await bytesPerRow(tx, place, engine),
    recentRows: recent,
    measuredMs: Math.max(0, now - from),
  };
}

const column = ({ time }: Place) => Prisma.raw(`"${time}"`);
const rowsOf = ({ table, tier }: Place) =>
  tier === undefined
    ? Prisma.raw(`"${table}"`)
    : Prisma.sql`${Prisma.raw(`"${table}"`)} WHERE "tier" = ${tier}`;
const latestFirst = (place: Place) => Prisma.raw(`ORDER BY "${place.isByTime ? place.time : 'id'}" DESC`);

async function latestRows(tx: Tx, place: Place, { since, most }: { since: number; most: number }) {
  const mark = place.isSeconds ? Math.floor(since / 1000) : new Date(since);
  const [row] = await tx.$queryRaw<{ count: bigint; recent: bigint | null; oldest: RawTime | null }[]>`
    SELECT count(*) AS "count", sum(CASE WHEN "at" >= ${mark} THEN 1 ELSE 0 END) AS "recent", min("at") AS "oldest"
    FROM (SELECT ${column(place)} AS "at" FROM ${rowsOf(place)} ${latestFirst(place)} LIMIT ${most}) AS "latest"`;
  return {
    count: Number(row?.count ?? 0),
    recent: Number(row?.recent ?? 0),
    oldest: toMoment(row?.oldest ?? null, place),
  };
}

/** How much further back the rows reach than those that were looked at. */
async function reach(
  tx: Tx,
  place: Place,
  { oldest, now }: { oldest: number; now: number },
): Promise<number> {
  const order = Prisma.raw(`ORDER BY "${place.isByTime ? place.time : 'id'}"`);
  const [row] = await tx.$queryRaw<{ at: RawTime | null }[]>`
    SELECT ${column(place)} AS "at" FROM ${rowsOf(place)} ${order} LIMIT 1`;
  const first = toMoment(row?.at ?? null, place) ?? oldest;
  return Math.max(1, (now - first) / Math.max(1, now - oldest));
}

function toMoment(value: RawTime | null, { isSeconds }: Place): number | null {
  return value === null ? null : rawToMs(value) * (isSeconds ? 1000 : 1);
}

/** What an engine adds to each row and to its place in each index, in bytes, and how full its pages are. */
const OVERHEAD: Record<Database['engine'], { row: number; indexRow: number; pageFill: number }> = {
  sqlite: { row: 12, indexRow: 18, pageFill: 0.95 },
  postgresql: { row: 28, indexRow: 40, pageFill: 0.8 },
};
/** Between what the two make of a number. */
const NUMBER_BYTES = 5;

/** About what one row takes on the disk with its share of the indexes, by the latest ones; null where there is none. */
async function bytesPerRow(tx: Tx, place: Place, engine: Database['engine']): Promise<number | null> {
  const rows = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM ${rowsOf(place)} ${latestFirst(place)} LIMIT ${SIZE_ROWS}`;
  if (rows.length === 0) return null;
  const content = rows.flatMap(Object.values).reduce<number>((sum, value) => sum + bytesOf(value), 0);
  const { row, indexRow, pageFill } = OVERHEAD[engine];
  return Math.round((content / rows.length + row + place.indexes * indexRow) / pageFill);
}

function bytesOf(value: unknown): number {
  if (value === null) return 0;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'object' && !(value instanceof Date)) return Buffer.byteLength(JSON.stringify(value));
  return typeof value === 'boolean' ? 1 : NUMBER_BYTES;
}
