import type { Evidence } from '../contracts/verdict.ts';
import { formatDuration } from './duration.ts';
import type { Observation } from './lasting.ts';

/** How two servers' records of one address contradict each other. */
export type ConflictKind =
  /** Active for one client here, for another there. */
  | 'two-clients'
  /** Free for the primary and backup for the secondary: each may give it to a client of its own (reference 3.4). */
  | 'both-may-give'
  /** In two states of which no harm comes by itself. */
  | 'differs';

export const CONFLICT_KINDS: readonly ConflictKind[] = ['two-clients', 'both-may-give', 'differs'];

export type ConflictingAddress = { address: string; here: string; there: string; since: number };

/** All that contradict each other for longer than a change takes to get to the partner; some of them by name. */
export type Conflicts = Record<ConflictKind, { count: number; sample: ConflictingAddress[] }>;

export type ConflictFacts = {
  /** Whose record is `here`, and whose `there`. */
  here: string;
  there: string;
  conflicts: Conflicts;
  /** Whether both are in normal, so that what the one knows the other knows too. */
  inStep: boolean;
};

const SHOWN = 5;

/**
 * Addresses that two clients may hold at once. Two active records are told whatever the states are: no state excuses them.
 * Two that may both be given are told while the two are in step; apart, each serves from its own half, as it was.
 */
export function conflictObservations(facts: ConflictFacts, now: number): Observation[] {
  const { conflicts, inStep } = facts;
  return [
    ...(conflicts['two-clients'].count > 0 ? [twoClients(facts, now)] : []),
    ...(inStep && conflicts['both-may-give'].count > 0 ? [bothMayGive(facts, now)] : []),
  ];
}

function twoClients({ here, there, conflicts }: ConflictFacts, now: number): Observation {
  const { count, sample } = conflicts['two-clients'];
  const lines = sample.map((each) => `${each.address}: ${here} has ${each.here}, ${there} has ${each.there}`);
  const what = count === 1 ? 'One address is' : `${count} addresses are`;
  return {
    key: 'conflict:two-clients',
    server: null,
    code: 'address-given-twice',
    severity: 'error',
    since: earliest(sample, now),
    sentence: `${what} active for one client on ${here} and for another on ${there}: ${someOf(lines, count)}.`,
    nextStep:
      'Find out which client really uses the address, let the other one renew, and read the runbook on duplicate addresses.',
    evidence: [evidence(lines.join('; '), now)],
  };
}

function bothMayGive({ here, there, conflicts }: ConflictFacts, now: number): Observation {
  const { count, sample } = conflicts['both-may-give'];
  const since = earliest(sample, now);
  const what = count === 1 ? 'One address is' : `${count} addresses are`;
  const addresses = sample.map(({ address }) => address);
  return {
    key: 'conflict:both-may-give',
    server: null,
    code: 'address-may-be-given-twice',
    severity: 'warning',
    since,
    sentence: `${what} free for the primary and backup for the secondary, the first for ${formatDuration(now - since)}: ${here} and ${there} may each give it to a client. ${someOf(addresses, count)}.`,
    nextStep: `Read both logs for refused updates of these addresses; a restart of dhcpd on the secondary makes the two compare their leases.`,
    evidence: [evidence(addresses.join(', '), now)],
  };
}

function earliest(sample: readonly ConflictingAddress[], now: number): number {
  return Math.min(now, ...sample.map(({ since }) => since));
}

function someOf(lines: readonly string[], count: number): string {
  const shown = lines.slice(0, SHOWN);
  return count > shown.length ? `${shown.join('; ')} and ${count - shown.length} more` : shown.join('; ');
}

function evidence(text: string, now: number): Evidence {
  return { server: null, source: 'leases', text, observedAt: new Date(now).toISOString() };
}
