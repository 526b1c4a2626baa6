import type { ClockHistoryDto } from '../../contracts/clock-history.ts';
import { evidenceSchema } from '../../contracts/verdict.ts';
import type { Tx } from '../../db/client.ts';
import type { PairFacts, ServerFacts, Span, WorstClock } from '../../record/facts.ts';
import { answeringStays } from '../answering-spans.ts';
import { clockHistory } from '../clock-history.ts';
import { failuresIn } from '../report/failures.ts';
import { byRole, serverRole } from '../servers.ts';
import { toDate, toMs } from '../time.ts';
import type { PairRow } from './facts.ts';
import type { PairPools } from './pools.ts';

/** A chart's worth: stretches of a quarter of an hour of a week, of an hour or so of a month. */
const CLOCK_POINTS = 600;
const NO_CLOCKS: PairFacts['clocks'] = { stepMs: 0, skew: [], servers: [] };

/** What is known of one pair, but for its pools. */
export async function pairFacts(
  tx: Tx,
  row: PairRow,
  { span, lookBack, pools }: { span: Span; lookBack: Span; pools: PairPools },
): Promise<PairFacts> {
  const servers = row.servers.toSorted(byRole);
  const answering = await answeringStays(tx, row.id, { from: lookBack.from, to: lookBack.until });
  const clocks =
    (await clockHistory(tx, row.name, { from: span.from, to: span.until, width: CLOCK_POINTS })) ?? NO_CLOCKS;
  const failures = await failuresIn(tx, servers, span);
  return {
    name: row.name,
    title: row.title,
    intervalMs: row.intervalMs,
    servers: await serversOf(tx, servers, lookBack),
    watched: {
      // One that came back to the settings was watched before, too.
      from: Math.min(toMs(row.addedAt), answering[0]?.from ?? Number.POSITIVE_INFINITY),
      until: toMs(row.removedAt),
    },
    answering,
    ...pools,
    clocks,
    worstClocks: await worstClocks(tx, row.id, clocks),
    failures: failures.map(({ server, source, from, until }) => ({
      server,
      source,
      from,
      until: until ?? span.until,
      isOpen: until === null,
    })),
  };
}

async function serversOf(tx: Tx, servers: PairRow['servers'], { from, until }: Span): Promise<ServerFacts[]> {
  const stays = await tx.stateSpan.findMany({
    where: {
      serverId: { in: servers.map(({ id }) => id) },
      state: 'partner-down',
      from: { gte: toDate(from), lt: toDate(until) },
    },
    orderBy: { from: 'asc' },
    select: { serverId: true, from: true },
  });
  return servers.map(({ id, name, role, host, zone, sources }) => ({
    name,
    role: serverRole(role),
    host,
    zone,
    sources: sources.flatMap(({ kind }) => evidenceSchema.shape.source.safeParse(kind).data ?? []),
    takeOvers: stays.filter(({ serverId }) => serverId === id).map((stay) => toMs(stay.from)),
  }));
}

/** Of the stretch of a chart in which a clock was furthest off, by the way it was measured there, the measurement itself. */
async function worstClocks(
  tx: Tx,
  pairId: number,
  { stepMs, skew, servers }: PairFacts['clocks'],
): Promise<PairFacts['worstClocks']> {
  const worst = new Map<string | null, WorstClock>();
  const of = async (server: string | null, points: ClockHistoryDto['skew']) => {
    const found = furthest(points);
    if (!found) return;
    const { at, method, valueMs } = found;
    const sample = await tx.clockSample.findFirst({
      where: {
        pairId,
        ...(server === null ? { serverId: null } : { server: { name: server } }),
        at: { gte: toDate(at), lt: toDate(at + stepMs) },
        method,
      },
      orderBy: { valueMs: valueMs < 0 ? 'asc' : 'desc' },
    });
    if (sample)
      worst.set(server, {
        valueMs: sample.valueMs,
        uncertaintyMs: sample.uncertaintyMs,
        method,
        at: toMs(sample.at),
      });
  };
  await of(null, skew);
  for (const { server, points } of servers) await of(server, points);
  return worst;
}

function furthest(points: ClockHistoryDto['skew']) {
  let most: { at: number; method: WorstClock['method']; valueMs: number } | null = null;
  for (const { at, value } of points) {
    if (value === null) continue;
    const valueMs = Math.abs(value.minMs) > Math.abs(value.maxMs) ? value.minMs : value.maxMs;
    if (most === null || Math.abs(valueMs) > Math.abs(most.valueMs))
      most = { at: Date.parse(at), method: value.method, valueMs };
  }
  return most;
}
