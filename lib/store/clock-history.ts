import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClockHistoryDto, ClockPointDto } from '../contracts/clock-history.ts';
import { type HistoryQuery, MAX_POINTS } from '../contracts/history.ts';
import { skewSchema } from '../contracts/pair.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import { type ClockBucket, type ClockPoint, clockGrid, clockPoints } from '../history/clock-points.ts';
import type { Skew } from '../pair/facts.ts';
import { Kept } from './kept.ts';
import { byRole, serverRole } from './servers.ts';
import { toDate, toIso } from './time.ts';

type Method = Skew['method'];
type Grid = ReturnType<typeof clockGrid>;

const methodSchema = skewSchema.shape.method;
/** What the settings take unless told otherwise: a ruler for gaps where nothing reads the clocks any more. */
const USUAL_INTERVAL_MS = 60_000;

/**
 * How the clocks of a pair stood to each other and to ours, one page whatever the range: no series has more than 600
 * points. Null for a name not in the settings. `memory`: what earlier calls, up to `now`,
 * found of stretches that are over.
 */
export async function clockHistory(
  tx: Tx,
  pairName: string,
  { from, to, width }: HistoryQuery,
  memory: { now: number; kept: KeptStretches } = { now: 0, kept: keptStretches() },
): Promise<Omit<ClockHistoryDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: { where: { removedAt: null }, include: { sources: { where: { kind: 'clock' } } } },
    },
  });
  if (!pair) return null;
  const known = pair.servers.flatMap(({ sources }) => sources.map((source) => source.intervalMs));
  const intervalMs = known.length === 0 ? null : Math.max(...known);
  const grid = clockGrid({ from, to }, Math.min(width, MAX_POINTS));
  const of = { pairId: pair.id, serverIds: pair.servers.map(({ id }) => id) };
  const buckets = await bucketsWithKept(tx, of, grid, memory);
  await nextTurn(); // whoever else waits for this process need not wait for all of it
  const gaps = { intervalMs: intervalMs ?? USUAL_INTERVAL_MS, stepMs: grid.stepMs };
  const pointsOf = (serverId: number | null) =>
    clockPoints(buckets.get(serverId) ?? [], methodSchema.options, gaps).map(pointDto);
  return {
    from: toIso(toDate(from)),
    to: toIso(toDate(to)),
    stepMs: grid.stepMs,
    intervalMs,
    skew: pointsOf(null),
    servers: pair.servers
      .sort(byRole)
      .map(({ id, name, role }) => ({ server: name, role: serverRole(role), points: pointsOf(id) })),
  };
}

type Stretch = Map<number | null, ClockBucket<Method>[]>;

/** What was measured in stretches that are over, by their beginning: each of them is summed up once, not at each look. */
export type KeptStretches = Kept<Map<number, Stretch>>;

export const keptStretches = (): KeptStretches => new Kept({ forMs: 3_600_000, most: 40 });

/** Nothing older is still written. */
const SETTLED_AFTER_MS = 600_000;

/** The same as `bucketsOf`, which it asks only for what is not known. */
async function bucketsWithKept(
  tx: Tx,
  of: { pairId: number; serverIds: readonly number[] },
  { starts, stepMs }: Grid,
  { now, kept }: { now: number; kept: KeptStretches },
): Promise<Stretch> {
  const key = `${of.pairId} ${of.serverIds.join(' ')} ${stepMs}`;
  const known = kept.get(key, now) ?? new Map<number, Stretch>();
  const unknown = starts.filter((at) => !known.has(at));
  const fresh = unknown.length === 0 ? new Map() : await bucketsOf(tx, of, { starts: unknown, stepMs });
  const whole: Stretch = new Map([null, ...of.serverIds].map((id) => [id, []]));
  for (const stretch of [...starts.flatMap((at) => known.get(at) ?? []), fresh])
    for (const [id, buckets] of stretch) whole.get(id)?.push(...buckets);
  const over = unknown.filter((at) => at + stepMs <= now - SETTLED_AFTER_MS);
  if (over.length > 0) kept.set(key, new Map([...known, ...byStart(over, fresh)]), now);
  return whole;
}

/** Also those in which nothing was measured. */
function byStart(starts: readonly number[], buckets: Stretch): Map<number, Stretch> {
  const stretches = new Map(starts.map((at): [number, Stretch] => [at, new Map()]));
  for (const [id, ofId] of buckets)
    for (const bucket of ofId) {
      const stretch = stretches.get(bucket.at);
      stretch?.set(id, [...(stretch.get(id) ?? []), bucket]);
    }
  return stretches;
}

type Row = {
  serverId: number | bigint | null;
  bucket: number | bigint;
  method: string;
  count: number | bigint;
  avg: number;
  min: number;
  max: number;
  low: number;
  high: number;
};

/**
 * The measurements of each server, and with null of the two against each other, summed up by the database: there may be
 * hundreds of thousands. Stretches go along as rows, since the engines have no arithmetic of times in common; once for all,
 * since they are most of what the query costs.
 */
async function bucketsOf(
  tx: Tx,
  { pairId, serverIds }: { pairId: number; serverIds: readonly number[] },
  { starts, stepMs }: Grid,
): Promise<Stretch> {
  const stretches = starts.map(
    (at, index) =>
      Prisma.sql`(CAST(${index} AS INTEGER), CAST(${toDate(at)} AS TIMESTAMP), CAST(${toDate(at + stepMs)} AS TIMESTAMP))`,
  );
  // Each by itself: an index finds one server's, or those of none, but no choice of them.
  const sums = [...serverIds.map((id) => Prisma.sql`= ${id}`), Prisma.sql`IS NULL`].map(
    (whose) => Prisma.sql`
      SELECT bucket, "serverId", "method", COUNT(*) AS count, AVG("valueMs") AS avg, MIN("valueMs") AS min,
        MAX("valueMs") AS max, MIN("valueMs" - "uncertaintyMs") AS low, MAX("valueMs" + "uncertaintyMs") AS high
      FROM stretch CROSS JOIN "ClockSample"
      WHERE "pairId" = ${pairId} AND "serverId" ${whose} AND "at" >= since AND "at" < until
      GROUP BY bucket, "serverId", "method"`,
  );
  const rows = await tx.$queryRaw<Row[]>`
    WITH stretch(bucket, since, until) AS (VALUES ${Prisma.join(stretches)}) ${Prisma.join(sums, ' UNION ALL ')}`;
  const buckets: Stretch = new Map();
  for (const { serverId, bucket, method, count, avg, min, max, low, high } of rows) {
    const whose = serverId === null ? null : Number(serverId);
    const known = buckets.get(whose) ?? [];
    buckets.set(whose, known);
    known.push({
      at: starts[Number(bucket)] ?? 0,
      method: methodSchema.parse(method),
      count: Number(count),
      avgMs: avg,
      minMs: min,
      maxMs: max,
      lowMs: low,
      highMs: high,
    });
  }
  return buckets;
}

function pointDto(point: ClockPoint<Method>): ClockPointDto {
  const at = toIso(toDate(point.at));
  if (point.method === null) return { at, count: 0, value: null };
  const { at: _, count, ...value } = point;
  return { at, count, value };
}
