import { skewSchema } from '../../contracts/pair.ts';
import type { Tx } from '../../db/client.ts';
import type { ClockMeasurement } from '../../incidents/report/facts.ts';
import { toDate, toMs } from '../time.ts';

/** A clock keeps its pace for so long that a measurement still says something of a time before or after it. */
const AROUND_MS = 30 * 60_000;
const MOST_OF_A_METHOD = 2_000;
const PER_PAGE = 5_000;

type Time = { from: number; until: number };

/**
 * How the clocks stood about a time, oldest first: by the server's id its offset, by null the skew. Of a long time those that
 * are furthest off, one of each method in a stretch.
 */
export async function clocksOf(
  tx: Tx,
  pairId: number,
  { from, until }: Time,
): Promise<Map<number | null, ClockMeasurement[]>> {
  const time = { from: from - AROUND_MS, until: until + AROUND_MS };
  const stretchMs = (time.until - time.from) / MOST_OF_A_METHOD;
  const furthest = new Map<string, { serverId: number | null; measurement: ClockMeasurement }>();
  for await (const { serverId, ...measurement } of samplesIn(tx, pairId, time)) {
    const stretch = Math.floor((measurement.at - time.from) / stretchMs);
    const key = `${serverId} ${measurement.method} ${stretch}`;
    const known = furthest.get(key);
    if (!known || Math.abs(known.measurement.valueMs) < Math.abs(measurement.valueMs))
      furthest.set(key, { serverId, measurement });
  }
  const clocks = new Map<number | null, ClockMeasurement[]>();
  for (const { serverId, measurement } of furthest.values())
    clocks.set(serverId, [...(clocks.get(serverId) ?? []), measurement]);
  for (const measurements of clocks.values()) measurements.sort((one, other) => one.at - other.at);
  return clocks;
}

async function* samplesIn(tx: Tx, pairId: number, { from, until }: Time) {
  for (let after = 0; ; ) {
    const rows = await tx.clockSample.findMany({
      where: { pairId, id: { gt: after }, at: { gte: toDate(from), lte: toDate(until) } },
      orderBy: { id: 'asc' },
      take: PER_PAGE,
    });
    for (const { serverId, method, at, valueMs, uncertaintyMs } of rows)
      yield {
        serverId,
        method: skewSchema.shape.method.parse(method),
        at: toMs(at),
        valueMs,
        uncertaintyMs,
      };
    const last = rows.at(-1);
    if (rows.length < PER_PAGE || last === undefined) return;
    after = last.id;
  }
}
