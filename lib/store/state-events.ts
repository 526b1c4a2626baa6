import { z } from 'zod';
import { type Evidence, evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Event } from '../db/generated/sqlite/client.ts';
import { appendEvent, type NewEvent } from './events.ts';
import { jsonColumn } from './json.ts';
import { toDate } from './time.ts';

/** One server's change of state, as one source tells it. */
export type StateChange = NewEvent & {
  kind: 'state';
  serverId: number;
  source: Evidence['source'];
};

/** A line of the log bears the second it was written in, not the stamp of the change. */
const LOG_DISTANCE_MS = 2_000;
/** Where dhcpd stamps nothing, we know when we saw it: a poll or two later. */
const UNSTAMPED_DISTANCE_MS = 5_000;

/**
 * Tells a change of state once, whichever source knew it first: what the others say of it becomes more evidence of the
 * same event. OMAPI and the lease file know it by the same stamp, and so by the same key; the log by its time.
 */
export async function tellStateChange(
  tx: Tx,
  { source, ...event }: StateChange,
): Promise<{ id: number; appended: boolean }> {
  const known = await findSame(tx, { ...event, source });
  if (!known) return appendEvent(tx, event);
  const evidence = z.array(evidenceSchema).parse(known.evidence);
  const told = new Set(evidence.map((each) => each.source));
  const more = event.evidence.filter((each) => !told.has(each.source));
  const exact = isFromLog(known.key) && source !== 'log';
  const corrected = saysMore(known, event, source);
  if (more.length === 0 && !exact && !corrected) return { id: known.id, appended: false };
  await tx.event.update({
    where: { id: known.id },
    data: {
      evidence: jsonColumn([...evidence, ...more]),
      ...(exact && { key: event.key, at: toDate(event.at), clock: event.clock }),
      ...(corrected && { from: event.from, sentence: event.sentence }),
    },
  });
  return { id: known.id, appended: false };
}

/** A change that only the log told so far: its key is the line's place, `state:SERVER:log:PLACE`. */
const isFromLog = (key: string): boolean => /^state:\d+:log:/.test(key);

async function findSame(tx: Tx, change: StateChange): Promise<Event | null> {
  const exact = await tx.event.findUnique({ where: { key: change.key } });
  if (exact) return exact;
  const near = await tx.event.findMany({
    where: {
      serverId: change.serverId,
      kind: 'state',
      to: change.to,
      OR: [
        { clock: 'server', at: around(change.at, LOG_DISTANCE_MS) },
        { clock: 'pairwatch', sortAt: around(change.sortAt, UNSTAMPED_DISTANCE_MS) },
      ],
    },
  });
  const candidates = near.filter(
    (event) => (change.source === 'log' || isFromLog(event.key)) && hasRoomFor(change, event),
  );
  const distance = (event: Event) => Math.abs(event.sortAt.getTime() - change.sortAt);
  return candidates.sort((one, other) => distance(one) - distance(other))[0] ?? null;
}

/** A source tells a change once; what it told of this event is another change, unless it is the very same word. */
function hasRoomFor({ source, evidence }: StateChange, event: Event): boolean {
  const own = z
    .array(evidenceSchema)
    .parse(event.evidence)
    .filter((each) => each.source === source);
  return own.length === 0 || own.some(({ text }) => evidence.some((each) => each.text === text));
}

function around(time: number, distanceMs: number) {
  return { gte: toDate(time - distanceMs), lte: toDate(time + distanceMs) };
}

/**
 * Whether a source knows better which state came before. The lease file has those that pass between two polls; it has
 * no startup, which only OMAPI and the log show.
 */
function saysMore(known: Event, { from, backfilled }: NewEvent, source: Evidence['source']): boolean {
  if (from === null || from === known.from || backfilled) return false;
  if (known.from === null || from === 'startup') return true;
  return known.from !== 'startup' && source !== 'omapi';
}
