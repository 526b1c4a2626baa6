import { z } from 'zod';
import type { ServerAlertFacts } from '../alerts/facts.ts';
import { evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Event, Server } from '../db/generated/sqlite/client.ts';
import { serverRole } from './servers.ts';
import { toDate, toMs } from './time.ts';
import { type Range, type Stretch, type Track, unfolding } from './track.ts';

const MOST_SPANS = 5_000;
const MOST_EVENTS = 5_000;
/** An outage that began longer before is not seen as one. */
const EVENTS_BEFORE_MS = 7 * 86_400_000;

type Seen = { state: string; from: number; lastSeenAt: number };
type Outage = { since: number; message: string };

/** The servers of a pair in the past: their states, and whether OMAPI told them. */
export async function serverTrack(
  tx: Tx,
  { id: pairId, intervalMs }: { id: number; intervalMs: number },
  servers: readonly Server[],
  range: Range,
): Promise<Track<ServerAlertFacts[]>> {
  const outages = await outagesOf(tx, pairId, range);
  const tracks: { server: Server; states: Track<Seen | null>; failures: Track<Outage | null> }[] = [];
  for (const server of servers) {
    const failing = outages.get(server.id) ?? [];
    tracks.push({
      server,
      states: unfolding(await stays(tx, server.id, range), (going) => going.at(-1) ?? null),
      failures: unfolding(failing, (going) => going.at(-1) ?? null),
    });
  }
  return {
    times: tracks.flatMap(({ states, failures }) => [...states.times, ...failures.times]),
    at: (now) =>
      tracks.map(({ server, states, failures }) => {
        const seen = states.at(now);
        const outage = failures.at(now);
        const lastSeenAt = seen && Math.min(now, seen.lastSeenAt);
        return {
          name: server.name,
          role: serverRole(server.role),
          state: seen?.state ?? null,
          stateSince: seen?.from ?? null,
          isSettled: true,
          sources: [
            {
              kind: 'omapi',
              intervalMs,
              lastAttemptAt: now,
              lastSuccessAt: lastSeenAt,
              failingSince: outage?.since ?? null,
              consecutiveFailures: outage ? 1 : 0,
              failure: outage && { kind: 'recorded', message: outage.message },
              roundTripMs: null,
            },
          ],
          leaseFile: null,
        };
      }),
  };
}

async function stays(tx: Tx, serverId: number, { from, to }: Range): Promise<Stretch<Seen>[]> {
  const rows = await tx.stateSpan.findMany({
    where: { serverId, from: { lte: toDate(to) }, OR: [{ until: null }, { until: { gt: toDate(from) } }] },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    take: MOST_SPANS,
  });
  return rows.reverse().map((row) => ({
    from: toMs(row.from),
    until: toMs(row.until),
    value: { state: row.state, from: toMs(row.from), lastSeenAt: toMs(row.lastSeenAt) },
  }));
}

/** Times in which OMAPI of a server failed, by the server's id, as events told of their begin and end. */
async function outagesOf(
  tx: Tx,
  pairId: number,
  { from, to }: Range,
): Promise<Map<number, Stretch<Outage>[]>> {
  const events = await tx.event.findMany({
    where: {
      pairId,
      kind: 'source',
      sortAt: { gte: toDate(from - EVENTS_BEFORE_MS), lte: toDate(to) },
    },
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
    take: MOST_EVENTS,
  });
  const outages = new Map<number, Stretch<Outage>[]>();
  for (const event of events.reverse()) {
    if (event.serverId === null || !isOfOmapi(event)) continue;
    const known = outages.get(event.serverId) ?? [];
    const last = known.at(-1);
    if (last && last.until === null) last.until = toMs(event.at);
    if (event.to === 'failing') {
      const since = toMs(event.at);
      known.push({ from: since, until: null, value: { since, message: event.sentence } });
    }
    outages.set(event.serverId, known);
  }
  return outages;
}

function isOfOmapi({ evidence }: Event): boolean {
  return z.array(evidenceSchema).parse(evidence)[0]?.source === 'omapi';
}
