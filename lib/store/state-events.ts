import { z } from 'zod';
import { type Evidence, evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Event } from '../db/generated/sqlite/client.ts';
import { stampedKey } from '../pair/transition.ts';
import { appendEvent, type NewEvent, sourcesColumn } from './events.ts';
import { jsonColumn } from './json.ts';
import { toDate } from './time.ts';

/** One server's change of state, as one source tells it. */
export type StateChange = NewEvent & {
  kind: 'state';
  serverId: number;
  source: Evidence['source'];
  /** Key under which the lease file knows it, where OMAPI can't be sure that it does. */
  alias?: string | null;
  /** Key of the change before it: the lease file has them in order, however many fell into one second. */
  follows?: string | null;
  /** When its source last told of the state before, by our clock: what it does not stamp can have happened since then. */
  unseenSince?: number | null;
};

/** A line of the log bears the second it was written in, not the stamp of the change. */
const LOG_DISTANCE_MS = 2_000;
/** Where dhcpd stamps nothing, we know when we saw it: a poll or two later. */
const UNSTAMPED_DISTANCE_MS = 5_000;
/** dhcpd writes and stamps the state behind a startup at once, and shows it when the startup is over. */
const STARTUP_LASTS_MS = 30_000;
/** What the lease file told longer before the end of a startup is the state before it, to which dhcpd went back. */
const ALIAS_DISTANCE_MS = 5 * 60_000;

const NO_OTHERS: ReadonlySet<number> = new Set();

/**
 * Tells a change of state once, whichever source knew it first: what the others say of it becomes more evidence of the
 * same event. OMAPI and the lease file know it by the same stamp, and so by the same key; the log by its time.
 * `others` are the ids of events that the same reading told already: what one source tells twice at once are two changes.
 */
export async function tellStateChange(
  tx: Tx,
  { source, alias = null, follows = null, unseenSince = null, ...event }: StateChange,
  others: ReadonlySet<number> = NO_OTHERS,
): Promise<{ id: number; appended: boolean }> {
  const known = await findSame(tx, { ...event, source, alias, unseenSince }, others);
  const notBefore = await momentAfter(tx, follows);
  if (!known) return appendEvent(tx, { ...event, sortAt: Math.max(event.sortAt, notBefore) });
  const evidence = evidenceOf(known);
  const told = new Set(evidence.map((each) => each.source));
  const more = event.evidence.filter((each) => !told.has(each.source));
  const isExact = source === 'leases' || isFromLog(known.key);
  const isRenamed = known.key !== event.key && isExact && source !== 'log';
  const isCorrected = saysMore(known, event, source);
  // It came after the startup, whenever dhcpd stamped it.
  const isAfterStartup = isCorrected && event.from === 'startup';
  const isPlaced = isAfterStartup || wasSeenLate(known, event, source);
  const sortAt = Math.max(isPlaced ? event.sortAt : known.sortAt.getTime(), notBefore);
  const isMoved = sortAt !== known.sortAt.getTime();
  if (more.length === 0 && !isRenamed && !isCorrected && !isMoved) return { id: known.id, appended: false };
  await tx.event.update({
    where: { id: known.id },
    data: {
      evidence: jsonColumn([...evidence, ...more]),
      sources: sourcesColumn([...evidence, ...more]),
      ...(isRenamed && { key: event.key, at: toDate(event.at), clock: event.clock }),
      ...(isCorrected && { from: event.from, sentence: event.sentence }),
      ...(isMoved && { sortAt: toDate(sortAt) }),
    },
  });
  return { id: known.id, appended: false };
}

/** The first moment behind an event in the history; the beginning of time for one that is not there. */
async function momentAfter(tx: Tx, key: string | null): Promise<number> {
  const event = key === null ? null : await tx.event.findUnique({ where: { key }, select: { sortAt: true } });
  return event ? event.sortAt.getTime() + 1 : 0;
}

const evidenceOf = (event: Event): Evidence[] => z.array(evidenceSchema).parse(event.evidence);

/** A change that only the log told so far: its key is the line's place, `state:SERVER:log:PLACE`. */
const isFromLog = (key: string): boolean => /^state:\d+:log:/.test(key);

