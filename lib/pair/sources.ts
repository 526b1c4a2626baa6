import type { Evidence } from '../contracts/verdict.ts';
import type { SourceHealth, SourceKind } from './facts.ts';
import type { Observation } from './lasting.ts';
import { UNREAD_AFTER_FAILURES } from './word.ts';

export type SourcesOfServer = { name: string; sources: readonly SourceHealth[] };

/** What is missing while a source can't be read. A server that OMAPI does not reach is the verdict's to tell. */
const MISSING: Partial<Record<SourceKind, string>> = {
  config: 'its dhcpd.conf',
  leases: 'its lease file',
  log: 'its log',
  clock: 'its clock',
  pools: 'its pool counters',
};

/**
 * Ways to read a server that fail: what they tell is missing from the picture, so the rest of it must not look whole.
 * Those that fail for one reason are one observation.
 */
export function sourceObservations(servers: readonly SourcesOfServer[]): Observation[] {
  return servers.flatMap(({ name, sources }) => {
    const byReason = new Map<string, SourceHealth[]>();
    for (const source of sources) {
      if (!isMissing(source)) continue;
      const reason = source.failure?.kind ?? 'unknown';
      byReason.set(reason, [...(byReason.get(reason) ?? []), source]);
    }
    return [...byReason].map(([reason, failing]) => failingTogether(name, reason, failing));
  });
}

/** Which findings of the room can be said neither to hold nor to be over, by their key: those of servers not tried yet. */
export function sourceUndecided(untried: readonly string[]): (key: string) => boolean {
  return (key) => untried.some((server) => key.startsWith(keyOf(server, '')));
}

const keyOf = (server: string, reason: string) => `source:${server}:${reason}`;

function isMissing({ kind, consecutiveFailures }: SourceHealth): boolean {
  return MISSING[kind] !== undefined && consecutiveFailures >= UNREAD_AFTER_FAILURES;
}

function failingTogether(server: string, reason: string, failing: readonly SourceHealth[]): Observation {
  const kinds = failing.map(({ kind }) => kind).toSorted();
  const since = Math.min(...failing.flatMap(({ failingSince }) => failingSince ?? []));
  const [first] = failing;
  return {
    key: keyOf(server, reason),
    server,
    code: 'source-failing',
    severity: 'warning',
    ...(Number.isFinite(since) && { since }),
    sentence: `Pairwatch can't read ${listed(kinds.flatMap((kind) => MISSING[kind] ?? []))} on ${server}: ${first?.failure?.message ?? 'the reason was not recorded.'}`,
    nextStep: null,
    evidence: failing.map(evidenceOf(server)),
  };
}

const evidenceOf =
  (server: string) =>
  ({ kind, failure, lastAttemptAt, consecutiveFailures }: SourceHealth): Evidence => ({
    server,
    source: kind,
    text: `${consecutiveFailures} polls in a row failed (${failure?.kind ?? 'unknown'}).`,
    observedAt: lastAttemptAt === null ? null : new Date(lastAttemptAt).toISOString(),
  });

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
