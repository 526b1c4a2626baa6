import { BUCKET_MS, type PoolSource, USE_FIGURES } from '../../contracts/history.ts';
import type { RecordPool } from '../../contracts/period-report.ts';
import { poolSchema } from '../../contracts/pool.ts';
import { forecastSchema } from '../../contracts/truth.ts';
import type { Tx } from '../../db/client.ts';
import type { Bucket, FigureStats } from '../../history/rollup.ts';
import { poolTitle } from '../../pair/pool-title.ts';
import type { PairFacts, Span } from '../../record/facts.ts';
import { poolUse, type UsePoint } from '../../record/pool-use.ts';
import { bucketsOfSeries } from '../pool-series.ts';
import { byRole, serverRole } from '../servers.ts';
import { toIso, toMs } from '../time.ts';
import type { Reader } from './facts.ts';

export type PairPools = Pick<PairFacts, 'pools' | 'poolCount' | 'forecastAt'>;

/** Rows of a pair beyond which hours are too many to read, and quarters of a day have to do. */
const MOST_ROWS = 70_000;
/** How many pools are read in one go: some ten milliseconds. */
const POOLS_PER_READ = 5;
/** The fullest ones are told of. */
const MOST_POOLS = 500;

type Role = 'primary' | 'secondary';
type ServerRow = { id: number; name: string; role: Role };
type Read = { server: ServerRow; source: PoolSource; buckets: Bucket[] };
type Step = { tier: '1h' | '6h'; stepMs: number; from: number; count: number };

/** How full the pools of a pair were within a time, the fullest first, and how long they would last now. */
export async function poolsOf(read: Reader, pairId: number, span: Span): Promise<PairPools> {
  const { pools, servers, forecast } = await read((tx) => frameOf(tx, pairId));
  const step = stepOf(span, pools.length * servers.length);
  const told: RecordPool[] = [];
  for (let first = 0; first < pools.length; first += POOLS_PER_READ)
    told.push(
      ...(await read(async (tx) => {
        const part: RecordPool[] = [];
        for (const { id, key, sharedNetwork, ranges, addressCount } of pools.slice(
          first,
          first + POOLS_PER_READ,
        ))
          part.push({
            key,
            title: poolTitle(sharedNetwork, poolSchema.shape.ranges.parse(ranges)),
            addressCount,
            ...figuresOf(await seriesOf(tx, id, servers, step), step),
            forecast: forecast?.ends.get(key) ?? [],
          });
        return part;
      })),
    );
  const fullness = ({ use }: RecordPool) => use?.p95Percent ?? -1;
  return {
    pools: told.sort((one, other) => fullness(other) - fullness(one)).slice(0, MOST_POOLS),
    poolCount: pools.length,
    forecastAt: forecast?.at ?? null,
  };
}

async function frameOf(tx: Tx, pairId: number) {
  const pools = await tx.pool.findMany({
    where: { pairId, removedAt: null, peerName: { not: null } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const rows = await tx.server.findMany({ where: { pairId, removedAt: null } });
  const servers = rows
    .sort(byRole)
    .map(({ id, name, role }): ServerRow => ({ id, name, role: serverRole(role) }));
  const part = await tx.pairPart.findUnique({ where: { pairId_part: { pairId, part: 'forecast' } } });
  return { pools, servers, forecast: part && { at: toMs(part.observedAt), ends: endsOf(part.value) } };
}

function endsOf(value: unknown): Map<string, RecordPool['forecast']> {
  return new Map(
    forecastSchema.parse(value).map(({ key, primary, secondary }) => [
      key,
      [
        { role: 'primary' as const, server: primary.server, end: primary.alone },
        { role: 'secondary' as const, server: secondary.server, end: secondary.alone },
      ],
    ]),
  );
}

/** Stretches that lie wholly within a time: of hours, or of six where that would be too many to read. */
function stepOf({ from, until }: Span, series: number): Step {
  const tier = ((until - from) / BUCKET_MS['1h']) * series <= MOST_ROWS ? '1h' : '6h';
  const stepMs = BUCKET_MS[tier];
  const begin = Math.ceil(from / stepMs) * stepMs;
  return { tier, stepMs, from: begin, count: Math.max(0, Math.floor((until - begin) / stepMs)) };
}

/** What each server told of a pool: dhcpd's own counters, else what was counted in its lease file. */
async function seriesOf(
  tx: Tx,
  poolId: number,
  servers: readonly ServerRow[],
  { tier, stepMs, from, count }: Step,
): Promise<Read[]> {
  const range = { from, to: from + count * stepMs };
  const reads: Read[] = [];
  for (const server of servers)
    for (const source of ['omapi', 'leases'] as const) {
      const buckets = await bucketsOfSeries(tx, tier, { poolId, serverId: server.id, source }, range);
      if (buckets.length === 0) continue;
      reads.push({ server, source, buckets });
      break;
    }
  return reads;
}

function figuresOf(
  reads: readonly Read[],
  { stepMs, count }: Step,
): Pick<RecordPool, 'use' | 'fewestOwnFree'> {
  // Of both servers' words on the same addresses, that of whoever told more often.
  const [fullest] = reads.toSorted((one, other) => other.buckets.length - one.buckets.length);
  return {
    use:
      fullest === undefined
        ? null
        : poolUse(pointsOf(fullest), {
            server: fullest.server.name,
            source: fullest.source,
            stepMs,
            stepsExpected: count,
          }),
    fewestOwnFree: reads.flatMap(fewestOf),
  };
}

function pointsOf({ source, buckets }: Read): UsePoint[] {
  const names = USE_FIGURES[source];
  return buckets.flatMap(({ at, count, stats }) => {
    const [size, free, backup] = [stats[names.size], stats[names.free], stats[names.backup]];
    if (!size || !free || !backup || count === 0) return [];
    return [{ at, size: size.sum / count, used: (size.sum - free.sum - backup.sum) / count }];
  });
}

function fewestOf({ server, source, buckets }: Read): RecordPool['fewestOwnFree'] {
  const name = USE_FIGURES[source][server.role === 'primary' ? 'free' : 'backup'];
  let fewest: { at: number; min: number } | null = null;
  for (const { at, stats } of buckets) {
    const figure: FigureStats | undefined = stats[name];
    if (figure && (fewest === null || figure.min < fewest.min)) fewest = { at, min: figure.min };
  }
  return fewest === null
    ? []
    : [{ role: server.role, server: server.name, source, value: fewest.min, at: toIso(new Date(fewest.at)) }];
}