async function findSame(tx: Tx, change: StateChange, others: ReadonlySet<number>): Promise<Event | null> {
  const { key, alias, sortAt } = change;
  const exact = await tx.event.findUnique({ where: { key } });
  if (exact) return exact;
  const distance = (event: Event) => Math.abs(event.sortAt.getTime() - sortAt);
  const aliased = alias == null ? null : await tx.event.findUnique({ where: { key: alias } });
  const isAlias = aliased !== null && distance(aliased) < ALIAS_DISTANCE_MS;
  if (isAlias && !evidenceOf(aliased).some(({ source }) => source === change.source)) return aliased;
  const near = await tx.event.findMany({ where: nearTo(change) });
  const candidates = near.filter(
    (event) => !others.has(event.id) && mayBeSame(change, event) && hasRoomFor(change, event),
  );
  return candidates.sort((one, other) => distance(one) - distance(other))[0] ?? null;
}

/** Nobody looked for a while, and what was seen then without a stamp has its place at that look; the log knows when it was. */
function wasSeenLate(known: Event, { sortAt }: NewEvent, source: Evidence['source']): boolean {
  const isUnstamped = known.clock === 'pairwatch' && !isFromLog(known.key);
  return source === 'log' && isUnstamped && known.sortAt.getTime() - sortAt > UNSTAMPED_DISTANCE_MS;
}

/**
 * Two times of the server are held against each other by its clock, any others by ours: the two clocks may differ. After a
 * while in which nobody looked, a change without a stamp is seen that much later than the log has it.
 */
function nearTo(change: StateChange) {
  const { serverId, to, at, clock, sortAt, source, observedAt, unseenSince } = change;
  const usual = source === 'leases' ? STARTUP_LASTS_MS : UNSTAMPED_DISTANCE_MS;
  const after = source === 'log' ? Math.max(usual, observedAt - sortAt) : usual;
  const before = clock === 'pairwatch' && unseenSince != null ? sortAt - unseenSince : 0;
  const byOurs = { sortAt: between(sortAt - Math.max(UNSTAMPED_DISTANCE_MS, before), sortAt + after) };
  const byItsOwn = { at: between(at - LOG_DISTANCE_MS, at + LOG_DISTANCE_MS) };
  return {
    serverId,
    kind: 'state',
    to,
    OR: [
      { clock: 'server', ...(clock === 'server' ? byItsOwn : byOurs) },
      { clock: 'pairwatch', ...byOurs },
      { key: { in: source === 'log' ? stampedKeysNear(change) : [] } },
    ],
  };
}

/** Where the server's clock is far off, an event has our time instead of its stamp, and the stamp in its key alone. */
function stampedKeysNear({ serverId, to, at }: StateChange): string[] {
  const first = Math.ceil((at - LOG_DISTANCE_MS) / 1000) * 1000;
  const keys: string[] = [];
  for (let stamp = first; stamp <= at + LOG_DISTANCE_MS; stamp += 1000)
    keys.push(`state:${serverId}:${stampedKey(to, stamp)}`);
  return keys;
}

function between(from: number, to: number) {
  return { gte: toDate(from), lte: toDate(to) };
}

/** Two sources that know a change by its stamp know it by the same key; so one of them must not have had the stamp. */
function mayBeSame({ source }: StateChange, event: Event): boolean {
  if (source === 'log' || isFromLog(event.key)) return true;
  return source === 'leases' && event.from === 'startup' && event.clock === 'pairwatch';
}

/** A source tells a change once; what it told of this event is another change, unless it is the very same word. */
function hasRoomFor({ source, evidence }: StateChange, event: Event): boolean {
  const own = evidenceOf(event).filter((each) => each.source === source);
  return own.length === 0 || own.some(({ text }) => evidence.some((each) => each.text === text));
}

/**
 * Whether a source knows better which state came before. The lease file has those that pass between two polls; it has
 * no startup, which only OMAPI and the log show. Where it was written anew in between, it does not have them any more, and
 * a source that tells of the same state before knows only that another one is missing.
 */
function saysMore(known: Event, { from, backfilled }: NewEvent, source: Evidence['source']): boolean {
  if (from === null || from === known.from || backfilled) return false;
  if (from === known.to) return false;
  if (known.from === null || known.from === known.to || from === 'startup') return true;
  return known.from !== 'startup' && source !== 'omapi';
}
