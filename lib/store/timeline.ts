import {
  MOST_MARKS,
  MOST_STAYS,
  markKindSchema,
  type TimelineDto,
  type TimelineQuery,
} from '../contracts/timeline.ts';
import { type Verdict, verdictSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import { type Stretch, whileWatched } from '../pair/watched.ts';
import { answeringStays } from './answering-spans.ts';
import { byRole, serverRole } from './servers.ts';
import { toDate, toMs } from './time.ts';

/** A word that comes later than this after the one before says nothing about the time between. */
const SEEN_WITHIN_INTERVALS = 5;

type Stay = Stretch & { state: string };

/**
 * What happened to a pair within a time, by Pairwatch's clock, as it may be believed at `now`: a stay ends where it was last
 * seen when it was seen no more. null for a name not in the settings.
 */
export async function pairTimeline(
  tx: Tx,
  pairName: string,
  range: TimelineQuery,
  now: number,
): Promise<Omit<TimelineDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    select: {
      id: true,
      intervalMs: true,
      servers: { where: { removedAt: null }, select: { id: true, name: true, role: true } },
      status: { select: { checkedAt: true } },
    },
  });
  if (!pair) return null;
  const unseenAfterMs = SEEN_WITHIN_INTERVALS * pair.intervalMs;
  const lanes = [];
  for (const { id, name, role } of pair.servers.sort(byRole))
    lanes.push({ name, role: serverRole(role), stays: await staysOf(tx, id, range, { unseenAfterMs, now }) });
  const verdicts = await verdictsOf(tx, pair.id, range);
  const marks = await marksOf(tx, pair.id, range);
  const watched = [
    ...lanes.flatMap(({ stays }) => stays),
    // Of no use before the first verdict that is shown: of a year they are thousands.
    ...(await answeringStays(tx, pair.id, {
      ...range,
      from: Math.max(range.from, verdicts[0]?.from ?? range.from),
    })),
    ...checksOf(pair.status, now, unseenAfterMs),
  ];
  return {
    from: iso(range.from),
    to: iso(range.to),
    servers: lanes.map((lane) => ({ ...lane, stays: latest(lane.stays).map(withTimes) })),
    verdicts: latest(believable(verdicts, watched, unseenAfterMs)).map(withTimes),
    marks: marks.slice(0, MOST_MARKS).reverse(),
    isCut:
      marks.length > MOST_MARKS ||
      verdicts.length > MOST_STAYS ||
      lanes.some(({ stays }) => stays.length > MOST_STAYS),
  };
}

async function staysOf(
  tx: Tx,
  serverId: number,
  range: TimelineQuery,
  { unseenAfterMs, now }: { unseenAfterMs: number; now: number },
): Promise<Stay[]> {
  const rows = await tx.stateSpan.findMany({
    where: { serverId, ...within(range) },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    take: MOST_STAYS + 1,
  });
  return rows.reverse().flatMap(({ state, from, until, lastSeenAt }) => {
    const seenUntil = toMs(lastSeenAt);
    const wasLost = (until === null ? now : toMs(until)) - seenUntil > unseenAfterMs;
    const stay = { state, from: toMs(from), until: wasLost ? seenUntil : toMs(until) };
    return stay.until !== null && stay.until <= range.from ? [] : [stay];
  });
}

async function verdictsOf(tx: Tx, pairId: number, range: TimelineQuery) {
  const rows = await tx.verdictSpan.findMany({
    where: { pairId, ...within(range) },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    take: MOST_STAYS + 1,
  });
  return rows.reverse().map(({ verdict, code, from, until }) => ({
    from: toMs(from),
    until: toMs(until),
    verdict: verdictSchema.parse(verdict),
    code,
  }));
}

/** Newest first, one more than an answer has. */
async function marksOf(tx: Tx, pairId: number, { from, to }: TimelineQuery) {
  const rows = await tx.event.findMany({
    where: {
      pairId,
      sortAt: { gte: toDate(from), lte: toDate(to) },
      kind: { in: markKindSchema.options },
    },
    select: { id: true, kind: true, sortAt: true, sentence: true },
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
    take: MOST_MARKS + 1,
  });
  return rows.map(({ id, kind, sortAt, sentence }) => ({
    eventId: id,
    kind: markKindSchema.parse(kind),
    at: sortAt.toISOString(),
    sentence,
  }));
}

const within = ({ from, to }: TimelineQuery) => ({
  from: { lte: toDate(to) },
  OR: [{ until: null }, { until: { gt: toDate(from) } }],
});

/** The last check proves that somebody watched then; while it is fresh, that somebody does now. */
function checksOf(status: { checkedAt: Date } | null, now: number, unseenAfterMs: number): Stretch[] {
  if (status === null) return [];
  const checkedAt = toMs(status.checkedAt);
  return [{ from: checkedAt, until: now - checkedAt <= unseenAfterMs ? null : checkedAt }];
}

/** While no collector ran, its last verdict proves nothing; that nothing was known needs no proof. In the order of time. */
function believable<Span extends Stretch & { verdict: Verdict }>(
  spans: readonly Span[],
  watched: readonly Stretch[],
  mostGapMs: number,
): Span[] {
  const [unknown, known] = [true, false].map((isUnknown) =>
    spans.filter(({ verdict }) => (verdict === 'unknown') === isUnknown),
  );
  return [...(unknown ?? []), ...whileWatched(known ?? [], watched, mostGapMs)].sort(
    (one, other) => one.from - other.from,
  );
}

const latest = <T>(stretches: readonly T[]): T[] => stretches.slice(-MOST_STAYS);

const iso = (ms: number): string => new Date(ms).toISOString();

function withTimes<Span extends Stretch>({ from, until, ...rest }: Span) {
  return { ...rest, from: iso(from), until: until === null ? null : iso(until) };
}
