import type { Evidence } from '../contracts/verdict.ts';
import { countOf } from './count.ts';
import type { PairFacts, ServerRole } from './facts.ts';
import { freshness } from './freshness.ts';
import type { Observation } from './lasting.ts';
import { linkBetween } from './link.ts';
import { type Word, type Words, wordsOf } from './word.ts';

/** Leases of one server's lease file whose update its partner has not acknowledged: tstp after atsfp (reference 3.5). */
export type UnacknowledgedLeases = {
  at: number;
  count: number;
  /** By how long ago Pairwatch saw the block appear; they add up to `count`. */
  byAge: { under10s: number; under1min: number; under10min: number; older: number };
  /** When the block of the oldest one appeared; null when there is none. */
  oldestAt: number | null;
};

export type ServerBacklog = {
  /** Null when its lease file was never read. */
  leases: UnacknowledgedLeases | null;
  /** Counts of the readings of the last five minutes, the oldest first, the latest included. */
  history: readonly { at: number; count: number }[];
  /** Its partner's max-unacked-updates: how many it may have on their way at once (reference 2.1). Null when not known. */
  unackedLimit: number | null;
};

export type BacklogFacts = {
  pair: PairFacts;
  backlogs: Record<ServerRole, ServerBacklog>;
  /** How often the lease files are read: the ruler for the age of their counts. */
  readingIntervalMs: number;
};

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Acknowledgements come within seconds. */
export const UNACKNOWLEDGED_WARNING_MS = MINUTE_MS;
export const UNACKNOWLEDGED_ERROR_MS = 10 * MINUTE_MS;
const AT_LIMIT_LASTS_MS = 30 * SECOND_MS;

/** Which way a count goes is judged from readings of at least so long, and from a change of at least so many. */
const TREND_SPAN_MS = MINUTE_MS;
const TREND_CHANGE = 10;

/** What is wrong with the updates between the two servers: room `backlog`. */
export function backlogObservations(facts: BacklogFacts, now: number): Observation[] {
  const words = wordsOf(facts.pair, now);
  const { status } = linkBetween(words.primary, words.secondary);
  if (status === 'unknown') return [];
  const roles: ServerRole[] = ['primary', 'secondary'];
  if (status !== 'up') return roles.flatMap((role) => whileApart(facts, role, now));
  const linkedForMs = now - linkedSince(words, now);
  return roles.flatMap((role) => [
    ...unacknowledged(facts, role, linkedForMs, now),
    ...growing(facts, role, now),
    ...atLimit(facts, role, words[role]),
  ]);
}

/** Which findings of the room can be said neither to hold nor to be over, by their key: for `lasting`. */
export function backlogUndecided(facts: BacklogFacts, now: number): (key: string) => boolean {
  const words = wordsOf(facts.pair, now);
  if (linkBetween(words.primary, words.secondary).status === 'unknown') return () => true;
  const roles: ServerRole[] = ['primary', 'secondary'];
  const unread = new Set(
    roles
      .filter((role) => freshLeases(facts, role, now) === null)
      .flatMap((role) => [keyOf('unacknowledged', role), keyOf('growing', role), keyOf('apart', role)]),
  );
  return (key) => unread.has(key);
}

const keyOf = (what: 'unacknowledged' | 'growing' | 'apart' | 'at-limit', role: ServerRole) =>
  `backlog:${what}:${role}`;

/** The counts of a lease file that was read of late; else null. */
export function freshLeases(
  { backlogs, readingIntervalMs }: BacklogFacts,
  role: ServerRole,
  now: number,
): UnacknowledgedLeases | null {
  const { leases } = backlogs[role];
  return leases && freshness(leases.at, readingIntervalMs, now) === 'fresh' ? leases : null;
}

/** Which way the count goes, from the readings of the last minutes: one half of them wholly above the other. */
export function backlogTrend(history: ServerBacklog['history']): 'growing' | 'falling' | 'steady' {
  const [first, last] = [history[0], history.at(-1)];
  if (!first || !last || last.at - first.at < TREND_SPAN_MS) return 'steady';
  const middle = (first.at + last.at) / 2;
  const earlier = history.filter(({ at }) => at < middle).map(({ count }) => count);
  const later = history.filter(({ at }) => at >= middle).map(({ count }) => count);
  const isAbove = (above: number[], below: number[]) => Math.min(...above) > Math.max(...below);
  if (last.count - first.count >= TREND_CHANGE && isAbove(later, earlier)) return 'growing';
  return first.count - last.count >= TREND_CHANGE && isAbove(earlier, later) ? 'falling' : 'steady';
}

/**
 * Leases that wait for too long, severity by the oldest. What gathered while the two were apart has its time from their
 * contact on, and as long as it gets less in that time all is well.
 */
