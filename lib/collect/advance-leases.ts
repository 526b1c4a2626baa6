import { stampedKey } from '../pair/transition.ts';
import type { ServerStep } from './advance-server.ts';
import type { StateEvent } from './changes.ts';
import { sumByPool } from './lease-pools.ts';
import type { ServerMemory } from './memory.ts';
import { ourTimeOf } from './our-time.ts';
import type { LeasesReading, StateBlock } from './reading.ts';
import { takeEndings } from './truth/endings.ts';

/** As much of the past as a reading of dhcpd's counters can be compared with. */
const COUNTS_KEPT_MS = 60_000;

/** What backlog.ts tells a trend from. */
const BACKLOGS_KEPT_MS = 300_000;

/** Takes one server's lease file in: its counts, and the changes of state its blocks tell. */
export function takeLeases(
  server: ServerMemory,
  changes: ServerStep['changes'],
  reading: LeasesReading,
  { readBefore, now }: { readBefore: number | null; now: number },
): void {
  const { stateBlocks, conflicts, uncounted, backlog, ages, grants: _, absentAt, ...file } = reading;
  changes.leaseFile = { ...file, backlog: backlog.count, beginsHour: beginsHour(server, now), readAt: now };
  server.leaseCounts = [
    ...server.leaseCounts.filter(({ at }) => now - at < COUNTS_KEPT_MS && at <= now),
    { counts: file.counts, at: now },
  ];
  server.conflicts = conflicts;
  server.uncounted = uncounted;
  server.endings = takeEndings(
    server.endings,
    sumByPool(file.endings, file.counts.ranges, server.counters?.pools ?? []),
    { absentAt, now },
  );
  server.backlogs = [
    ...server.backlogs.filter(({ at }) => now - at < BACKLOGS_KEPT_MS && at <= now),
    { at: now, ...backlog },
  ];
  server.leaseFile = watched(server, file, now);
  server.ages = ages;
  for (const block of stateBlocks) takeStateBlock(server, changes, block, { readBefore, now });
}

const HOUR_MS = 3_600_000;

function beginsHour({ leaseCounts }: ServerMemory, now: number): boolean {
  const before = leaseCounts.at(-1)?.at;
  return before === undefined || Math.floor(before / HOUR_MS) !== Math.floor(now / HOUR_MS);
}

/** Too long a pause, and nobody can say what happened to the file meanwhile. */
const LONGEST_PAUSE_MS = 60_000;

function watched(
  { leaseFile: known, leaseCounts }: ServerMemory,
  { path, offset, rewrittenAt }: Pick<LeasesReading, 'path' | 'offset' | 'rewrittenAt'>,
  now: number,
): NonNullable<ServerMemory['leaseFile']> {
  const before = leaseCounts.at(-2)?.at;
  const goesOn = known !== null && before !== undefined && Math.abs(now - before) <= LONGEST_PAUSE_MS;
  const grownAt = goesOn && known.offset !== offset ? now : (known?.grownAt ?? null);
  return { path, watchedSince: goesOn ? known.watchedSince : now, rewrittenAt, grownAt, offset };
}

function takeStateBlock(
  server: ServerMemory,
  changes: ServerStep['changes'],
  block: StateBlock,
  { readBefore, now }: { readBefore: number | null; now: number },
): void {
  const { previous } = block;
  changes.events.push({ ...blockEvent(server, block, now), unseenSince: readBefore });
  if (previous?.at != null && block.at !== null && previous.at < block.at) {
    changes.pastStays.push({
      state: previous.state,
      from: previous.at,
      until: block.at,
      observedAt: now,
    });
  }
}

/** dhcpd's own word for a change, with its own time: it has the states that pass between two polls. */
function blockEvent(server: ServerMemory, block: StateBlock, now: number): StateEvent {
  const { state, previous, at, place } = block;
  return {
    key: keyOf(server, at === null ? `block:${state}:${place}` : stampedKey(state, at)),
    follows: previous?.at == null ? null : keyOf(server, stampedKey(previous.state, previous.at)),
    serverId: server.serverId,
    kind: 'state',
    source: 'leases',
    ...timesOf(server, block, now),
    observedAt: now,
    from: previous?.state ?? null,
    to: state,
    sentence: previous
      ? `${server.name} moved from ${previous.state} to ${state}.`
      : `${server.name} was in ${state} when its lease file begins.`,
    evidence: [
      {
        server: server.name,
        source: 'leases',
        text: blockText(block),
        observedAt: new Date(now).toISOString(),
      },
    ],
    backfilled: block.backfilled,
  };
}

const keyOf = ({ serverId }: ServerMemory, name: string) => `state:${serverId}:${name}`;

/**
 * A change that was not stamped was seen by OMAPI, or it was read soon after, unless it is of the past: there the one
 * before it is nearer than now.
 */
function timesOf(
  server: ServerMemory,
  block: StateBlock,
  now: number,
): Pick<StateEvent, 'at' | 'clock' | 'sortAt'> {
  const { state, previous, at, backfilled } = block;
  const isStamped = at !== null && !hasStampOfBefore(server, block);
  const knownAt = isStamped ? at : backfilled ? (previous?.at ?? null) : null;
  if (knownAt !== null)
    return { at: knownAt, clock: 'server', sortAt: sortAtOf(server, knownAt, backfilled, now) };
  const span = server.openSpan;
  const seenAt = span?.state === state && span.stosAt === at ? span.from : now;
  return { at: seenAt, clock: 'pairwatch', sortAt: seenAt };
}

/**
 * Entering recover-wait and leaving startup keep the stamp of the state before in place (reference 2.1). The file has no
 * startup: that the stamp did not come with the state is told by OMAPI, which shows the startup with it.
 */
function hasStampOfBefore({ openSpan }: ServerMemory, { state, previous, at }: StateBlock): boolean {
  if (at !== previous?.at) return false;
  if (state === 'recover-wait') return true;
  const isSeen = openSpan?.state === 'startup' || openSpan?.state === state;
  return isSeen && openSpan.stosAt === at;
}

/** What dhcpd stamped after the stay that OMAPI sees had not happened when that stay was last confirmed. */
function sortAtOf(server: ServerMemory, at: number, backfilled: boolean, now: number): number {
  const span = server.openSpan;
  if (backfilled) return Math.min(at, now);
  const isNewer = span !== null && (span.stosAt === null || at > span.stosAt);
  return ourTimeOf(server, at, { notBefore: isNewer ? span.lastSeenAt : 0, now });
}

function blockText({ state, at, partnerState, partnerAt, place }: StateBlock): string {
  const stamp = (time: number | null) => (time === null ? 'no time' : new Date(time).toISOString());
  return `my state ${state} at ${stamp(at)}, partner state ${partnerState} at ${stamp(partnerAt)} (${place})`;
}