function unacknowledged(
  facts: BacklogFacts,
  role: ServerRole,
  linkedForMs: number,
  now: number,
): Observation[] {
  const leases = freshLeases(facts, role, now);
  if (leases === null) return [];
  const { byAge } = leases;
  const overdue = byAge.under10min + byAge.older;
  const isError = byAge.older > 0 && linkedForMs >= UNACKNOWLEDGED_ERROR_MS;
  const isWarning = overdue > 0 && linkedForMs >= UNACKNOWLEDGED_WARNING_MS;
  const isDraining =
    linkedForMs < UNACKNOWLEDGED_ERROR_MS && backlogTrend(facts.backlogs[role].history) === 'falling';
  if (!isError && (!isWarning || isDraining)) return [];
  const [name, partner] = namesOf(facts, role);
  const [count, time] = isError ? [byAge.older, '10 minutes'] : [overdue, 'a minute'];
  return [
    {
      key: keyOf('unacknowledged', role),
      server: name,
      code: 'updates-not-acknowledged',
      severity: isError ? 'error' : 'warning',
      sentence: `${partner} has not acknowledged ${countOf(count, 'lease')} of ${name} for more than ${time}, though the two are connected.`,
      nextStep: `Look in the log of ${name} for "bind update … rejected", and check disk and load of ${partner}.`,
      evidence: [leasesEvidence(name, leases)],
    },
  ];
}

function growing(facts: BacklogFacts, role: ServerRole, now: number): Observation[] {
  const leases = freshLeases(facts, role, now);
  const { history } = facts.backlogs[role];
  const [first] = history;
  if (leases === null || !first || backlogTrend(history) !== 'growing') return [];
  const [name, partner] = namesOf(facts, role);
  return [
    {
      key: keyOf('growing', role),
      server: name,
      code: 'backlog-growing',
      severity: 'warning',
      sentence: `${name} changes leases faster than ${partner} acknowledges them: ${first.count} were waiting, now ${leases.count} are.`,
      nextStep: `Check disk, load and network of ${partner}: it writes each update to its lease file before it acknowledges it.`,
      evidence: [leasesEvidence(name, leases)],
    },
  ];
}

function atLimit(facts: BacklogFacts, role: ServerRole, word: Word | null): Observation[] {
  const { unackedLimit } = facts.backlogs[role];
  if (word === null || unackedLimit === null || word.view.unackedUpdates < unackedLimit) return [];
  const [name, partner] = namesOf(facts, role);
  return [
    {
      key: keyOf('at-limit', role),
      server: name,
      code: 'unacked-updates-at-limit',
      severity: 'warning',
      sentence: `${name} may send no more updates: ${unackedLimit} are on their way to ${partner}, which is all that max-unacked-updates of ${partner} allows.`,
      nextStep: `Check disk, load and network of ${partner}; if it is well, raise its max-unacked-updates.`,
      tellAfterMs: AT_LIMIT_LASTS_MS,
      evidence: [
        {
          server: name,
          source: 'omapi',
          text: `cur-unacked-updates is ${word.view.unackedUpdates}.`,
          observedAt: new Date(word.view.observedAt).toISOString(),
        },
      ],
    },
  ];
}

/** With no connection a backlog is natural; how much it is tells how long they will take to meet again. */
function whileApart(facts: BacklogFacts, role: ServerRole, now: number): Observation[] {
  const leases = freshLeases(facts, role, now);
  if (leases === null || leases.count === 0) return [];
  const [name, partner] = namesOf(facts, role);
  return [
    {
      key: keyOf('apart', role),
      server: name,
      code: 'backlog-while-apart',
      severity: 'info',
      sentence: `${countOf(leases.count, 'lease')} of ${name} wait to be told to ${partner} once the two are connected.`,
      nextStep: null,
      evidence: [leasesEvidence(name, leases)],
    },
  ];
}

function linkedSince({ primary, secondary }: Words, now: number): number {
  return Math.max(primary?.since ?? now, secondary?.since ?? now);
}

function namesOf({ pair }: BacklogFacts, role: ServerRole): [own: string, partner: string] {
  return role === 'primary'
    ? [pair.primary.name, pair.secondary.name]
    : [pair.secondary.name, pair.primary.name];
}

export function leasesEvidence(server: string, { at, count, byAge }: UnacknowledgedLeases): Evidence {
  const ages = `${byAge.under10s} under 10 s, ${byAge.under1min} under 1 min, ${byAge.under10min} under 10 min, ${byAge.older} older`;
  return {
    server,
    source: 'leases',
    text: `${countOf(count, 'lease')} not acknowledged: ${ages}.`,
    observedAt: new Date(at).toISOString(),
  };
}
